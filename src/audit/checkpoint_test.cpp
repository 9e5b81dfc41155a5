#include "audit/checkpoint.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace nwd::audit {
namespace {

// The example of C2SP's tlog-cosignature.md (CC BY 4.0).
constexpr std::string_view published =
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— witness.example.com/w1 "
    "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";

vault::SigningKey a_key() {
  vault::initialise();
  return vault::SigningKey::generate();
}

Checkpoint of_log(const vault::SigningKey& key) {
  Checkpoint c{log_origin(key.public_key()), 1542, {}};
  c.root.fill(7);
  return c;
}

TEST(Checkpoint, ReadsThePublishedExampleAndWritesItBack) {
  const auto read = SignedCheckpoint::parse(published);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->checkpoint.origin, "example.com/behind-the-sofa");
  EXPECT_EQ(read->checkpoint.size, 20852163U);
  ASSERT_EQ(read->signatures.size(), 2U);
  EXPECT_EQ(read->signatures[1].name, "witness.example.com/w1");
  EXPECT_EQ(read->text(), published);
}

TEST(Checkpoint, IsVerifiedByItsKeyAlone) {
  const auto key = a_key();
  const SignedCheckpoint signed_one{of_log(key), {sign(of_log(key), key)}};
  const Verifier log{log_origin(key.public_key()), Verifier::Of::log, key.public_key()};
  EXPECT_TRUE(log.signed_this(signed_one));
  auto changed = signed_one;
  ++changed.checkpoint.size;
  EXPECT_FALSE(log.signed_this(changed));
  auto other = log;
  other.key = a_key().public_key();
  EXPECT_FALSE(other.signed_this(signed_one));
  EXPECT_TRUE(Verifier::parse(log.text())->signed_this(signed_one));
}

TEST(Checkpoint, AWitnessSaysWhenItSawIt) {
  const auto key = a_key();
  const auto eyes = a_key();
  SignedCheckpoint note{of_log(key), {sign(of_log(key), key)}};
  note.signatures.push_back(cosign(note.checkpoint, "auditor.example", eyes, {1'795'500'000'999}));
  const Verifier witness{"auditor.example", Verifier::Of::witness, eyes.public_key()};
  EXPECT_EQ(witness.witnessed(note), std::optional(Instant{1'795'500'000'000}));
  // A signature as a log is none as a witness, nor the other way round.
  EXPECT_FALSE((Verifier{"auditor.example", Verifier::Of::log, eyes.public_key()}.signed_this(note)));
  note.signatures.back().payload[7] ^= 1U;  // another time
  EXPECT_EQ(witness.witnessed(note), std::nullopt);
}

TEST(Checkpoint, AVerifierKeyIsReadBackAndItsHashChecked) {
  const auto key = a_key();
  const Verifier one{"auditor.example", Verifier::Of::witness, key.public_key()};
  const auto text = one.text();
  const auto back = Verifier::parse(text);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->name, one.name);
  EXPECT_EQ(back->key, one.key);
  EXPECT_FALSE(Verifier::parse("x" + text));
  EXPECT_FALSE(Verifier::parse(text.substr(0, text.size() - 4)));
  for (const auto* bad : {"", "a", "a+b", "a+00000000+", "+12345678+AAAA", "a b+12345678+AAAA"})
    EXPECT_FALSE(Verifier::parse(bad)) << bad;
}

TEST(Checkpoint, WhatIsNotOneIsSaidSo) {
  const std::string good(published);
  const auto without = [&](std::string_view part, std::string_view with = "") {
    auto text = good;
    return text.replace(text.find(part), part.size(), with);
  };
  for (const auto& bad :
       {std::string(), good.substr(0, good.size() - 1), without("20852163", "020852163"), without("20852163", "-1"),
        without("20852163", "99999999999999999999"), without("CsUY", "CsU"), without("\n\n", "\n"),
        without("\n\n", "\n\n\n"), without("— example", "- example"), without("AAAABk", "AAAAB"),
        without("example.com/behind", "exa mple"), without("example.com/behind", "exa+mple"),
        good.substr(0, good.find("—")), good + "x", std::string(20'000, 'a')})
    EXPECT_FALSE(SignedCheckpoint::parse(bad)) << bad;
}

RC_GTEST_PROP(Checkpoint, AnyTextThatIsReadIsWrittenBack, (const std::string& rest)) {
  std::string text(published);
  text.insert(*rc::gen::inRange<std::size_t>(0, text.size()), rest.substr(0, 4));
  if (const auto read = SignedCheckpoint::parse(text)) RC_ASSERT(read->text() == text);
}

}  // namespace
}  // namespace nwd::audit
