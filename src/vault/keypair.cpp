#include "vault/keypair.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "base/big_endian.h"
#include "vault/place.h"
#include "vault/wrap_again.h"

namespace nwd::vault {
namespace {

constexpr std::uint8_t suite_plain = 1;
constexpr std::uint8_t suite_numbered = 2;
constexpr std::size_t epoch_size = 4;
constexpr std::size_t number_size = 8;
constexpr std::size_t public_size = crypto_scalarmult_BYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t largest_wrapped = 128;
// The key of each wrap is used once, so its nonce may stand still.
constexpr std::uint8_t zero_nonce[crypto_aead_xchacha20poly1305_ietf_NPUBBYTES] = {};

Failure damaged(const char* why) {
  return fail(Code::corrupt, "A key is damaged, or is not for this organization.", why);
}

// What stands before the ephemeral public key.
struct Head {
  std::uint8_t suite = 0;
  Epoch epoch = first_epoch;
  std::int64_t number = 0;
  [[nodiscard]] bool numbered() const { return suite == suite_numbered; }
  [[nodiscard]] std::size_t size() const { return numbered() ? 1 + epoch_size + number_size : 1; }
  [[nodiscard]] Bytes bytes() const {
    Bytes out{suite};
    if (!numbered()) return out;
    put_big_endian(out, epoch, epoch_size);
    put_big_endian(out, static_cast<std::uint64_t>(number), number_size);
    return out;
  }
};

Result<Head> read_head(ByteView wrapped) {
  if (wrapped.empty()) return damaged("empty wrap");
  Head head;
  head.suite = wrapped[0];
  if (head.suite != suite_plain && head.suite != suite_numbered)
    return fail(Code::unsupported, "This key was wrapped by a newer nwd. Install that version, or a later one.",
                "wrap suite");
  const std::size_t least = head.size() + public_size + tag_size;
  if (wrapped.size() <= least || wrapped.size() > least + largest_wrapped) return damaged("wrap size");
  if (!head.numbered()) return head;
  head.epoch = static_cast<Epoch>(from_big_endian(wrapped.subspan(1, epoch_size)));
  head.number = static_cast<std::int64_t>(from_big_endian(wrapped.subspan(1 + epoch_size, number_size)));
  if (head.epoch < first_epoch || head.number < 0) return damaged("wrap head");
  return head;
}

// What is authenticated beside the key: the place, and of suite 2 the head too.
Bytes bound(const Head& head, const Place& place) {
  if (!head.numbered()) return bytes_of_place("wrap", place);
  auto out = bytes_of_place("numbered wrap", place);
  const auto first = head.bytes();
  out.insert(out.end(), first.begin(), first.end());
  return out;
}

// As RFC 9180's DHKEM does it: the secret is bound to both public keys, and here to the place too. `share`: the
// keyring's, empty in suite 1.
Result<SecretBytes> wrapping_key(const SecretBytes& secret, const PublicKey& theirs, const PublicKey& ephemeral,
                                 const PublicKey& recipient, const SecretBytes& share, const Bytes& place) {
  SecretBytes shared(crypto_scalarmult_BYTES + share.size());
  if (crypto_scalarmult(shared.writable().data(), secret.view().data(), theirs.raw.data()) != 0)
    return damaged("X25519 gave zero: a public key of small order");
  std::copy(share.view().begin(), share.view().end(), shared.writable().begin() + crypto_scalarmult_BYTES);
  Bytes salt(ephemeral.raw.begin(), ephemeral.raw.end());
  salt.insert(salt.end(), recipient.raw.begin(), recipient.raw.end());
  return hkdf(shared.view(), salt, place);
}

Result<Bytes> wrap_with(const Head& head, const SecretBytes& share, const PublicKey& to, const Place& place,
                        const SecretBytes& key) {
  if (key.empty() || key.size() > largest_wrapped) return fail(Code::internal, "", "what is wrapped is not a key");
  const auto ephemeral = PrivateKey::generate();
  const auto aad = bound(head, place);
  NWD_TRY(const auto wraps, wrapping_key(ephemeral.secret(), to, ephemeral.public_key(), to, share, aad));

  auto out = head.bytes();
  const auto& pub = ephemeral.public_key().raw;
  out.insert(out.end(), pub.begin(), pub.end());
  const std::size_t before = out.size();
  out.resize(before + key.size() + tag_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + before, nullptr, key.view().data(), key.size(), aad.data(),
                                             aad.size(), nullptr, zero_nonce, wraps.view().data());
  return out;
}

Result<SecretBytes> unwrap_with(const Head& head, const SecretBytes& share, const PrivateKey& mine, const Place& place,
                                ByteView wrapped) {
  NWD_TRY(const auto ephemeral, PublicKey::from(wrapped.subspan(head.size(), public_size)));
  const auto aad = bound(head, place);
  NWD_TRY(const auto wraps, wrapping_key(mine.secret(), ephemeral, ephemeral, mine.public_key(), share, aad));

  const auto sealed = wrapped.subspan(head.size() + public_size);
  SecretBytes key(sealed.size() - tag_size);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(key.writable().data(), nullptr, nullptr, sealed.data(), sealed.size(),
                                                 aad.data(), aad.size(), zero_nonce, wraps.view().data()) != 0)
    return damaged("wrap tag");
  return key;
}

Result<Bytes> wrap_numbered(Keyring& keyring, std::int64_t number, const Recipient& to, const Place& place,
                            const SecretBytes& key) {
  NWD_TRY(const auto share, keyring.share(number));
  return wrap_with({suite_numbered, to.epoch, number}, share, to.key, place, key);
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
  return wrap_with({suite_plain}, {}, to, place, key);
}

Result<Bytes> wrap(Keyring& keyring, const Recipient& to, const Place& place, const SecretBytes& key) {
  return wrap_numbered(keyring, keyring.next_number(), to, place, key);
}

Result<Bytes> wrap_again(const OrganizationKeys& keys, const Recipient& to, const Place& place, const SecretBytes& key,
                         ByteView before) {
  std::optional<std::int64_t> number;
  if (!before.empty()) {
    NWD_TRY(number, number_of(before));
  }
  auto& keyring = *keys.keyring();
  return wrap_numbered(keyring, number ? *number : keyring.next_number(), to, place, key);
}

Result<bool> is_older(const OrganizationKeys& keys, ByteView wrapped) {
  NWD_TRY(const auto epoch, epoch_of(wrapped));
  return epoch < keys.newest().epoch;
}

Result<Epoch> epoch_of(ByteView wrapped) {
  NWD_TRY(const auto head, read_head(wrapped));
  return head.epoch;
}

Result<std::optional<std::int64_t>> number_of(ByteView wrapped) {
  NWD_TRY(const auto head, read_head(wrapped));
  return head.numbered() ? std::optional(head.number) : std::nullopt;
}

Result<SecretBytes> unwrap(const PrivateKey& mine, const Place& place, ByteView wrapped) {
  NWD_TRY(const auto head, read_head(wrapped));
  if (head.numbered()) return damaged("a numbered wrap where a plain one belongs");
  return unwrap_with(head, {}, mine, place, wrapped);
}

Result<SecretBytes> unwrap(const Keyring& keyring, const PrivateKey& mine, const Place& place, ByteView wrapped) {
  NWD_TRY(const auto head, read_head(wrapped));
  if (!head.numbered()) return unwrap_with(head, {}, mine, place, wrapped);
  NWD_TRY(const auto share, keyring.share(head.number));
  return unwrap_with(head, share, mine, place, wrapped);
}

}  // namespace nwd::vault
