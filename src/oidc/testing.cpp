#include "oidc/testing.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <sodium.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <stdexcept>

#include "http/url.h"

namespace nwd::oidc {
namespace {

using boost::json::object;
using passkey::Algorithm;

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

Bytes signature_of(EVP_PKEY* key, bool digests, ByteView message) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  std::size_t size = 1024;
  Bytes signature(size);
  if (EVP_DigestSignInit(context.get(), nullptr, digests ? EVP_sha256() : nullptr, nullptr, key) != 1 ||
      EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) != 1)
    throw std::runtime_error("no signature");
  signature.resize(size);
  return signature;
}

Bytes two_numbers(const Bytes& der) {
  const auto* at = der.data();
  const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> read(
      d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())), ECDSA_SIG_free);
  Bytes raw(64);
  BN_bn2binpad(ECDSA_SIG_get0_r(read.get()), raw.data(), 32);
  BN_bn2binpad(ECDSA_SIG_get0_s(read.get()), raw.data() + 32, 32);
  return raw;
}

std::string s256(const std::string& verifier) {
  Bytes hash(crypto_hash_sha256_BYTES);
  crypto_hash_sha256(hash.data(), bytes_of(verifier).data(), verifier.size());
  return base64url(hash);
}

std::string value_of(const http::Pairs& pairs, std::string_view name) {
  for (const auto& [key, value] : pairs)
    if (key == name) return value;
  return {};
}

}  // namespace

SigningPair::SigningPair(std::string id, Algorithm algorithm)
    : id_(std::move(id)), algorithm_(algorithm), key_(generate(algorithm), EVP_PKEY_free) {}

object SigningPair::jwk() const {
  object jwk{{"use", "sig"}, {"alg", header().at("alg")}};
  if (!id_.empty()) jwk["kid"] = id_;
  if (algorithm_ == Algorithm::es256) {
    const Bytes point = octets(key_.get(), OSSL_PKEY_PARAM_ENCODED_PUBLIC_KEY);
    jwk["kty"] = "EC";
    jwk["crv"] = "P-256";
    jwk["x"] = base64url(ByteView(point).subspan(1, 32));
    jwk["y"] = base64url(ByteView(point).subspan(33));
  } else if (algorithm_ == Algorithm::eddsa) {
    jwk["kty"] = "OKP";
    jwk["crv"] = "Ed25519";
    jwk["x"] = base64url(octets(key_.get(), OSSL_PKEY_PARAM_PUB_KEY));
  } else {
    jwk["kty"] = "RSA";
    jwk["n"] = base64url(big_number(key_.get(), OSSL_PKEY_PARAM_RSA_N));
    jwk["e"] = base64url(big_number(key_.get(), OSSL_PKEY_PARAM_RSA_E));
  }
  return jwk;
}

object SigningPair::header() const {
  object header{{"alg", algorithm_ == Algorithm::es256 ? "ES256" : algorithm_ == Algorithm::eddsa ? "EdDSA" : "RS256"}};
  if (!id_.empty()) header["kid"] = id_;
  return header;
}

std::string SigningPair::sign(const object& header, const std::string& payload) const {
  const std::string head = base64url(bytes_of(boost::json::serialize(header)));
  const std::string signed_part = head + "." + base64url(bytes_of(payload));
  const bool ed25519 = algorithm_ == Algorithm::eddsa;
  Bytes signature = signature_of(key_.get(), !ed25519, bytes_of(signed_part));
  if (algorithm_ == Algorithm::es256) signature = two_numbers(signature);
  return signed_part + "." + base64url(signature);
}

std::string key_set_of(const std::vector<SigningPair>& pairs) {
  boost::json::array keys;
  for (const auto& one : pairs) keys.push_back(one.jwk());
  return boost::json::serialize(object{{"keys", keys}});
}

std::string SoftProvider::describe() const {
  object document{{"issuer", issuer},
                  {"authorization_endpoint", issuer + "/auth"},
                  {"token_endpoint", issuer + "/token"},
                  {"jwks_uri", issuer + "/jwks"},
                  {"response_types_supported", {"code"}},
                  {"code_challenge_methods_supported", {"S256"}},
                  {"authorization_response_iss_parameter_supported", true},
                  {"id_token_signing_alg_values_supported", {"ES256", "RS256", "EdDSA"}}};
  for (const auto& [name, value] : metadata) document[name] = value;
  return boost::json::serialize(document);
}

std::string SoftProvider::sign_in(const std::string& url, const std::string& subject) {
  const auto query = http::decode_pairs(url.substr(url.find('?') + 1), 20).value_or(http::Pairs());
  const std::string code = "code-" + std::to_string(codes_.size());
  codes_[code] = {subject, value_of(query, "nonce"), value_of(query, "code_challenge"),
                  value_of(query, "redirect_uri")};
  return http::encode_pairs({{"state", value_of(query, "state")}, {"code", code}, {"iss", issuer}});
}

http::Response SoftProvider::token(const std::string& form) {
  const auto fields = http::decode_pairs(form, 20).value_or(http::Pairs());
  const auto login = codes_.extract(value_of(fields, "code"));
  if (login.empty() || s256(value_of(fields, "code_verifier")) != login.mapped().challenge ||
      value_of(fields, "redirect_uri") != login.mapped().redirect || value_of(fields, "client_id") != client)
    return http::json(R"({"error":"invalid_grant"})", 400);
  const auto now = clock_.now().ms / second_ms;
  object said{{"iss", issuer},    {"sub", login.mapped().subject}, {"aud", client}, {"iat", now},
              {"exp", now + 300}, {"nonce", login.mapped().nonce}};
  for (const auto& [name, value] : claims) said[name] = value;
  const auto token = signs.sign(signs.header(), boost::json::serialize(said));
  return http::json(boost::json::serialize(object{{"token_type", "Bearer"}, {"id_token", token}}));
}

Result<http::Response> SoftProvider::answer(const http::Outgoing& out) {
  ++asked;
  if (down) return fail(Code::unavailable, "The server does not answer.", "down");
  if (out.method == http::Method::post) return token(out.form);
  if (out.to.target.ends_with("/jwks")) return http::json(key_set_of(published));
  if (out.to.target.ends_with("/.well-known/openid-configuration")) return http::json(describe());
  return http::json("{}", 404);
}

}  // namespace nwd::oidc
