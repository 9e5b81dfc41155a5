// Answers computed by others: published test vectors, and envelopes and wraps made by a second implementation written
// from the descriptions in the headers (in Python, checked against RFC 7748 and the XChaCha20-Poly1305 draft). They
// also hold the formats still: what was sealed yesterday must open tomorrow.
#include <gmock/gmock.h>

#include "vault/envelope.h"
#include "vault/keypair.h"
#include "vault/passphrase.h"
#include "vault/place.h"

namespace nwd::vault {
namespace {

Bytes unhex(std::string_view text) { return *from_hex(text); }

Bytes counting(std::uint8_t from, std::size_t size = key_size) {
  Bytes bytes(size);
  for (auto& b : bytes) b = from++;
  return bytes;
}

Place place() {
  IdBytes row;
  row.raw.fill(1);
  return {"case_envelope", row, "facts", 3};
}

class KnownAnswer : public testing::Test {
 protected:
  KnownAnswer() { initialise(); }
};

// RFC 5869 appendix A; the first 32 bytes of each.
TEST_F(KnownAnswer, HkdfOfRfc5869) {
  const auto case_1 = hkdf(unhex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"), unhex("000102030405060708090a0b0c"),
                           unhex("f0f1f2f3f4f5f6f7f8f9"));
  EXPECT_EQ(hex(case_1.view()), "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
  const auto case_2 = hkdf(counting(0x00, 80), counting(0x60, 80), counting(0xb0, 80));
  EXPECT_EQ(hex(case_2.view()), "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c");
}

// m=4882 KiB, t=2, p=1, the empty passphrase: a hash string of libsodium's own tests.
TEST_F(KnownAnswer, Argon2idOfLibsodiumsTests) {
  Derivations derivations({4882, 2});
  const auto salt = from_base64url("bA81arsiXysd3WbTRzmEOw").value();
  const auto key = derivations.derive("", salt, {4882, 2}).value();
  EXPECT_EQ(base64url(key.view()), "Nm8QBM-7RH1DXo9rvp5cwKEOOOfD2g6JuxlXihoNcpE");
}

TEST_F(KnownAnswer, PublicKeyOfRfc7748Section6) {
  const auto alice =
      PrivateKey::from(SecretBytes::copy_of(unhex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")));
  ASSERT_TRUE(alice);
  EXPECT_EQ(hex(alice->public_key().bytes()), "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
}

TEST_F(KnownAnswer, AnEnvelopeOfTheSecondImplementationOpens) {
  const auto envelope = unhex(
      "01d95544424a491aba48d11af295a37dbeaa8f9410e25e18b3667328bc4a993e7c6465666768696a6b6c6d6e6f707172737475767778797a"
      "7b71e4862a6092630977663eab3d53cc82928923b3938986d06d2c032490943ffb983088d1910abb7e3f14977a0ab2e74184ff36eb339f51"
      "ad88ecd6ea7e13e02cdcb493354fdafc3a6db68e381d450aec");
  const auto plain = open(SecretBytes::copy_of(counting(0)), place(), envelope);
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->text(), "a bed tonight");
}

TEST_F(KnownAnswer, AWrapOfTheSecondImplementationOpens) {
  const auto wrapped = unhex(
      "015869aff450549732cbaaed5e5df9b30a6da31cb0e5742bad5ad4a1a768f1a67bf5e951ff273e505c875f32f05715b275934ff23cfbc2dd"
      "049315a3b15a426a6d2f15dd693ae09633016701d1ba73ca55");
  const auto mine = PrivateKey::from(SecretBytes::copy_of(counting(1)));
  const auto key = unwrap(*mine, place(), wrapped);
  ASSERT_TRUE(key);
  EXPECT_EQ(hex(key->view()), hex(counting(0)));
}

}  // namespace
}  // namespace nwd::vault
