// Requests and responses as the handlers see them: parsed, bounded, without a socket.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace nwd::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del };
std::string_view name(Method);  // "GET"

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Request {
  Method method = Method::get;
  std::string path;  // decoded, starts with '/', no dot segments
  Pairs parameters;  // of the route's pattern: {"id", "…"}
  Pairs query;       // decoded, in order
  Pairs headers;     // names in lower case
  std::string body;
  std::string peer;        // address of the other end, for rate limits only: never logged with a person
  std::string request_id;  // made here; goes into the log and problem+json
  Instant received;
  bool secure = false;  // came over TLS

  [[nodiscard]] std::string_view header(std::string_view lower_case_name) const;  // "" if absent
  [[nodiscard]] std::string_view parameter(std::string_view) const;               // "" if absent
  [[nodiscard]] std::optional<std::string> query_value(std::string_view) const;   // the first
  [[nodiscard]] std::optional<std::string> cookie(std::string_view) const;        // none if malformed, or there twice
  [[nodiscard]] bool wants_html() const;                                          // by Accept
  Result<Pairs> form() const;  // application/x-www-form-urlencoded body, UTF-8, at most 200 fields
};

struct Response {
  int status = 200;
  Pairs headers;
  std::string body;
  std::string_view fixed_body{};  // bytes that outlive the server (embedded assets); used when body is empty

  Response& with(std::string name, std::string value) &;
  Response&& with(std::string name, std::string value) &&;
};

Response html(std::string document, int status = 200);
Response json(std::string text, int status = 200);
Response see_other(std::string location);  // 303
Response no_content();                     // 204

struct Cookie {
  std::string name;  // "__Host-…" when secure
  std::string value;
  std::int64_t max_age_seconds = 0;  // 0: until the browser closes
  bool secure = true;
};
Response& set_cookie(Response&, const Cookie&);  // HttpOnly, SameSite=Strict, Path=/
Response& clear_cookie(Response&, std::string_view name, bool secure);

}  // namespace nwd::http
