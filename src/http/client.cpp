#include "http/client.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include "base/text.h"

namespace nwd::http {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;

struct Client::Parts {
  net::io_context io{1};
  beast::tcp_stream stream{io};
  beast::flat_buffer buffer;
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
};

Client::Client(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

Result<Client> Client::connect(std::string address, std::uint16_t port) {
  auto parts = std::make_unique<Parts>();
  beast::error_code failed;
  const auto ip = net::ip::make_address(address, failed);
  if (!failed) parts->stream.socket().connect({ip, port}, failed);
  if (failed) return fail(Code::unavailable, "The server does not answer.", failed.message());
  parts->stream.socket().set_option(net::ip::tcp::no_delay(true), failed);
  parts->host = address + ":" + std::to_string(port);
  return Client(std::move(parts));
}

Result<Response> Client::send(Method method, std::string_view target, const Pairs& headers, std::string_view body) {
  const auto method_name = name(method);
  bhttp::request<bhttp::string_body> message;
  message.method_string({method_name.data(), method_name.size()});
  message.target({target.data(), target.size()});
  message.version(11);
  message.set(bhttp::field::host, parts_->host);
  for (const auto& [key, value] : headers) message.set(key, value);
  std::string cookies;
  for (const auto& [key, value] : parts_->cookies) cookies += (cookies.empty() ? "" : "; ") + key + "=" + value;
  if (!cookies.empty()) message.set(bhttp::field::cookie, cookies);
  message.body() = std::string(body);
  message.prepare_payload();

  beast::error_code failed;
  bhttp::write(parts_->stream, message, failed);
  if (failed) return fail(Code::unavailable, "The connection has ended.", failed.message());
  bhttp::response_parser<bhttp::string_body> parser;
  parser.body_limit(std::uint64_t{256} << 20U);
  parser.skip(method == Method::head);
  bhttp::read(parts_->stream, parts_->buffer, parser, failed);
  if (failed) return fail(Code::unavailable, "The connection has ended.", failed.message());

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
  beast::error_code failed;
  net::write(parts_->stream.socket(), net::buffer(bytes.data(), bytes.size()), failed);
  const timeval wait{5, 0};
  ::setsockopt(parts_->stream.socket().native_handle(), SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  std::string answer;
  char chunk[4096];
  while (true) {
    const auto got = ::recv(parts_->stream.socket().native_handle(), chunk, sizeof chunk, 0);
    if (got <= 0) return answer;
    answer.append(chunk, static_cast<std::size_t>(got));
  }
}

}  // namespace nwd::http
