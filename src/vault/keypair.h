// X25519 key pairs and wraps: a key sealed to a public key, bound to what it is for.
//
// Suite 1: 1 | ephemeral public key(32) | AEAD
// Suite 2: 2 | epoch(4) | number(8) | ephemeral public key(32) | AEAD
//
// The AEAD is XChaCha20-Poly1305 under HKDF-SHA-256 of the shared secret, with both public keys as salt and the place
// as info. Suite 2 takes the keyring's share of the number with the shared secret, and its head with the place: a wrap
// whose number is destroyed opens for nobody (vault/keyring.h). It is for what can be taken back: everything wrapped to
// an organization, and its key wrapped to its members. Suite 1 is for a member's own secrets; organizations got it
// before they had epochs, and such wraps are of the first.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "vault/envelope.h"
#include "vault/keyring.h"
#include "vault/secret.h"

namespace nwd::vault {

struct PublicKey {
  std::array<std::uint8_t, 32> raw{};
  bool operator==(const PublicKey&) const = default;
  [[nodiscard]] ByteView bytes() const { return raw; }
  static Result<PublicKey> from(ByteView);
};

// An organization's key pairs follow one another in epochs, counted from 1: vault/organization_keys.h.
using Epoch = std::uint32_t;
inline constexpr Epoch first_epoch = 1;

// Whom something is wrapped to: an organization, by the key pair of one epoch of its.
struct Recipient {
  PublicKey key;
  Epoch epoch = first_epoch;
  bool operator==(const Recipient&) const = default;
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

// `place` is bound: a wrap copied to another row does not open.
Result<Bytes> wrap(const PublicKey& to, const Place&, const SecretBytes& key);
Result<Bytes> wrap(Keyring&, const Recipient& to, const Place&, const SecretBytes& key);
// corrupt, unsupported; gone: its number was destroyed.
Result<SecretBytes> unwrap(const PrivateKey&, const Place&, ByteView wrapped);  // suite 1 only
Result<SecretBytes> unwrap(const Keyring&, const PrivateKey&, const Place&, ByteView wrapped);

// Of which epoch's key pair it is, and what is destroyed with it. corrupt, unsupported.
Result<Epoch> epoch_of(ByteView wrapped);
Result<std::optional<std::int64_t>> number_of(ByteView wrapped);  // none: suite 1

}  // namespace nwd::vault
