// Ed25519 (RFC 8032): what says that a text came from the holder of a key, and was not changed.
#pragma once

#include <array>
#include <cstdint>

#include "base/bytes.h"
#include "base/result.h"
#include "vault/secret.h"

namespace nwd::vault {

using Signature = std::array<std::uint8_t, 64>;

struct SigningPublicKey {
  std::array<std::uint8_t, 32> raw{};
  bool operator==(const SigningPublicKey&) const = default;
  [[nodiscard]] bool verifies(ByteView message, const Signature&) const;
};

class SigningKey {
 public:
  static SigningKey generate();
  static Result<SigningKey> from(const SecretBytes& seed);  // 32 bytes
  [[nodiscard]] const SigningPublicKey& public_key() const { return public_; }
  [[nodiscard]] const SecretBytes& seed() const { return seed_; }
  [[nodiscard]] Signature sign(ByteView message) const;

 private:
  explicit SigningKey(SecretBytes seed);
  SecretBytes seed_;
  SecretBytes secret_;  // libsodium's form: the seed and the public key
  SigningPublicKey public_;
};

}  // namespace nwd::vault
