#include "http/parse.h"

#include "base/text.h"
#include "http/url.h"

namespace nwd::http {
namespace {

namespace bhttp = boost::beast::http;

Failure bad(const char* why) { return fail(Code::invalid, "The request could not be understood.", why); }

std::optional<Method> method_of(bhttp::verb verb) {
  switch (verb) {
    case bhttp::verb::get: return Method::get;
    case bhttp::verb::head: return Method::head;
    case bhttp::verb::post: return Method::post;
    case bhttp::verb::put: return Method::put;
    case bhttp::verb::patch: return Method::patch;
    case bhttp::verb::delete_: return Method::del;
    default: return std::nullopt;
  }
}

bool has_control(std::string_view text) {
  for (const char c : text)
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f) return true;
  return false;
}

Result<void> take_headers(const bhttp::request_header<>& header, Request& request) {
  std::size_t count = 0;
  for (const auto& field : header) {
    if (++count > most_headers) return fail(Code::too_large, "The request has too many headers.");
    const std::string_view value(field.value().data(), field.value().size());
    if (has_control(value)) return bad("control character in a header");
    request.headers.emplace_back(ascii_lower({field.name_string().data(), field.name_string().size()}), value);
  }
  const auto how_many = [&](bhttp::field name) { return header.count(name); };
  if (how_many(bhttp::field::host) != 1) return bad("not exactly one Host");
  if (how_many(bhttp::field::content_length) > 1 || how_many(bhttp::field::transfer_encoding) > 1)
    return bad("repeated framing header");
  if (how_many(bhttp::field::content_length) == 1 && how_many(bhttp::field::transfer_encoding) == 1)
    return bad("both Content-Length and Transfer-Encoding");
  if (how_many(bhttp::field::authorization) > 1 || how_many(bhttp::field::content_type) > 1)
    return bad("repeated header");
  return {};
}

Result<void> take_target(std::string_view target, Request& request) {
  if (target.size() > longest_target) return fail(Code::too_large, "The address is too long.");
  if (has_control(target) || target.find('#') != std::string_view::npos) return bad("target");
  const auto question = target.find('?');
  auto path = decode_path(target.substr(0, question));
  if (!path) return bad("path");
  request.path = *std::move(path);
  if (question == std::string_view::npos) return {};
  auto query = decode_pairs(target.substr(question + 1), most_query_values);
  if (!query) return bad("query");
  request.query = *std::move(query);
  return {};
}

std::string_view host_of_origin(std::string_view origin) {
  const auto scheme = origin.find("://");
  return scheme == std::string_view::npos ? std::string_view() : origin.substr(scheme + 3);
}

}  // namespace

Result<Request> to_request(const bhttp::request_header<>& header) {
  Request request;
  if (header.version() != 11 && header.version() != 10) return bad("HTTP version");
  const auto method = method_of(header.method());
  if (!method) return fail(Code::unsupported, "This method is not known here.");
  request.method = *method;
  NWD_CHECK(take_target({header.target().data(), header.target().size()}, request));
  NWD_CHECK(take_headers(header, request));
  return request;
}

Result<void> check_same_origin(const Request& request, std::string_view origin) {
  if (request.method == Method::get || request.method == Method::head) return {};
  // With Referrer-Policy: no-referrer a browser posts its own forms with "Origin: null", and tells the truth in
  // Sec-Fetch-Site; a browser too old for that one is left to the form's token.
  const auto site = request.header("sec-fetch-site");
  const auto from = request.header("origin");
  const bool told = !site.empty();
  const bool other_site = told && site != "same-origin" && site != "none";
  const bool known_origin = !told && !from.empty() && from != "null";
  const bool other_origin =
      known_origin && (origin.empty() ? host_of_origin(from) != request.header("host") : from != origin);
  if (other_site || other_origin)
    return fail(Code::forbidden, "This can be done from its own pages only.", "cross-site request");
  return {};
}

Result<void> check_host(const Request& request, std::string_view origin) {
  if (origin.empty() || request.header("host") == host_of_origin(origin)) return {};
  return bad("another Host");
}

}  // namespace nwd::http
