// X25519 key pairs and wraps: a key sealed to a public key, bound to what it is for.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "vault/envelope.h"
#include "vault/secret.h"

namespace nwd::vault {

struct PublicKey {
  std::array<std::uint8_t, 32> raw{};
  bool operator==(const PublicKey&) const = default;
  [[nodiscard]] ByteView bytes() const { return raw; }
  static Result<PublicKey> from(ByteView);
};

class PrivateKey {
 public:
  static PrivateKey generate();
  static Result<PrivateKey> from(SecretBytes);  // 32 bytes
  [[nodiscard]] const PublicKey& public_key() const { return public_; }
  [[nodiscard]] const SecretBytes& secret() const { return secret_; }
  [[nodiscard]] PrivateKey clone() const;

 private:
  PrivateKey(SecretBytes secret, const PublicKey& pub) : secret_(std::move(secret)), public_(pub) {}
  SecretBytes secret_;
  PublicKey public_;
};

// suite(1) | ephemeral public key(32) | nonce-free AEAD. `place` is bound: a wrap copied to another row does not open.
Result<Bytes> wrap(const PublicKey& to, const Place&, const SecretBytes& key);
Result<SecretBytes> unwrap(const PrivateKey&, const Place&, ByteView wrapped);  // corrupt, unsupported

}  // namespace nwd::vault
