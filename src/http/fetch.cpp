#include "http/fetch.h"

#include <fmt/format.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <unistd.h>

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <memory>
#include <span>

#include "base/text.h"
#include "http/name_lookup.h"

namespace nwd::http {
namespace {

namespace bhttp = boost::beast::http;
using Moment = std::chrono::steady_clock::time_point;

constexpr std::size_t longest_url = 1024;
constexpr std::uint32_t largest_head = std::uint32_t{16} << 10U;

Failure no_answer(std::string why) {
  return fail(Code::unavailable, "The server does not answer as it should.", std::move(why));
}

struct Free {
  void operator()(SSL* tls) const { SSL_free(tls); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using Context = std::unique_ptr<SSL_CTX, Free>;

// A connection that never waits longer than until the deadline.
class Line {
 public:
  explicit Line(Moment until) : until_(until) {}
  ~Line() { close(); }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  bool connect(const SocketAddress& to) {
    close();
    fd_ = ::socket(to.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd_ < 0) return false;
    const auto* where = reinterpret_cast<const sockaddr*>(&to.storage);  // NOLINT: how sockets take addresses
    if (::connect(fd_, where, to.size) == 0) return true;
    int failed = 0;
    socklen_t size = sizeof failed;
    return errno == EINPROGRESS && ready(POLLOUT) && ::getsockopt(fd_, SOL_SOCKET, SO_ERROR, &failed, &size) == 0 &&
           failed == 0;
  }

  Result<void> secure(const std::string& host, const std::filesystem::path& authority) {
    const Context context(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    const int trusts = authority.empty() ? SSL_CTX_set_default_verify_paths(context.get())
                                         : SSL_CTX_load_verify_file(context.get(), authority.c_str());
    if (trusts != 1) return no_answer("nobody to trust: " + authority.string());
    tls_.reset(SSL_new(context.get()));  // holds the context itself
    SSL_set_verify(tls_.get(), SSL_VERIFY_PEER, nullptr);
    SSL_set_hostflags(tls_.get(), X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls_.get()), host.c_str()) != 1) {
      SSL_set1_host(tls_.get(), host.c_str());
      std::string name = host;  // SSL_set_tlsext_host_name without its cast
      SSL_ctrl(tls_.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data());
    }
    SSL_set_fd(tls_.get(), fd_);
    if (again_until_done([&] { return SSL_connect(tls_.get()); }) > 0) return {};
    const auto verdict = SSL_get_verify_result(tls_.get());
    return no_answer(verdict == X509_V_OK ? "TLS handshake" : X509_verify_cert_error_string(verdict));
  }

  bool write(std::string_view bytes) {
    return again_until_done([&] { return SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size())); }) > 0;
  }
  // 0: the end; less: broken, or too late.
  int read(std::span<char> into) {
    const int got = again_until_done([&] { return SSL_read(tls_.get(), into.data(), static_cast<int>(into.size())); });
    return got <= 0 && SSL_get_error(tls_.get(), got) == SSL_ERROR_ZERO_RETURN ? 0 : got > 0 ? got : -1;
  }

 private:
  void close() {
    tls_.reset();
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

  [[nodiscard]] bool ready(short for_what) const {
    while (true) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until_ - Moment::clock::now()).count();
      if (left <= 0) return false;
      pollfd one{fd_, for_what, 0};
      const int found = ::poll(&one, 1, static_cast<int>(left));
      if (found > 0) return true;
      if (found == 0 || errno != EINTR) return false;
    }
  }

  template <class F>
  int again_until_done(F step) {
    while (Moment::clock::now() < until_) {
      const int done = step();
      if (done > 0) return done;
      const int why = SSL_get_error(tls_.get(), done);
      if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE) return done;
      if (!ready(why == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT)) return -1;
    }
    return -1;
  }

  const Moment until_;
  int fd_ = -1;
  std::unique_ptr<SSL, Free> tls_;
};

std::string text_of_request(const Outgoing& asked) {
  const bool posts = asked.method == Method::post;
  const bool v6 = asked.to.host.find(':') != std::string::npos;
  const auto host = v6 ? '[' + asked.to.host + ']' : asked.to.host;
  std::string text = fmt::format("{} {} HTTP/1.1\r\nHost: {}", name(asked.method), asked.to.target, host);
  if (asked.to.port != 443) text += fmt::format(":{}", asked.to.port);
  text += "\r\nUser-Agent: nwd\r\nAccept: application/json\r\nConnection: close\r\n";
  if (posts)
    text += fmt::format("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n", asked.form.size());
  return text + "\r\n" + (posts ? asked.form : std::string());
}

