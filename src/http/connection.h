// One connection: reads a request within its bounds, hands it to the pool, writes the answer, and waits for the next.
// A template over the plain and the TLS stream; included by server.cpp alone.
#pragma once

#include <spdlog/fmt/fmt.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <chrono>
#include <memory>
#include <optional>

#include "http/conditional.h"
#include "http/core.h"
#include "http/parse.h"
#include "http/problem.h"

namespace nwd::http {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;

template <class Stream>
class Connection : public OpenConnection, public std::enable_shared_from_this<Connection<Stream>> {
 public:
  Connection(Stream stream, Core& core, std::string peer, bool secure)
      : stream_(std::move(stream)), core_(core), peer_(std::move(peer)), secure_(secure) {
    core_.open.insert(this);
    ++core_.connections;
  }
  ~Connection() override {
    core_.open.erase(this);
    core_.peers.disconnect(peer_);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start() {
    lowest().expires_after(std::chrono::seconds(limits().header_seconds));
    if constexpr (std::is_same_v<Stream, beast::tcp_stream>) {
      wait_for_request();
    } else {
      stream_.async_handshake(net::ssl::stream_base::server, [self = self()](beast::error_code failed) {
        if (!failed) self->wait_for_request();
      });
    }
  }

  void close_if_idle() override {
    if (idle_) lowest().close();
  }

 private:
  using Clock = std::chrono::steady_clock;

  auto self() { return this->shared_from_this(); }
  beast::tcp_stream& lowest() { return beast::get_lowest_layer(stream_); }
  [[nodiscard]] const Limits& limits() const { return core_.options.limits; }

  // The first byte may take idle_seconds; from then on the headers have header_seconds.
  void wait_for_request() {
    if (buffer_.size() > 0) return read_header();
    if (core_.stopping) return close();
    idle_ = true;
    lowest().expires_after(std::chrono::seconds(limits().idle_seconds));
    stream_.async_read_some(buffer_.prepare(4096), [self = self()](beast::error_code failed, std::size_t size) {
      self->idle_ = false;
      if (failed) return self->close();
      self->buffer_.commit(size);
      self->read_header();
    });
  }

  void read_header() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(limits().header_bytes));
    parser_->body_limit(boost::none);  // set by route, once the headers are read
    lowest().expires_after(std::chrono::seconds(limits().header_seconds));
    bhttp::async_read_header(stream_, buffer_, *parser_, [self = self()](beast::error_code failed, std::size_t) {
      if (failed) return self->header_failed(failed);
      self->on_header();
    });
  }

  void begin_request() {
    started_ = Clock::now();
    request_ = Request{};
    route_ = nullptr;
    keep_alive_ = false;
    request_.request_id = fmt::format("{:x}-{:x}", core_.clock.now().ms, core_.next_id++);
    ++core_.requests;
  }

  void header_failed(beast::error_code failed) {
    begin_request();
    if (failed == bhttp::error::end_of_stream || failed == net::error::eof || failed == net::error::operation_aborted ||
        failed == net::error::connection_reset)
      return close();
    if (failed == beast::error::timeout) return close();  // the socket is closed already
    if (failed == bhttp::error::header_limit || failed == bhttp::error::buffer_overflow)
      return refuse({Code::too_large, "The request's headers are too long.", "", {}}, 431);
    refuse({Code::invalid, "The request could not be understood.", "", {}}, 400);
  }

  void on_header() {
    begin_request();
    auto parsed = to_request(parser_->get().base());
    if (!parsed) return refuse(parsed.error(), parsed.error().code == Code::too_large ? 414 : 0);
    const std::string id = request_.request_id;
    request_ = *std::move(parsed);
    request_.request_id = id;
    request_.peer = peer_;
    request_.secure = secure_;
    request_.received = core_.clock.now();
    if (auto error = turned_away()) return refuse(*error, status_);
    if (beast::iequals(parser_->get()[bhttp::field::expect], "100-continue")) return send_continue();
    read_body();
  }

  // Why the request goes no further than its headers.
  std::optional<Error> turned_away() {
    status_ = 0;
    if (!core_.peers.may_ask(peer_, request_.received)) {
      ++core_.turned_away;
      return Error{Code::rate_limited, "Too many requests from here. Wait a moment, then try again.", "", {}};
    }
    if (auto host = check_host(request_, core_.options.origin); !host) return host.error();
    if (auto origin = check_same_origin(request_, core_.options.origin); !origin) return origin.error();
    auto found = core_.router.find(request_.method, request_.path);
    if (found.route == nullptr) {
      if (found.other_method) {
        status_ = 405;
        allow_ = found.allow;
        return Error{Code::unsupported, "This address does not take that method.", "", {}};
      }
      return Error{Code::not_found, "There is nothing at this address.", "", {}};
    }
    route_ = found.route;
    request_.parameters = std::move(found.parameters);
    return missing();
  }

