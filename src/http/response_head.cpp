#include "http/response_head.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace nwd::http {
namespace {

std::string_view reason_of(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    case 507: return "Insufficient Storage";
    default: return "";
  }
}

bool is_own(std::string_view name) {
  for (const std::string_view own : {"connection", "content-length", "date", "keep-alive", "transfer-encoding"})
    if (equals_ignoring_case(name, own)) return true;
  return false;
}

bool is_token(std::string_view text) {
  constexpr std::string_view signs = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           signs.find(c) != std::string_view::npos;
  });
}

bool without_controls(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) || c == '\t'; });
}

bool is_bodiless(int status) { return status == 204 || status == 304; }

}  // namespace

std::string http_date(Instant now) {
  constexpr std::string_view days[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
  constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = day_of(now);
  const auto date = civil(day);
  const auto second = (now.ms - day.number * day_ms) / second_ms;
  const auto weekday = static_cast<std::size_t>((day.number % 7 + 7) % 7);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days[weekday], date.day,
                     months[static_cast<std::size_t>(date.month - 1)], date.year, second / 3600, second / 60 % 60,
                     second % 60);
}

std::string_view body_of(const Response& response) {
  return response.body.empty() ? response.fixed_body : std::string_view(response.body);
}

std::string_view sent_body(const Response& response, bool to_head) {
  return to_head || is_bodiless(response.status) ? std::string_view() : body_of(response);
}

std::string response_head(const Response& response, const HeadOptions& options) {
  std::string head;
  head.reserve(1024);
  const auto out = std::back_inserter(head);
  fmt::format_to(out, "HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status, reason_of(response.status),
                 http_date(options.now));
  for (const auto& [name, value] : response.headers)
    if (!is_own(name)) head.append(name).append(": ").append(value).append("\r\n");
  if (!is_bodiless(response.status)) fmt::format_to(out, "Content-Length: {}\r\n", body_of(response).size());
  if (!options.keep_alive) head += "Connection: close\r\n";
  return head += "\r\n";
}

bool is_sendable(const Response& response) {
  const bool status = response.status >= 200 && response.status <= 599;
  return status && std::all_of(response.headers.begin(), response.headers.end(), [](const auto& header) {
           return is_token(header.first) && without_controls(header.second);
         });
}

void set_header(Response& response, std::string_view name, std::string value) {
  std::erase_if(response.headers, [&](const auto& h) { return equals_ignoring_case(h.first, name); });
  response.headers.emplace_back(name, std::move(value));
}

}  // namespace nwd::http
