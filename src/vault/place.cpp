#include "vault/place.h"

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <memory>
#include <stdexcept>

#include "base/big_endian.h"

namespace nwd::vault {
namespace {

void part(Bytes& out, ByteView bytes) {
  put_big_endian(out, bytes.size());
  out.insert(out.end(), bytes.begin(), bytes.end());
}

// Fetched once: a fetch takes longer than the derivation.
EVP_KDF* hkdf_method() {
  static const std::unique_ptr<EVP_KDF, decltype(&EVP_KDF_free)> method(EVP_KDF_fetch(nullptr, "HKDF", nullptr),
                                                                        EVP_KDF_free);
  return method.get();
}

OSSL_PARAM octets(const char* name, ByteView bytes) {
  // OpenSSL's parameters are not const, but a derivation only reads them.
  return OSSL_PARAM_construct_octet_string(name, const_cast<std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

Bytes bytes_of_place(std::string_view purpose, const Place& place) {
  Bytes out;
  part(out, nwd::bytes_of(purpose));
  part(out, nwd::bytes_of(place.table));
  part(out, place.row.raw);
  part(out, nwd::bytes_of(place.column));
  put_big_endian(out, static_cast<std::uint64_t>(place.version));
  return out;
}

SecretBytes hkdf(ByteView key, ByteView salt, ByteView info) {
  const std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)> context(EVP_KDF_CTX_new(hkdf_method()),
                                                                          EVP_KDF_CTX_free);
  char digest[] = "SHA256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
                                   octets(OSSL_KDF_PARAM_KEY, key), octets(OSSL_KDF_PARAM_SALT, salt),
                                   octets(OSSL_KDF_PARAM_INFO, info), OSSL_PARAM_construct_end()};
  SecretBytes derived(key_size);
  if (context == nullptr || EVP_KDF_derive(context.get(), derived.writable().data(), derived.size(), parameters) != 1)
    throw std::runtime_error("HKDF failed");
  return derived;
}

}  // namespace nwd::vault
