#include "passkey/public_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <array>
#include <utility>

namespace nwd::passkey {
namespace {

constexpr std::size_t coordinate_size = 32;
constexpr std::size_t least_modulus = 256;
constexpr std::size_t largest_modulus = 512;
constexpr std::size_t largest_exponent = 4;

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* one) const {
    Free(one);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;

Key from_parameters(const char* type, OSSL_PARAM* parameters) {
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (context == nullptr || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
    return nullptr;
  return Key(key);
}

ByteView bytes_at(const cbor::Value& map, std::int64_t label) {
  const auto* const found = map.find(label);
  return found == nullptr ? ByteView() : found->bytes().value_or(ByteView());
}

std::int64_t integer_at(const cbor::Value& map, std::int64_t label) {
  const auto* const found = map.find(label);
  return found == nullptr ? 0 : found->integer().value_or(0);
}

// {1: 2, 3: -7, -1: 1, -2: x, -3: y}. OpenSSL takes points of the curve only.
Key es256(const cbor::Value& cose) {
  const auto x = bytes_at(cose, -2);
  const auto y = bytes_at(cose, -3);
  const bool formed = cose.is_map(5) && integer_at(cose, 1) == 2 && integer_at(cose, -1) == 1;
  if (!formed || x.size() != coordinate_size || y.size() != coordinate_size) return nullptr;
  Bytes point{4};
  point.insert(point.end(), x.begin(), x.end());
  point.insert(point.end(), y.begin(), y.end());
  std::string curve = "prime256v1";
  std::array<OSSL_PARAM, 3> parameters{
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, curve.data(), 0),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
      OSSL_PARAM_construct_end()};
  return from_parameters("EC", parameters.data());
}

// {1: 1, 3: -8, -1: 6, -2: x}
Key eddsa(const cbor::Value& cose) {
  const auto x = bytes_at(cose, -2);
  if (!cose.is_map(4) || integer_at(cose, 1) != 1 || integer_at(cose, -1) != 6 || x.size() != coordinate_size)
    return nullptr;
  return Key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, x.data(), x.size()));
}

Number number_from(ByteView bytes) { return Number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr)); }

// {1: 3, 3: -257, -1: n, -2: e}
Key rs256(const cbor::Value& cose) {
  const auto n = bytes_at(cose, -1);
  const auto e = bytes_at(cose, -2);
  if (!cose.is_map(4) || integer_at(cose, 1) != 3) return nullptr;
  if (n.size() < least_modulus || n.size() > largest_modulus || e.empty() || e.size() > largest_exponent)
    return nullptr;
  const auto modulus = number_from(n);
  const auto exponent = number_from(e);
  const ParameterBuilder builder(OSSL_PARAM_BLD_new());
  if (modulus == nullptr || exponent == nullptr || builder == nullptr) return nullptr;
  if (n.front() == 0 || BN_is_odd(modulus.get()) == 0 || BN_is_odd(exponent.get()) == 0 ||
      BN_is_one(exponent.get()) != 0)
    return nullptr;
  if (OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1)
    return nullptr;
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  return parameters == nullptr ? nullptr : from_parameters("RSA", parameters.get());
}

Key of_algorithm(std::int64_t algorithm, const cbor::Value& cose) {
  switch (algorithm) {
    case number(Algorithm::es256): return es256(cose);
    case number(Algorithm::eddsa): return eddsa(cose);
    case number(Algorithm::rs256): return rs256(cose);
    default: return nullptr;
  }
}

}  // namespace

Result<PublicKey> PublicKey::from(const cbor::Value& cose) {
  const auto algorithm = integer_at(cose, 3);
  Key key = of_algorithm(algorithm, cose);
  if (key == nullptr)
    return fail(Code::invalid, "This kind of passkey is not taken here.", "not a public key of ES256, EdDSA or RS256");
  return PublicKey(static_cast<Algorithm>(algorithm), std::shared_ptr<evp_pkey_st>(std::move(key)));
}

bool PublicKey::verifies(ByteView message, ByteView signature) const {
  const DigestContext context(EVP_MD_CTX_new());
  const EVP_MD* const digest = algorithm_ == Algorithm::eddsa ? nullptr : EVP_sha256();
  if (context == nullptr || EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key_.get()) != 1)
    return false;
  return EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
}

}  // namespace nwd::passkey
