#include "audit/signer.h"

#include <gmock/gmock.h>

#include "audit/checkpoint_store.h"
#include "audit/test_audit.h"
#include "audit/verify.h"

namespace nwd::audit {
namespace {

constexpr storage::Sql change_below = "UPDATE audit_entry SET leaf_hash = $1 WHERE sequence = 2";
constexpr storage::Sql change_note = "UPDATE audit_checkpoint SET note = 'x'";
constexpr storage::Sql remove_note = "DELETE FROM audit_checkpoint";

class SignerTest : public AuditDatabaseTest {
 protected:
  static void SetUpTestSuite() { vault::initialise(); }
  void add(int count) {
    for (int i = 0; i < count; ++i)
      ASSERT_TRUE(database_->write([&](storage::Writer& w) {
        return append(w, {{5}, IdBytes{}, IdBytes{}, "case.read", "case", IdBytes{}, "care"});
      }));
  }
  SignedCheckpoint head(Signer& signer) { return signer.checkpoint(*database_, {7'000}).value().value(); }
  Verdict verdict(const Keys& keys) {
    return database_
        ->read([&](storage::Reader& r) -> Result<Verdict> {
          NWD_TRY(auto checkpoints, all_checkpoints(r));
          Verification v(std::move(checkpoints), keys);
          NWD_TRY(const auto entries, tail(r, 0, 1000));
          for (const auto& entry : entries) v.take(entry);
          return v.verdict();
        })
        .value();
  }
  vault::SecretBytes seed_ = vault::SecretBytes::copy_of(Bytes(32, 9));
  Signer signer_{vault::SigningKey::from(seed_).value()};
};

TEST_F(SignerTest, AnEmptyLogHasNoCheckpoint) { EXPECT_EQ(signer_.checkpoint(*database_, {1}).value(), std::nullopt); }

TEST_F(SignerTest, EachCheckpointExtendsTheOneBefore) {
  add(3);
  const auto first = head(signer_);
  EXPECT_EQ(first.checkpoint.size, 3U);
  EXPECT_TRUE(signer_.verifier().signed_this(first));
  EXPECT_EQ(head(signer_).text(), first.text());  // nothing new: the same
  add(4);
  const auto second = head(signer_);
  const auto all = database_->read([](storage::Reader& r) { return leaves(r, 7); }).value();
  EXPECT_TRUE(is_extended(3, first.checkpoint.root, 7, second.checkpoint.root, consistency_proof(all, 3)));
  const auto v = verdict({{signer_.verifier()}, {}});
  EXPECT_THAT(v.findings, testing::IsEmpty());
  EXPECT_EQ(v.checkpoints, 2U);
  EXPECT_EQ(v.covered, 7U);
}

TEST_F(SignerTest, AfterAStartTheLogIsReadAgain) {
  add(5);
  head(signer_);
  add(2);
  Signer later(vault::SigningKey::from(seed_).value());
  EXPECT_EQ(head(later).checkpoint.size, 7U);
  EXPECT_THAT(verdict({{later.verifier()}, {}}).findings, testing::IsEmpty());
}

// The guard of the table itself is taken away first, as somebody with the file could.
TEST_F(SignerTest, NothingIsSignedOverALogThatChanged) {
  add(4);
  head(signer_);
  ASSERT_TRUE(database_->write([&](storage::Writer& w) {
    return w.run_script_text(database_->engine() == storage::Engine::sqlite
                                 ? "DROP TRIGGER audit_entry_kept"
                                 : "DROP TRIGGER audit_entry_kept ON audit_entry");
  }));
  ASSERT_TRUE(database_->write([](storage::Writer& w) { return w.run(change_below, Bytes(32, 1)); }));
  add(1);
  Signer later(vault::SigningKey::from(seed_).value());
  const auto refused = later.checkpoint(*database_, {8'000});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::corrupt);
  EXPECT_THAT(verdict({{later.verifier()}, {}}).findings, testing::Not(testing::IsEmpty()));
}

TEST_F(SignerTest, WitnessesAreKeptBesideWhatTheySaw) {
  add(2);
  const auto first = head(signer_);
  const auto eyes = vault::SigningKey::generate();
  const Verifier witness{"auditor.example", Verifier::Of::witness, eyes.public_key()};
  const auto cosignature = cosign(first.checkpoint, witness.name, eyes, {9'000});
  ASSERT_TRUE(database_->write([&](storage::Writer& w) { return add_cosignature(w, 2, cosignature); }));
  EXPECT_EQ(witness.witnessed(head(signer_)), std::optional(Instant{9'000}));
  EXPECT_EQ(verdict({{signer_.verifier()}, {witness}}).witnessed, 2U);
  const auto none = database_->write([&](storage::Writer& w) { return add_cosignature(w, 3, cosignature); });
  EXPECT_EQ(none.error().code, Code::not_found);
}

TEST_F(SignerTest, WhatWasSignedStays) {
  add(1);
  head(signer_);
  for (const auto& sql : {change_note, remove_note})
    EXPECT_FALSE(database_->write([&](storage::Writer& w) -> Result<void> {
      NWD_CHECK(w.run(sql));
      return {};
    }));
}

}  // namespace
}  // namespace nwd::audit
