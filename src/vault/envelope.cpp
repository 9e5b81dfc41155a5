#include "vault/envelope.h"

#include <sodium.h>

#include <array>
#include <cstring>

#include "vault/place.h"

namespace nwd::vault {
namespace {

constexpr std::uint8_t suite = 1;
constexpr std::size_t commitment_size = 32;
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t head_size = 1 + commitment_size + nonce_size;
constexpr std::size_t kib = 1024;

std::size_t padded_size(std::size_t plain) {
  const std::size_t with_mark = plain + 1;
  if (with_mark <= 64) return 64;
  if (with_mark <= 256) return 256;
  return (with_mark + kib - 1) / kib * kib;
}

constexpr std::size_t largest_padded = (largest_plaintext + 1 + kib - 1) / kib * kib;

// Two keys from one: what encrypts, and what commits. A ciphertext that opens under two keys would need a collision of
// SHA-256 in the commitment.
struct Derived {
  SecretBytes encrypts;
  std::array<std::uint8_t, commitment_size> commitment{};
};

Derived derive(const Key& key, ByteView nonce) {
  Derived derived{hkdf(key.view(), nonce, bytes_of("nwd envelope 1 encrypt")), {}};
  const auto commits = hkdf(key.view(), nonce, bytes_of("nwd envelope 1 commit"));
  std::memcpy(derived.commitment.data(), commits.view().data(), commitment_size);
  return derived;
}

// ISO/IEC 7816-4: a mark, then zeroes.
SecretBytes pad(ByteView plain) {
  SecretBytes padded(padded_size(plain.size()));
  if (!plain.empty()) std::memcpy(padded.writable().data(), plain.data(), plain.size());
  padded.writable()[plain.size()] = 0x80;
  return padded;
}

Result<SecretBytes> unpad(SecretBytes padded) {
  std::size_t end = padded.size();
  while (end > 0 && padded.view()[end - 1] == 0) --end;
  if (end == 0 || padded.view()[end - 1] != 0x80)
    return fail(Code::corrupt, "This record is damaged.", "envelope padding");
  padded.shrink(end - 1);
  return padded;
}

Failure damaged(const char* why) {
  return fail(Code::corrupt, "This record is damaged, or was sealed for somebody else. Nothing is shown of it.", why);
}

}  // namespace

Key new_key() { return SecretBytes::random(key_size); }

Result<Bytes> seal(const Key& key, const Place& place, ByteView plaintext) {
  if (key.size() != key_size) return fail(Code::internal, "", "an envelope's key is not 32 bytes");
  if (plaintext.size() > largest_plaintext) return fail(Code::too_large, "This is too long to be kept: at most 1 MiB.");
  std::array<std::uint8_t, nonce_size> nonce{};
  randombytes_buf(nonce.data(), nonce.size());
  const auto derived = derive(key, nonce);
  const auto padded = pad(plaintext);
  const auto aad = bytes_of_place("envelope", place);

  Bytes out(head_size + padded.size() + tag_size);
  out[0] = suite;
  std::memcpy(out.data() + 1, derived.commitment.data(), commitment_size);
  std::memcpy(out.data() + 1 + commitment_size, nonce.data(), nonce_size);
  unsigned long long written = 0;
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + head_size, &written, padded.view().data(), padded.size(),
                                             aad.data(), aad.size(), nullptr, nonce.data(),
                                             derived.encrypts.view().data());
  return out;
}

Result<SecretBytes> open(const Key& key, const Place& place, ByteView envelope) {
  if (key.size() != key_size) return fail(Code::internal, "", "an envelope's key is not 32 bytes");
  if (envelope.empty()) return damaged("empty envelope");
  if (envelope[0] != suite)
    return fail(Code::unsupported, "This record was sealed by a newer nwd. Install that version, or a later one.",
                "envelope suite");
  const bool sized =
      envelope.size() >= head_size + 64 + tag_size && envelope.size() <= head_size + largest_padded + tag_size;
  if (!sized) return damaged("envelope size");
  const auto nonce = envelope.subspan(1 + commitment_size, nonce_size);
  const auto derived = derive(key, nonce);
  if (!equal_constant_time(derived.commitment, envelope.subspan(1, commitment_size)))
    return damaged("envelope commitment");

  const auto sealed = envelope.subspan(head_size);
  const auto aad = bytes_of_place("envelope", place);
  SecretBytes padded(sealed.size() - tag_size);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(padded.writable().data(), nullptr, nullptr, sealed.data(),
                                                 sealed.size(), aad.data(), aad.size(), nonce.data(),
                                                 derived.encrypts.view().data()) != 0)
    return damaged("envelope tag");
  return unpad(std::move(padded));
}

}  // namespace nwd::vault
