#include "oidc/id_token.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/json.h"
#include "base/text.h"
#include "oidc/json_members.h"
#include "vault/secret.h"

namespace nwd::oidc {
namespace {

using boost::json::object;
using passkey::Algorithm;

constexpr std::size_t half_of_es256 = 32;
constexpr std::size_t longest_key_id = 255;
constexpr double last_second = 253'402'300'799;  // of the year 9999

Failure malformed(std::string why) {
  return fail(Code::invalid, "Your organization's sign-in page answered something unexpected.", std::move(why));
}
Failure not_it(std::string why) {
  return fail(Code::unauthenticated, "Your organization's sign-in page did not say who you are.", std::move(why));
}

Result<object> object_from(ByteView bytes) {
  NWD_TRY(auto value, json::parse(text_of(bytes)));
  if (!value.is_object()) return malformed("not an object");
  return std::move(value.as_object());
}

// RFC 3279 section 2.2.3: what OpenSSL verifies. A number is without leading zeroes, and with one if it looked
// negative.
void append_number(Bytes& der, ByteView half) {
  while (half.size() > 1 && half.front() == 0) half = half.subspan(1);
  const bool pads = (half.front() & 0x80U) != 0;
  der.push_back(0x02);
  der.push_back(static_cast<std::uint8_t>(half.size() + (pads ? 1 : 0)));
  if (pads) der.push_back(0);
  der.insert(der.end(), half.begin(), half.end());
}

Bytes der_of(ByteView two_numbers) {
  Bytes numbers;
  append_number(numbers, two_numbers.first(half_of_es256));
  append_number(numbers, two_numbers.subspan(half_of_es256));
  Bytes der{0x30, static_cast<std::uint8_t>(numbers.size())};
  der.insert(der.end(), numbers.begin(), numbers.end());
  return der;
}

// A NumericDate (RFC 7519 section 2): seconds, perhaps with a fraction.
std::optional<Instant> moment_in(const object& claims, std::string_view name) {
  const auto* const found = claims.if_contains(name);
  if (found == nullptr || !found->is_number()) return std::nullopt;
  const auto seconds = found->to_number<double>();
  if (!std::isfinite(seconds) || seconds < 0 || seconds > last_second) return std::nullopt;
  return Instant{static_cast<std::int64_t>(seconds * second_ms)};
}

// Nobody else is trusted with a token for us: the audience is this client alone.
bool is_for(const object& claims, std::string_view client) {
  const auto* const audience = claims.if_contains("aud");
  if (audience == nullptr) return false;
  const auto* const list = audience->if_array();
  if (list == nullptr) return text_in(claims, "aud") == client;
  return list->size() == 1 && list->front().is_string() && list->front().get_string() == client;
}

bool is_subject(std::string_view subject) {
  return !subject.empty() && subject.size() <= longest_subject &&
         std::all_of(subject.begin(), subject.end(), [](char c) { return c > 0x1f && c < 0x7f; });
}

}  // namespace

Result<Jws> parse_jws(std::string_view token) {
  if (token.size() > largest_token) return malformed("a large token");
  const auto parts = split(token, '.');
  if (parts.size() != 3) return malformed("not three parts");
  const auto header = from_base64url(parts[0]);
  auto payload = from_base64url(parts[1]);
  auto signature = from_base64url(parts[2]);
  if (!header || !payload || !signature) return malformed("not base64url");
  NWD_TRY(const auto head, object_from(*header));
  if (head.contains("crit") || head.contains("b64")) return malformed("an extension that must be understood");
  const auto algorithm = algorithm_named(text_in(head, "alg"));
  if (!algorithm) return malformed("an algorithm that is not taken");
  const auto key_id = text_in(head, "kid");
  if (key_id.size() > longest_key_id || (head.contains("kid") && key_id.empty())) return malformed("a key's id");
  return Jws{*algorithm, std::string(key_id), token.substr(0, parts[0].size() + 1 + parts[1].size()),
             *std::move(payload), *std::move(signature)};
}

bool verifies(const Jws& jws, const passkey::PublicKey& key) {
  if (key.algorithm() != jws.algorithm) return false;
  if (jws.algorithm != Algorithm::es256) return key.verifies(bytes_of(jws.signed_part), jws.signature);
  return jws.signature.size() == 2 * half_of_es256 && key.verifies(bytes_of(jws.signed_part), der_of(jws.signature));
}

Result<std::string> check_claims(const Expected& expected, std::string_view payload) {
  NWD_TRY(const auto claims, object_from(bytes_of(payload)));
  const auto subject = text_in(claims, "sub");
  const auto expires = moment_in(claims, "exp");
  const auto issued = moment_in(claims, "iat");
  if (!is_subject(subject) || !expires || !issued) return malformed("sub, exp or iat");
  if (text_in(claims, "iss") != expected.issuer) return not_it("another issuer");
  if (!is_for(claims, expected.client)) return not_it("for another client");
  if (claims.contains("azp") && text_in(claims, "azp") != expected.client) return not_it("given to another client");
  if (*expires + clock_skew_ms <= expected.now) return not_it("expired");
  if (expected.now + clock_skew_ms < *issued) return not_it("of the future");
  if (*issued + oldest_token_ms + clock_skew_ms < expected.now) return not_it("issued long ago");
  if (claims.contains("nbf")) {
    const auto begins = moment_in(claims, "nbf");
    if (!begins || expected.now + clock_skew_ms < *begins) return not_it("not yet");
  }
  if (!vault::equal_constant_time(bytes_of(text_in(claims, "nonce")), bytes_of(expected.nonce)))
    return not_it("another nonce");
  return std::string(subject);
}

Result<std::string> verify_id_token(const Expected& expected, const KeySet& keys, std::string_view token) {
  NWD_TRY(const auto jws, parse_jws(token));
  const auto* const key = keys.find(jws.key_id, jws.algorithm);
  if (key == nullptr) return fail(Code::stale, "Your organization's sign-in page has new keys.", "no such key");
  if (!verifies(jws, key->key)) return not_it("signature");
  return check_claims(expected, text_of(jws.payload));
}

}  // namespace nwd::oidc
