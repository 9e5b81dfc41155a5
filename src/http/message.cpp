#include "http/message.h"

#include <fmt/format.h>

#include "base/text.h"
#include "http/url.h"

namespace nwd::http {
namespace {

constexpr std::size_t most_form_fields = 200;

std::string_view find(const Pairs& pairs, std::string_view name) {
  for (const auto& [key, value] : pairs)
    if (key == name) return value;
  return {};
}

// RFC 6265 section 4.1.1: what may stand in a cookie's value.
bool cookie_octets(std::string_view value) {
  for (const char c : value) {
    const auto b = static_cast<unsigned char>(c);
    if (b <= 0x20 || b >= 0x7f || c == '"' || c == ',' || c == ';' || c == '\\') return false;
  }
  return true;
}

}  // namespace

std::string_view name(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::head: return "HEAD";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::patch: return "PATCH";
    case Method::del: return "DELETE";
  }
  return "GET";
}

std::string_view Request::header(std::string_view lower_case_name) const { return find(headers, lower_case_name); }
std::string_view Request::parameter(std::string_view name) const { return find(parameters, name); }

std::optional<std::string> Request::query_value(std::string_view name) const {
  for (const auto& [key, value] : query)
    if (key == name) return value;
  return std::nullopt;
}

std::optional<std::string> Request::cookie(std::string_view name) const {
  std::optional<std::string> found;
  for (auto part : split(header("cookie"), ';')) {
    part = trim(part);
    const auto equals = part.find('=');
    if (equals == std::string_view::npos || part.substr(0, equals) != name) continue;
    const auto value = part.substr(equals + 1);
    // Twice: one of them may be planted by a neighbouring site, and nothing says which.
    if (found || !cookie_octets(value)) return std::nullopt;
    found = value;
  }
  return found;
}

bool Request::wants_html() const { return header("accept").find("text/html") != std::string_view::npos; }

Result<Pairs> Request::form() const {
  const auto type = header("content-type");
  if (!equals_ignoring_case(trim(type.substr(0, type.find(';'))), "application/x-www-form-urlencoded"))
    return fail(Code::unsupported, "This address takes a form.");
  auto pairs = decode_pairs(body, most_form_fields);
  if (!pairs) return fail(Code::invalid, "The form could not be read. Go back, and send it again.");
  return *std::move(pairs);
}

Response& Response::with(std::string header_name, std::string value) & {
  headers.emplace_back(std::move(header_name), std::move(value));
  return *this;
}
Response&& Response::with(std::string header_name, std::string value) && {
  headers.emplace_back(std::move(header_name), std::move(value));
  return std::move(*this);
}

Response html(std::string document, int status) {
  Response response;
  response.status = status;
  response.body = std::move(document);
  response.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
  return response;
}

Response json(std::string text, int status) {
  Response response;
  response.status = status;
  response.body = std::move(text);
  response.headers.emplace_back("Content-Type", "application/json");
  return response;
}

Response see_other(std::string location) {
  Response response;
  response.status = 303;
  response.headers.emplace_back("Location", std::move(location));
  return response;
}

Response no_content() {
  Response response;
  response.status = 204;
  return response;
}

Response& set_cookie(Response& response, const Cookie& cookie) {
  std::string value = fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict", cookie.name, cookie.value);
  if (cookie.secure) value += "; Secure";
  if (cookie.max_age_seconds > 0) value += fmt::format("; Max-Age={}", cookie.max_age_seconds);
  return response.with("Set-Cookie", std::move(value));
}

Response& clear_cookie(Response& response, std::string_view name, bool secure) {
  return response.with(
      "Set-Cookie", fmt::format("{}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0{}", name, secure ? "; Secure" : ""));
}

}  // namespace nwd::http
