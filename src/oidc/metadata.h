// What a provider says of itself (OpenID Connect Discovery 1.0 section 3, RFC 8414), checked as 4.3 says.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "http/fetch.h"

namespace nwd::oidc {

inline constexpr std::size_t largest_metadata = std::size_t{64} << 10U;

struct Metadata {
  std::string authorization_endpoint;  // where browsers go: https, without a fragment
  http::SecureUrl token_endpoint;
  http::SecureUrl keys;
  bool names_itself = false;  // its answers carry "iss" (RFC 9207)
};

// "https://login.example.org/staff": https, no query (Discovery section 2, Core section 2).
Result<void> check_issuer(std::string_view issuer);
Result<http::SecureUrl> place_of_metadata(std::string_view issuer);  // section 4: /.well-known/openid-configuration

// invalid: not such a document, of another issuer, or of one that does not speak the code flow with PKCE's S256 and a
// signature we know.
Result<Metadata> parse_metadata(std::string_view issuer, std::string_view json);

}  // namespace nwd::oidc
