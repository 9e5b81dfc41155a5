#include "passkey/testing.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <sodium.h>

#include <stdexcept>

namespace nwd::passkey {
namespace {

Bytes random_bytes(std::size_t size) {
  Bytes bytes(size);
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

Bytes sha256(ByteView bytes) {
  Bytes hash(32);
  crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
  return hash;
}

Bytes head(unsigned major, std::size_t number) {
  const auto first = major << 5U;
  if (number < 24) return {static_cast<std::uint8_t>(first | number)};
  if (number < 256) return {static_cast<std::uint8_t>(first | 24U), static_cast<std::uint8_t>(number)};
  return {static_cast<std::uint8_t>(first | 25U), static_cast<std::uint8_t>(number >> 8U),
          static_cast<std::uint8_t>(number & 255U)};
}
Bytes integer(std::int64_t number) {
  return number < 0 ? head(1, static_cast<std::size_t>(-1 - number)) : head(0, static_cast<std::size_t>(number));
}
Bytes byte_string(ByteView bytes) { return joined({head(2, bytes.size()), bytes}); }
Bytes text(std::string_view words) { return joined({head(3, words.size()), bytes_of(words)}); }

EVP_PKEY* generate(Algorithm algorithm) {
  if (algorithm == Algorithm::es256) return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
  if (algorithm == Algorithm::eddsa) return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
  return EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{2048});
}

Bytes octets(EVP_PKEY* key, const char* name) {
  Bytes bytes(1024);
  std::size_t size = 0;
  if (EVP_PKEY_get_octet_string_param(key, name, bytes.data(), bytes.size(), &size) != 1)
    throw std::runtime_error("a key without its public half");
  bytes.resize(size);
  return bytes;
}

Bytes big_number(EVP_PKEY* key, const char* name) {
  BIGNUM* number = nullptr;
  if (EVP_PKEY_get_bn_param(key, name, &number) != 1) throw std::runtime_error("a key without a number");
  Bytes bytes(static_cast<std::size_t>(BN_num_bytes(number)));
  BN_bn2bin(number, bytes.data());
  BN_free(number);
  return bytes;
}

}  // namespace

Bytes joined(std::initializer_list<ByteView> parts) {
  Bytes all;
  for (const auto part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

SoftAuthenticator::SoftAuthenticator(Algorithm algorithm)
    : algorithm_(algorithm),
      key_(generate(algorithm), EVP_PKEY_free),
      id_(random_bytes(32)),
      secret_(random_bytes(32)) {}

Bytes SoftAuthenticator::cose() const {
  const Bytes alg = joined({integer(3), integer(number(algorithm_))});
  if (algorithm_ == Algorithm::es256) {
    const Bytes point = octets(key_.get(), OSSL_PKEY_PARAM_ENCODED_PUBLIC_KEY);
    const ByteView all = point;
    return joined({head(5, 5), integer(1), integer(2), alg, integer(-1), integer(1), integer(-2),
                   byte_string(all.subspan(1, 32)), integer(-3), byte_string(all.subspan(33))});
  }
  if (algorithm_ == Algorithm::eddsa)
    return joined({head(5, 4), integer(1), integer(1), alg, integer(-1), integer(6), integer(-2),
                   byte_string(octets(key_.get(), OSSL_PKEY_PARAM_PUB_KEY))});
  return joined({head(5, 4), integer(1), integer(3), alg, integer(-1),
                 byte_string(big_number(key_.get(), OSSL_PKEY_PARAM_RSA_N)), integer(-2),
                 byte_string(big_number(key_.get(), OSSL_PKEY_PARAM_RSA_E))});
}

Bytes SoftAuthenticator::sign(ByteView message) const {
  EVP_MD_CTX* const context = EVP_MD_CTX_new();
  const EVP_MD* const digest = algorithm_ == Algorithm::eddsa ? nullptr : EVP_sha256();
  Bytes signature(1024);
  std::size_t size = signature.size();
  const bool signed_it = EVP_DigestSignInit(context, nullptr, digest, nullptr, key_.get()) == 1 &&
                         EVP_DigestSign(context, signature.data(), &size, message.data(), message.size()) == 1;
  EVP_MD_CTX_free(context);
  if (!signed_it) throw std::runtime_error("could not sign");
  signature.resize(size);
  return signature;
}

Bytes SoftAuthenticator::client_data(std::string_view type, const RelyingParty& party, ByteView challenge) const {
  const std::string json = R"({"type":")" + std::string(type) + R"(","challenge":")" + base64url(challenge) +
                           R"(","origin":")" + party.origin + '"' + client_members + '}';
  return joined({bytes_of(json)});
}

Bytes SoftAuthenticator::data(const RelyingParty& party, bool with_key) {
  if (counter > 0) ++counter;
  const unsigned flags =
      1U | (verified ? 4U : 0U) | (may_be_copied ? 8U : 0U) | (with_key ? 64U : 0U) | (extended ? 128U : 0U);
  const Bytes fixed{static_cast<std::uint8_t>(flags), static_cast<std::uint8_t>(counter >> 24U),
                    static_cast<std::uint8_t>(counter >> 16U), static_cast<std::uint8_t>(counter >> 8U),
                    static_cast<std::uint8_t>(counter)};
  Bytes all = joined({sha256(bytes_of(party.id)), fixed});
  if (with_key) {
    const Bytes size{static_cast<std::uint8_t>(id_.size() >> 8U), static_cast<std::uint8_t>(id_.size())};
    all = joined({all, Bytes(16), size, id_, cose()});
  }
  if (extended) all = joined({all, head(5, 1), text("credProtect"), integer(2)});
  return all;
}

MadeAnswer SoftAuthenticator::make(const RelyingParty& party, ByteView challenge, ByteView handle) {
  user_handle_.assign(handle.begin(), handle.end());
  const Bytes client = client_data("webauthn.create", party, challenge);
  const Bytes made = data(party, true);
  const Bytes own = joined({head(5, 2), text("alg"), integer(number(algorithm_)), text("sig"),
                            byte_string(sign(joined({made, sha256(client)})))});
  const Bytes statement = own_attestation ? own : head(5, 0);
  return {joined({challenge}), client,
          joined({head(5, 3), text("fmt"), text(own_attestation ? "packed" : "none"), text("attStmt"), statement,
                  text("authData"), byte_string(made)}),
          gives_secret ? vault::SecretBytes::copy_of(secret_) : vault::SecretBytes()};
}

ShownAnswer SoftAuthenticator::show(const RelyingParty& party, ByteView challenge) {
  const Bytes client = client_data("webauthn.get", party, challenge);
  const Bytes shown = data(party, false);
  return {joined({challenge}),
          id_,
          client,
          shown,
          sign(joined({shown, sha256(client)})),
          user_handle_,
          gives_secret ? vault::SecretBytes::copy_of(secret_) : vault::SecretBytes()};
}

}  // namespace nwd::passkey
