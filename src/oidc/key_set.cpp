#include "oidc/key_set.h"

#include <algorithm>
#include <optional>

#include "base/bytes.h"
#include "base/json.h"
#include "oidc/json_members.h"

namespace nwd::oidc {
namespace {

using boost::json::object;
using passkey::Algorithm;
namespace cbor = passkey::cbor;

Failure wrong(std::string why) { return fail(Code::invalid, "These are not the keys of a sign-in.", std::move(why)); }

cbor::Value number(std::int64_t value) { return {.kind = cbor::Value::Kind::integer, .number = value}; }
cbor::Value bytes(const Bytes& value) { return {.kind = cbor::Value::Kind::bytes, .content = value}; }

// A key of COSE has the same parts under numbers (RFC 9053 section 7, RFC 8230 section 4), and is checked there.
std::optional<passkey::PublicKey> from_parts(std::vector<cbor::Value> labels_and_values) {
  cbor::Value map{.kind = cbor::Value::Kind::map, .items = std::move(labels_and_values)};
  auto key = passkey::PublicKey::from(map);
  return key ? std::optional(*std::move(key)) : std::nullopt;
}

std::optional<passkey::PublicKey> rsa(const object& jwk) {
  const auto n = from_base64url(text_in(jwk, "n"));
  const auto e = from_base64url(text_in(jwk, "e"));
  if (!n || !e) return std::nullopt;
  return from_parts({number(1), number(3), number(3), number(passkey::number(Algorithm::rs256)), number(-1), bytes(*n),
                     number(-2), bytes(*e)});
}

std::optional<passkey::PublicKey> p256(const object& jwk) {
  const auto x = from_base64url(text_in(jwk, "x"));
  const auto y = from_base64url(text_in(jwk, "y"));
  if (text_in(jwk, "crv") != "P-256" || !x || !y) return std::nullopt;
  return from_parts({number(1), number(2), number(3), number(passkey::number(Algorithm::es256)), number(-1), number(1),
                     number(-2), bytes(*x), number(-3), bytes(*y)});
}

std::optional<passkey::PublicKey> ed25519(const object& jwk) {
  const auto x = from_base64url(text_in(jwk, "x"));
  if (text_in(jwk, "crv") != "Ed25519" || !x) return std::nullopt;
  return from_parts({number(1), number(1), number(3), number(passkey::number(Algorithm::eddsa)), number(-1), number(6),
                     number(-2), bytes(*x)});
}

std::optional<passkey::PublicKey> key_of(const object& jwk) {
  const auto type = text_in(jwk, "kty");
  if (type == "RSA") return rsa(jwk);
  if (type == "EC") return p256(jwk);
  if (type == "OKP") return ed25519(jwk);
  return std::nullopt;
}

// For signatures, and with its private half kept to itself.
bool is_for_verifying(const object& jwk) {
  const bool use = !jwk.contains("use") || text_in(jwk, "use") == "sig";
  return use && absent_or_names(jwk, "key_ops", "verify") && !jwk.contains("d");
}

// "alg" may be left out; where it stands, it is the key's.
bool says_its_own(const object& jwk, Algorithm algorithm) {
  return !jwk.contains("alg") || algorithm_named(text_in(jwk, "alg")) == algorithm;
}

}  // namespace

std::optional<Algorithm> algorithm_named(std::string_view name) {
  if (name == "RS256") return Algorithm::rs256;
  if (name == "ES256") return Algorithm::es256;
  if (name == "EdDSA" || name == "Ed25519") return Algorithm::eddsa;
  return std::nullopt;
}

Result<KeySet> KeySet::parse(std::string_view json) {
  if (json.size() > largest_key_set) return wrong("a large key set");
  NWD_TRY(const auto value, json::parse(json));
  const auto* const set = value.if_object();
  const auto* const member = set == nullptr ? nullptr : set->if_contains("keys");
  const auto* const list = member == nullptr ? nullptr : member->if_array();
  if (list == nullptr || list->size() > most_keys) return wrong("no key set");
  KeySet keys;
  for (const auto& one : *list) {
    const auto* const jwk = one.if_object();
    if (jwk == nullptr || !is_for_verifying(*jwk)) continue;
    auto key = key_of(*jwk);
    if (!key || !says_its_own(*jwk, key->algorithm())) continue;
    const auto id = text_in(*jwk, "kid");
    const bool twice = std::any_of(keys.keys_.begin(), keys.keys_.end(), [&](const SigningKey& other) {
      return other.id == id && other.key.algorithm() == key->algorithm();
    });
    if (twice) return wrong("two keys with one id");
    keys.keys_.push_back({std::string(id), *std::move(key)});
  }
  if (keys.keys_.empty()) return wrong("no key for RS256, ES256 or EdDSA");
  return keys;
}

const SigningKey* KeySet::find(std::string_view id, Algorithm algorithm) const {
  const SigningKey* found = nullptr;
  for (const auto& one : keys_) {
    if (one.key.algorithm() != algorithm) continue;
    if (!id.empty() && one.id == id) return &one;
    if (!id.empty()) continue;
    if (found != nullptr) return nullptr;  // which of them is not said
    found = &one;
  }
  return found;
}

}  // namespace nwd::oidc
