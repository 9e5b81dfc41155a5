#include "vault/keypair.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "vault/place.h"

namespace nwd::vault {
namespace {

constexpr std::uint8_t suite = 1;
constexpr std::size_t public_size = crypto_scalarmult_BYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t largest_wrapped = 128;
// The key of each wrap is used once, so its nonce may stand still.
constexpr std::uint8_t zero_nonce[crypto_aead_xchacha20poly1305_ietf_NPUBBYTES] = {};

Failure damaged(const char* why) {
  return fail(Code::corrupt, "A key is damaged, or is not for this organization.", why);
}

// As RFC 9180's DHKEM does it: the secret is bound to both public keys, and here to the place too.
Result<SecretBytes> wrapping_key(const SecretBytes& secret, const PublicKey& theirs, const PublicKey& ephemeral,
                                 const PublicKey& recipient, const Bytes& place) {
  SecretBytes shared(crypto_scalarmult_BYTES);
  if (crypto_scalarmult(shared.writable().data(), secret.view().data(), theirs.raw.data()) != 0)
    return damaged("X25519 gave zero: a public key of small order");
  Bytes salt(ephemeral.raw.begin(), ephemeral.raw.end());
  salt.insert(salt.end(), recipient.raw.begin(), recipient.raw.end());
  return hkdf(shared.view(), salt, place);
}

}  // namespace

Result<PublicKey> PublicKey::from(ByteView bytes) {
  PublicKey key;
  if (bytes.size() != key.raw.size()) return damaged("a public key is not 32 bytes");
  std::copy(bytes.begin(), bytes.end(), key.raw.begin());
  return key;
}

PrivateKey PrivateKey::generate() { return *from(SecretBytes::random(crypto_scalarmult_SCALARBYTES)); }

Result<PrivateKey> PrivateKey::from(SecretBytes secret) {
  if (secret.size() != crypto_scalarmult_SCALARBYTES) return damaged("a private key is not 32 bytes");
  PublicKey pub;
  crypto_scalarmult_base(pub.raw.data(), secret.view().data());
  return PrivateKey(std::move(secret), pub);
}

PrivateKey PrivateKey::clone() const { return {secret_.clone(), public_}; }

Result<Bytes> wrap(const PublicKey& to, const Place& place, const SecretBytes& key) {
  if (key.empty() || key.size() > largest_wrapped) return fail(Code::internal, "", "what is wrapped is not a key");
  const auto ephemeral = PrivateKey::generate();
  const auto aad = bytes_of_place("wrap", place);
  NWD_TRY(const auto wraps, wrapping_key(ephemeral.secret(), to, ephemeral.public_key(), to, aad));

  Bytes out(1 + public_size + key.size() + tag_size);
  out[0] = suite;
  std::memcpy(out.data() + 1, ephemeral.public_key().raw.data(), public_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + 1 + public_size, nullptr, key.view().data(), key.size(),
                                             aad.data(), aad.size(), nullptr, zero_nonce, wraps.view().data());
  return out;
}

Result<SecretBytes> unwrap(const PrivateKey& mine, const Place& place, ByteView wrapped) {
  if (wrapped.empty()) return damaged("empty wrap");
  if (wrapped[0] != suite)
    return fail(Code::unsupported, "This key was wrapped by a newer nwd. Install that version, or a later one.",
                "wrap suite");
  const bool sized =
      wrapped.size() > 1 + public_size + tag_size && wrapped.size() <= 1 + public_size + largest_wrapped + tag_size;
  if (!sized) return damaged("wrap size");
  NWD_TRY(const auto ephemeral, PublicKey::from(wrapped.subspan(1, public_size)));
  const auto aad = bytes_of_place("wrap", place);
  NWD_TRY(const auto wraps, wrapping_key(mine.secret(), ephemeral, ephemeral, mine.public_key(), aad));

  const auto sealed = wrapped.subspan(1 + public_size);
  SecretBytes key(sealed.size() - tag_size);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(key.writable().data(), nullptr, nullptr, sealed.data(), sealed.size(),
                                                 aad.data(), aad.size(), zero_nonce, wraps.view().data()) != 0)
    return damaged("wrap tag");
  return key;
}

}  // namespace nwd::vault
