#include "vault/record_sealer.h"

#include <sodium.h>

#include <cstring>
#include <stdexcept>

#include "vault/place.h"

namespace nwd::vault {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t plain_size = 1 + RecordSealer::longest;
static_assert(nonce_size + plain_size + crypto_aead_xchacha20poly1305_ietf_ABYTES == RecordSealer::sealed_size);

SecretBytes sealing_key(const Key& key) {
  if (key.size() != key_size) throw std::logic_error("a record's key is not 32 bytes");
  return hkdf(key.view(), bytes_of("nwd records 1"), bytes_of("seal"));
}

Failure damaged(const char* why) { return fail(Code::corrupt, "A part of the index is damaged.", why); }

}  // namespace

RecordSealer::RecordSealer(const Key& key) : key_(sealing_key(key)), opened_(plain_size) {}

Result<Bytes> RecordSealer::seal(const Place& place, ByteView value) const {
  if (value.size() > longest) return fail(Code::too_large, "This is too long to be kept.", "record");
  SecretBytes plain(plain_size);
  plain.writable()[0] = static_cast<std::uint8_t>(value.size());
  if (!value.empty()) std::memcpy(plain.writable().data() + 1, value.data(), value.size());
  const auto aad = bytes_of_place("record", place);
  Bytes sealed(sealed_size);
  randombytes_buf(sealed.data(), nonce_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + nonce_size, nullptr, plain.view().data(), plain.size(),
                                             aad.data(), aad.size(), nullptr, sealed.data(), key_.view().data());
  return sealed;
}

Result<ByteView> RecordSealer::open(const Place& place, ByteView sealed) {
  if (sealed.size() != sealed_size) return damaged("record size");
  const auto aad = bytes_of_place("record", place);
  const auto text = sealed.subspan(nonce_size);
  auto plain = opened_.writable();
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, text.data(), text.size(), aad.data(),
                                                 aad.size(), sealed.data(), key_.view().data()) != 0)
    return damaged("record tag");
  const std::size_t length = plain[0];
  if (length > longest) return damaged("record length");
  return opened_.view().subspan(1, length);
}

}  // namespace nwd::vault