Result<Response> read_answer(Line& line, std::size_t largest) {
  bhttp::response_parser<bhttp::string_body> parser;
  parser.body_limit(largest);
  parser.header_limit(largest_head);
  parser.eager(true);
  std::string unread;
  std::array<char, std::size_t{16} << 10U> piece{};
  while (!parser.is_done()) {
    const int got = line.read(piece);
    if (got < 0) return no_answer("the answer broke off, or took too long");
    boost::beast::error_code failed;
    if (got == 0) {
      parser.put_eof(failed);
      if (failed || !parser.is_done()) return no_answer("half an answer");
      break;
    }
    unread.append(piece.data(), static_cast<std::size_t>(got));
    while (!unread.empty() && !parser.is_done() && !failed) {
      const auto used = parser.put(boost::asio::buffer(unread), failed);
      unread.erase(0, used);
      if (used == 0) break;
    }
    if (failed && failed != bhttp::error::need_more) return no_answer(failed.message());
  }
  Response response;
  response.status = static_cast<int>(parser.get().result_int());
  for (const auto& field : parser.get())
    response.headers.emplace_back(ascii_lower({field.name_string().data(), field.name_string().size()}),
                                  std::string(field.value().data(), field.value().size()));
  response.body = std::move(parser.get().body());
  return response;
}

bool is_host(std::string_view host) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyz0123456789-.";
  return !host.empty() && host.size() <= 253 && host.find_first_not_of(plain) == std::string_view::npos;
}

bool is_address_in_brackets(std::string_view host) {
  constexpr std::string_view plain = "0123456789abcdef:.";
  return host.size() > 2 && host.starts_with('[') && host.ends_with(']') &&
         host.substr(1, host.size() - 2).find_first_not_of(plain) == std::string_view::npos;
}

}  // namespace

Result<SecureUrl> SecureUrl::parse(std::string_view url) {
  constexpr std::string_view scheme = "https://";
  const auto wrong = [] { return fail(Code::invalid, "This is not an address that begins with https://."); };
  const bool graphic = std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c < 0x7f; });
  if (url.size() > longest_url || !url.starts_with(scheme) || !graphic || url.find('#') != std::string_view::npos ||
      url.find_first_of("\\\"<>^`{|}") != std::string_view::npos)
    return wrong();
  const auto rest = url.substr(scheme.size());
  const auto end = std::min(rest.find_first_of("/?"), rest.size());
  std::string host = ascii_lower(rest.substr(0, end));
  SecureUrl parsed;
  if (const auto colon = host.find_last_of(':');
      colon != std::string::npos && host.find(']', colon) == std::string::npos) {
    const auto port = whole_number(std::string_view(host).substr(colon + 1), 1, 65535);
    if (!port) return wrong();
    parsed.port = static_cast<std::uint16_t>(*port);
    host.resize(colon);
  }
  if (is_address_in_brackets(host))
    parsed.host = host.substr(1, host.size() - 2);
  else if (is_host(host))
    parsed.host = std::move(host);
  else
    return wrong();
  parsed.target = rest.substr(end);
  if (!parsed.target.starts_with('/')) parsed.target.insert(0, "/");
  return parsed;
}

Result<Response> fetch(const Outgoing& asked, const Reach& reach) {
  const auto until = Moment::clock::now() + std::chrono::milliseconds(reach.whole_ms);
  NWD_TRY(const auto addresses, look_up(asked.to.host, asked.to.port, until));
  Line line(until);
  const bool connected = std::any_of(addresses.begin(), addresses.end(), [&](const SocketAddress& one) {
    return (!reach.authority.empty() || is_public(one)) && line.connect(one);
  });
  if (!connected) return no_answer("no connection");
  NWD_CHECK(line.secure(asked.to.host, reach.authority));
  if (!line.write(text_of_request(asked))) return no_answer("the request could not be sent");
  return read_answer(line, reach.largest);
}

}  // namespace nwd::http
