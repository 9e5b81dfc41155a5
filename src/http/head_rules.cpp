#include "http/head_rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "http/url.h"

namespace nwd::http {
namespace {

bool letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
bool digit(char c) { return c >= '0' && c <= '9'; }

std::optional<Method> method_named(std::string_view text) {
  for (const auto m : {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::del})
    if (name(m) == text) return m;
  return std::nullopt;
}

// uri-host [ ":" port ], RFC 9110 section 7.2, without percent-encoding.
bool is_host(std::string_view text) {
  std::string_view port;
  if (text.starts_with('[')) {
    const auto close = text.find(']');
    if (close == std::string_view::npos || close < 3) return false;
    const auto inside = text.substr(1, close - 1);
    const bool plain =
        std::all_of(inside.begin(), inside.end(), [](char c) { return letter_or_digit(c) || c == ':' || c == '.'; });
    if (!plain) return false;
    port = text.substr(close + 1);
  } else {
    const auto colon = text.find(':');
    const auto host = text.substr(0, colon);
    const bool plain = std::all_of(host.begin(), host.end(),
                                   [](char c) { return letter_or_digit(c) || c == '-' || c == '.' || c == '_'; });
    if (host.empty() || host.size() > 253 || !plain) return false;
    port = colon == std::string_view::npos ? std::string_view() : text.substr(colon);
  }
  if (port.empty()) return true;
  return port.front() == ':' && port.size() >= 2 && port.size() <= 6 &&
         std::all_of(port.begin() + 1, port.end(), digit);
}

// Of these one alone makes sense; two would be read one way here and another way by a proxy in front.
bool repeats_a_single(const Pairs& headers) {
  constexpr std::string_view singles[] = {"authorization",    "content-length", "content-type",   "cookie",
                                          "content-encoding", "expect",         "host",           "idempotency-key",
                                          "if-match",         "origin",         "sec-fetch-site", "transfer-encoding"};
  return std::any_of(std::begin(singles), std::end(singles), [&](std::string_view single) {
    return std::count_if(headers.begin(), headers.end(), [&](const auto& h) { return h.first == single; }) > 1;
  });
}

// The parser turns the first away too; what may smuggle a request is not left to one reader alone.
std::optional<Refusal> check_framing(const Head& head) {
  const auto length = head.request.header("content-length");
  const auto encoding = head.request.header("transfer-encoding");
  if (!length.empty() && !encoding.empty()) return malformed("both Content-Length and Transfer-Encoding");
  if (!std::all_of(length.begin(), length.end(), digit)) return malformed("Content-Length");
  if (encoding.empty()) return std::nullopt;
  if (head.version != 11 || !equals_ignoring_case(encoding, "chunked")) return malformed("Transfer-Encoding");
  return std::nullopt;
}

std::optional<Refusal> check_headers(const Head& head) {
  const auto& headers = head.request.headers;
  if (repeats_a_single(headers)) return malformed("repeated header");
  if (!is_host(head.request.header("host"))) return malformed("Host");
  return check_framing(head);
}

std::optional<Refusal> take_target(std::string_view target, Request& request) {
  if (target.size() > longest_target) return Refusal{414, {Code::too_large, "The address is too long.", "", {}}};
  if (!is_target(target)) return malformed("target");
  const auto question = target.find('?');
  auto path = decode_path(target.substr(0, question));
  if (!path) return malformed("path");
  request.path = *std::move(path);
  if (question == std::string_view::npos) return std::nullopt;
  auto query = decode_pairs(target.substr(question + 1), most_query_values);
  if (!query) return malformed("query");
  request.query = *std::move(query);
  return std::nullopt;
}

std::optional<Refusal> take_expectation(Head& head) {
  const auto expect = head.request.header("expect");
  if (expect.empty() || head.version != 11) return std::nullopt;
  if (!equals_ignoring_case(expect, "100-continue"))
    return Refusal{417, {Code::unsupported, "This expectation is not met here.", "", {}}};
  head.expects_continue = head.has_body;
  return std::nullopt;
}

}  // namespace

Refusal malformed(const char* detail) {
  return {400, {Code::invalid, "The request could not be understood.", detail, {}}};
}

Refusal too_large(std::size_t most_bytes) {
  return {413, {Code::too_large, fmt::format("At most {} bytes may be sent here.", most_bytes), "", {}}};
}

std::optional<Refusal> apply_head_rules(Head& head, bool has_body) {
  auto& request = head.request;
  head.has_body = has_body;
  const auto method = method_named(head.method);
  if (!method) return Refusal{501, {Code::unsupported, "This method is not known here.", "", {}}};
  request.method = *method;
  if (auto why = check_headers(head)) return why;
  if (auto why = take_target(head.target, request)) return why;
  const bool reads = *method == Method::get || *method == Method::head;
  if (reads && has_body) return malformed("a body that has no meaning");
  return take_expectation(head);
}

}  // namespace nwd::http
