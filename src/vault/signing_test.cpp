#include "vault/signing.h"

#include <gtest/gtest.h>

namespace nwd::vault {
namespace {

SigningKey key_from(std::string_view seed) {
  initialise();
  return SigningKey::from(SecretBytes::copy_of(from_hex(seed).value())).value();
}

// RFC 8032 section 7.1, tests 1 and 3.
TEST(Signing, GivesTheSignaturesOfTheRfc) {
  const auto first = key_from("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
  EXPECT_EQ(hex(first.public_key().raw), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  EXPECT_EQ(
      hex(first.sign({})),
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595"
      "bbe24655141438e7a100b");
  const auto third = key_from("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
  EXPECT_EQ(
      hex(third.sign(Bytes{0xaf, 0x82})),
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716"
      "ed28dc027beceea1ec40a");
}

TEST(Signing, AnyChangeIsSeen) {
  initialise();
  const auto key = SigningKey::generate();
  auto signature = key.sign(bytes_of("as it was"));
  EXPECT_TRUE(key.public_key().verifies(bytes_of("as it was"), signature));
  EXPECT_FALSE(key.public_key().verifies(bytes_of("as it is"), signature));
  EXPECT_FALSE(SigningKey::generate().public_key().verifies(bytes_of("as it was"), signature));
  signature[40] ^= 1U;
  EXPECT_FALSE(key.public_key().verifies(bytes_of("as it was"), signature));
}

TEST(Signing, ASeedOfAnotherLengthIsNone) { EXPECT_FALSE(SigningKey::from(SecretBytes(31))); }

}  // namespace
}  // namespace nwd::vault
