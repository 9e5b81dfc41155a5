#include "oidc/metadata.h"

#include <algorithm>

#include "base/json.h"
#include "oidc/json_members.h"

namespace nwd::oidc {
namespace {

Failure wrong(std::string why) {
  return fail(Code::invalid, "What is at this address does not describe a sign-in as it should.", std::move(why));
}

bool signs_as_we_read(const boost::json::object& document) {
  constexpr std::string_view ours[] = {"RS256", "ES256", "EdDSA", "Ed25519"};
  return std::any_of(std::begin(ours), std::end(ours), [&](std::string_view one) {
    return absent_or_names(document, "id_token_signing_alg_values_supported", one);
  });
}

}  // namespace

Result<void> check_issuer(std::string_view issuer) {
  NWD_CHECK(http::SecureUrl::parse(issuer));
  if (issuer.find('?') != std::string_view::npos) return wrong("an issuer with a query");
  return {};
}

Result<http::SecureUrl> place_of_metadata(std::string_view issuer) {
  NWD_CHECK(check_issuer(issuer));
  if (issuer.ends_with('/')) issuer.remove_suffix(1);
  return http::SecureUrl::parse(std::string(issuer) + "/.well-known/openid-configuration");
}

Result<Metadata> parse_metadata(std::string_view issuer, std::string_view json) {
  if (json.size() > largest_metadata) return wrong("a large document");
  NWD_TRY(const auto value, json::parse(json));
  const auto* const document = value.if_object();
  if (document == nullptr) return wrong("not an object");
  if (text_in(*document, "issuer") != issuer) return wrong("another issuer");
  if (!absent_or_names(*document, "response_types_supported", "code")) return wrong("no code flow");
  if (!absent_or_names(*document, "code_challenge_methods_supported", "S256")) return wrong("no PKCE with S256");
  if (!signs_as_we_read(*document)) return wrong("no signature that we know");
  Metadata metadata;
  metadata.authorization_endpoint = text_in(*document, "authorization_endpoint");
  NWD_CHECK(http::SecureUrl::parse(metadata.authorization_endpoint));
  NWD_TRY(metadata.token_endpoint, http::SecureUrl::parse(text_in(*document, "token_endpoint")));
  NWD_TRY(metadata.keys, http::SecureUrl::parse(text_in(*document, "jwks_uri")));
  const auto* const named = document->if_contains("authorization_response_iss_parameter_supported");
  metadata.names_itself = named != nullptr && named->is_bool() && named->get_bool();
  return metadata;
}

}  // namespace nwd::oidc
