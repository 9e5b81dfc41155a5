#include "http/client.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "base/text.h"
#include "http/wire.h"

namespace nwd::http {

namespace bhttp = boost::beast::http;

namespace {

constexpr int answer_seconds = 30;
constexpr int raw_seconds = 5;
constexpr std::uint64_t largest_answer = std::uint64_t{256} << 20U;

Failure ended() { return fail(Code::unavailable, "The connection has ended."); }

bool names(const Pairs& headers, std::string_view name) {
  for (const auto& header : headers)
    if (equals_ignoring_case(header.first, name)) return true;
  return false;
}

}  // namespace

struct Client::Parts {
  explicit Parts(Wire connected) : wire(std::move(connected)) {}
  Wire wire;
  std::string unread;
  std::string host;
  Pairs cookies;

  void keep_cookie(std::string_view header) {
    const auto pair = header.substr(0, header.find(';'));
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos) return;
    const std::string name(pair.substr(0, equals));
    std::erase_if(cookies, [&](const auto& c) { return c.first == name; });
    if (header.find("Max-Age=0") == std::string_view::npos) cookies.emplace_back(name, pair.substr(equals + 1));
  }
  std::string head_of(Method, std::string_view target, const Pairs& headers, std::size_t body_size) const;
};

std::string Client::Parts::head_of(Method method, std::string_view target, const Pairs& headers,
                                   std::size_t body_size) const {
  std::string head(name(method));
  head.append(" ").append(target).append(" HTTP/1.1\r\n");
  if (!names(headers, "host")) head += "Host: " + host + "\r\n";
  for (const auto& [key, value] : headers) head.append(key).append(": ").append(value).append("\r\n");
  std::string sent;
  for (const auto& [key, value] : cookies) sent.append(sent.empty() ? "" : "; ").append(key).append("=").append(value);
  if (!sent.empty()) head += "Cookie: " + sent + "\r\n";
  const bool writes = method != Method::get && method != Method::head;
  if (writes || body_size > 0) head += "Content-Length: " + std::to_string(body_size) + "\r\n";
  return head += "\r\n";
}

Client::Client(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

Result<Client> Client::connect(const std::string& address, std::uint16_t port) {
  NWD_TRY(auto wire, Wire::connect(address, port));
  auto parts = std::make_unique<Parts>(std::move(wire));
  parts->host = (address.find(':') == std::string::npos ? address : '[' + address + ']') + ":" + std::to_string(port);
  return Client(std::move(parts));
}

Result<Client> Client::connect_tls(const std::string& address, std::uint16_t port,
                                   const std::filesystem::path& authority) {
  NWD_TRY(auto client, connect(address, port));
  client.parts_->wire.patience(answer_seconds);
  NWD_CHECK(client.parts_->wire.start_tls(address, authority));
  return client;
}

Result<Response> Client::send(Method method, std::string_view target, const Pairs& headers, std::string_view body) {
  // A server that refuses early answers before it has read everything: the answer counts, not the failed write.
  (void)write(parts_->head_of(method, target, headers, body.size()).append(body));
  return read(method);
}

Result<void> Client::write(std::string_view bytes) {
  if (!parts_->wire.write_all(bytes)) return ended();
  return {};
}

Result<Response> Client::read(Method of_request) {
  parts_->wire.patience(answer_seconds);
  bhttp::response_parser<bhttp::string_body> parser;
  parser.body_limit(largest_answer);
  parser.skip(of_request == Method::head);
  parser.eager(true);
  boost::beast::error_code failed;
  while (!parser.is_done()) {
    if (parts_->unread.empty() || failed == bhttp::error::need_more) {
      const auto more = parts_->wire.read_some();
      if (more.empty()) return ended();
      parts_->unread += more;
    }
    failed = {};
    const auto used = parser.put(boost::asio::buffer(parts_->unread), failed);
    parts_->unread.erase(0, used);
    if (failed && failed != bhttp::error::need_more) return fail(Code::unavailable, "Not HTTP.", failed.message());
  }
  Response response;
  response.status = static_cast<int>(parser.get().result_int());
  for (const auto& field : parser.get()) {
    const std::string_view value(field.value().data(), field.value().size());
    response.headers.emplace_back(ascii_lower({field.name_string().data(), field.name_string().size()}), value);
    if (response.headers.back().first == "set-cookie") parts_->keep_cookie(value);
  }
  response.body = std::move(parser.get().body());
  return response;
}

Result<std::string> Client::raw(std::string_view bytes) {
  (void)write(bytes);
  parts_->wire.patience(raw_seconds);
  std::string answer = std::exchange(parts_->unread, {});
  while (true) {
    const auto more = parts_->wire.read_some();
    if (more.empty()) return answer;
    answer += more;
  }
}

}  // namespace nwd::http
