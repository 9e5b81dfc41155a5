#include "http/admission.h"

#include <algorithm>

#include "base/text.h"
#include "http/conditional.h"
#include "http/head_rules.h"

namespace nwd::http {
namespace {

std::string_view host_of_origin(std::string_view origin) {
  const auto scheme = origin.find("://");
  return scheme == std::string_view::npos ? std::string_view() : origin.substr(scheme + 3);
}

bool is_idempotency_key(std::string_view key) {
  return key.size() >= 8 && key.size() <= 128 &&
         std::all_of(key.begin(), key.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

std::string_view body_type_of(const Route& route) {
  if (!route.body_type.empty()) return route.body_type;
  return route.kind == Kind::api ? "application/json" : "application/x-www-form-urlencoded";
}

// "application/json; charset=utf-8": the type, and no other charset.
bool has_type(std::string_view header, std::string_view wanted) {
  const auto parts = split(header, ';');
  if (!equals_ignoring_case(trim(parts.front()), wanted)) return false;
  return std::all_of(parts.begin() + 1, parts.end(), [](std::string_view part) {
    part = trim(part);
    return !ascii_lower(part).starts_with("charset=") || equals_ignoring_case(part, "charset=utf-8") ||
           equals_ignoring_case(part, "charset=\"utf-8\"");
  });
}

std::optional<Refusal> check_body_type(const Request& request, const Route& route) {
  const auto encoding = request.header("content-encoding");
  const bool plain = encoding.empty() || equals_ignoring_case(encoding, "identity");
  if (plain && has_type(request.header("content-type"), body_type_of(route))) return std::nullopt;
  return Refusal{415,
                 {Code::unsupported, "Send it as " + std::string(body_type_of(route)) + ", not compressed.", "", {}}};
}

}  // namespace

std::optional<Refusal> check_host(const Request& request, std::string_view origin) {
  if (origin.empty() || equals_ignoring_case(request.header("host"), host_of_origin(origin))) return std::nullopt;
  return malformed("another Host");
}

std::optional<Refusal> check_same_origin(const Request& request, std::string_view origin) {
  if (request.method == Method::get || request.method == Method::head) return std::nullopt;
  // With Referrer-Policy: no-referrer a browser posts its own forms with "Origin: null", and tells the truth in
  // Sec-Fetch-Site; a browser too old for that one is left to the form's token.
  const auto site = request.header("sec-fetch-site");
  const auto from = request.header("origin");
  const bool other_site = !site.empty() && site != "same-origin" && site != "none";
  const bool named_origin = !from.empty() && from != "null";
  const bool other_origin =
      named_origin && (origin.empty() ? !equals_ignoring_case(host_of_origin(from), request.header("host"))
                                      : !equals_ignoring_case(from, origin));
  if (!other_site && !other_origin) return std::nullopt;
  return Refusal{403, {Code::forbidden, "This can be done from its own pages only.", "cross-site request", {}}};
}

std::optional<Refusal> check_route(const Request& request, const Route& route, bool has_body) {
  if (route.needs_version) {
    if (auto version = required_version(request); !version)
      return Refusal{version.error().code == Code::invalid ? 400 : 428, version.error()};
  }
  if (route.repeatable && !is_idempotency_key(request.header("idempotency-key")))
    return Refusal{400,
                   {Code::invalid,
                    "Send an Idempotency-Key of 8 to 128 characters, chosen by you and the same at every try of this "
                    "request.",
                    "",
                    {}}};
  return has_body ? check_body_type(request, route) : std::nullopt;
}

}  // namespace nwd::http
