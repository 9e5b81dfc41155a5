// An ID token: read strictly as a JSON Web Signature in its compact form (RFC 7515 sections 3.1 and 7.1, RFC 8725) and
// verified as OpenID Connect Core 1.0 says in 3.1.3.7. No clock, no request: whoever asks says what it must be.
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/instant.h"
#include "oidc/key_set.h"

namespace nwd::oidc {

inline constexpr std::size_t largest_token = std::size_t{16} << 10U;
inline constexpr std::size_t longest_subject = 255;              // section 2 of Core
inline constexpr std::int64_t clock_skew_ms = minute_ms;         // how far the provider's clock may be off
inline constexpr std::int64_t oldest_token_ms = 10 * minute_ms;  // since it was issued

struct Expected {
  std::string_view issuer;
  std::string_view client;  // the only audience
  std::string_view nonce;
  Instant now;
};

// Errors: invalid (malformed), stale (signed with a key that is not in the set: they may have changed), unauthenticated
// (well formed, and not what was asked for). Gives the subject: 1 to 255 signs of ASCII.
Result<std::string> verify_id_token(const Expected&, const KeySet&, std::string_view token);

// --- the parts, for tests and the fuzzer ---

struct Jws {
  passkey::Algorithm algorithm = passkey::Algorithm::es256;
  std::string key_id;  // "" where it has none
  std::string_view signed_part;
  Bytes payload;
  Bytes signature;  // as the algorithm writes it in a JWS (RFC 7518 section 3.4: two numbers of 32 bytes for ES256)
};
Result<Jws> parse_jws(std::string_view token);
bool verifies(const Jws&, const passkey::PublicKey&);
Result<std::string> check_claims(const Expected&, std::string_view payload);

}  // namespace nwd::oidc