  std::optional<Error> missing() {
    parser_->body_limit(route_->largest_body);
    const auto length = parser_->content_length();
    if (length && *length > route_->largest_body)
      return Error{Code::too_large, fmt::format("At most {} bytes may be sent here.", route_->largest_body), "", {}};
    if (route_->needs_version) {
      if (auto version = required_version(request_); !version) return version.error();
    }
    const auto key = request_.header("idempotency-key");
    if (route_->repeatable && (key.size() < 8 || key.size() > 128 || key.find(' ') != std::string_view::npos))
      return Error{
          Code::invalid,
          "Send an Idempotency-Key of 8 to 128 characters, chosen by you and the same at every try of this request.",
          "",
          {}};
    return std::nullopt;
  }

  void send_continue() {
    auto message = std::make_shared<bhttp::response<bhttp::empty_body>>(bhttp::status::continue_, 11);
    bhttp::async_write(stream_, *message, [self = self(), message](beast::error_code failed, std::size_t) {
      if (failed) return self->close();
      self->read_body();
    });
  }

  void read_body() {
    lowest().expires_after(std::chrono::seconds(limits().body_seconds));
    bhttp::async_read(stream_, buffer_, *parser_, [self = self()](beast::error_code failed, std::size_t) {
      if (failed == bhttp::error::body_limit)
        return self->refuse(
            {Code::too_large, fmt::format("At most {} bytes may be sent here.", self->route_->largest_body), "", {}});
      if (failed == beast::error::timeout || failed == net::error::eof || failed == net::error::connection_reset ||
          failed == bhttp::error::partial_message)
        return self->close();
      if (failed) return self->refuse({Code::invalid, "The request could not be understood.", "", {}});
      self->dispatch();
    });
  }

  void dispatch() {
    auto message = parser_->release();
    keep_alive_ = message.keep_alive() && !core_.stopping;
    request_.body = std::move(message.body());
    lowest().expires_never();  // the handler takes its own time
    const bool taken = core_.pool.post([self = self()]() mutable {
      Response response = run_handler(self->core_, self->request_, *self->route_);
      // The connection, and with it the last reference, goes back to the I/O thread.
      auto executor = self->stream_.get_executor();
      net::post(executor, [self = std::move(self), response = std::move(response)]() mutable {
        self->write(std::move(response));
      });
    });
    if (taken) return;
    ++core_.turned_away;
    write(answer_error(core_,
                       {Code::busy, "The server is busy just now. Nothing was lost: try again in a moment.", "", {}},
                       request_, route_));
  }

  // An answer to what was not read to its end: the connection closes after it.
  void refuse(const Error& error, int status = 0) {
    keep_alive_ = false;
    auto response = answer_error(core_, error, request_, route_);
    if (status != 0) response.status = status;
    if (status == 405) response.with("Allow", allow_);
    write(std::move(response));
  }

  void write(Response response) {
    if (core_.finish) core_.finish(request_, route_, response);
    const auto status = response.status;
    if (status >= 500)
      ++core_.responses_5xx;
    else if (status >= 400)
      ++core_.responses_4xx;
    log_request(request_, route_, response,
                std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started_).count());
    response_ = std::move(response);
    lowest().expires_after(std::chrono::seconds(limits().body_seconds));
    const std::string_view body = response_.body.empty() ? response_.fixed_body : std::string_view(response_.body);
    const bool bodiless = status == 204 || status == 304 || request_.method == Method::head;
    if (bodiless)
      return send(std::make_shared<bhttp::response<bhttp::empty_body>>(), body.size(), status == 204 || status == 304);
    auto message = std::make_shared<bhttp::response<bhttp::span_body<const char>>>();
    message->body() = beast::span<const char>(body.data(), body.size());
    send(std::move(message), body.size(), false);
  }

  template <class Message>
  void send(std::shared_ptr<Message> message, std::size_t length, bool no_length) {
    message->version(11);
    message->result(static_cast<unsigned>(response_.status));
    for (const auto& [key, value] : response_.headers) message->insert(key, value);
    message->keep_alive(keep_alive_);
    if (!no_length) message->content_length(length);
    bhttp::async_write(stream_, *message, [self = self(), message](beast::error_code failed, std::size_t) {
      if (failed || !self->keep_alive_) return self->close();
      self->response_ = Response{};
      self->wait_for_request();
    });
  }

  // What is still on its way in is read away for a moment, or the peer would see a reset before our answer.
  void close() {
    beast::error_code ignored;
    lowest().socket().shutdown(net::ip::tcp::socket::shutdown_send, ignored);
    lowest().expires_after(std::chrono::seconds(2));
    drain(0);
  }
  void drain(std::size_t drained) {
    constexpr std::size_t most = std::size_t{1} << 20U;
    if (drained > most || !lowest().socket().is_open()) return;
    lowest().async_read_some(buffer_.prepare(4096),
                             [self = self(), drained](beast::error_code failed, std::size_t size) {
                               if (!failed) self->drain(drained + size);
                             });
  }

  Stream stream_;
  Core& core_;
  const std::string peer_;
  const bool secure_;
  bool idle_ = false;
  bool keep_alive_ = false;
  int status_ = 0;
  std::string allow_;
  beast::flat_buffer buffer_;
  std::optional<bhttp::request_parser<bhttp::string_body>> parser_;
  Request request_;
  const Route* route_ = nullptr;
  Response response_;
  Clock::time_point started_;
};

}  // namespace nwd::http
