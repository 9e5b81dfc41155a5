#include "http/server.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <thread>
#include <typeinfo>

#include "http/channels.h"
#include "http/connection.h"
#include "http/forwarded.h"
#include "http/tls_context.h"

namespace nwd::http {

namespace net = boost::asio;
using Failed = boost::system::error_code;

namespace {

// How exactly bounds of time are kept.
constexpr auto tick_every = std::chrono::milliseconds(100);
constexpr auto drain_every = std::chrono::milliseconds(10);

}  // namespace

struct Server::Parts {
  Parts(const ServerOptions& options, const Router& router, const nwd::Clock& clock, ErrorPage page, Finish finish)
      : core(options, router, clock, std::move(page), std::move(finish)) {}

  Core core;  // before io: connections that io still holds at its end belong to it
  net::io_context io{1};
  net::ip::tcp::acceptor acceptor{io};
  std::optional<net::ssl::context> tls;
  std::optional<net::ip::address> proxy;  // the trusted one
  net::steady_timer accept_again{io};
  net::steady_timer drain_timer{io};
  net::steady_timer tick_timer{io};
  bool ticking = false;
  std::thread thread;
  std::uint16_t port = 0;
  Connection::Moment drain_until;

  Result<void> read_tls();
  Result<void> read_proxy();
  Result<void> listen();
  void run();
  void accept();
  void welcome(net::ip::tcp::socket);
  bool make_room();
  void tick();
  void drain();
};

Result<void> Server::Parts::read_tls() {
  if (!core.options.tls) return {};
  tls.emplace(net::ssl::context::tls_server);
  return set_up(*tls, *core.options.tls);
}

Result<void> Server::Parts::read_proxy() {
  const auto& text = core.options.trusted_proxy;
  if (text.empty()) return {};
  proxy = parse_peer(text);
  if (!proxy) return fail(Code::invalid, "Not the address of a proxy: " + text);
  return {};
}

Result<void> Server::Parts::listen() {
  Failed failed;
  const auto& options = core.options;
  const auto address = net::ip::make_address(options.address == "localhost" ? "127.0.0.1" : options.address, failed);
  if (failed) return fail(Code::invalid, "Not an address to listen at: " + options.address);
  const net::ip::tcp::endpoint endpoint(address, options.port);
  failed = acceptor.open(endpoint.protocol(), failed);
  if (failed) return fail(Code::unavailable, "Listening failed: " + failed.message());
  failed = acceptor.set_option(net::socket_base::reuse_address(true), failed);
  failed = acceptor.bind(endpoint, failed);
  if (failed)
    return fail(Code::conflict, fmt::format("Port {} of {} cannot be used: {}. Choose another with --port.",
                                            options.port, options.address, failed.message()));
  failed = acceptor.listen(net::socket_base::max_listen_connections, failed);
  if (failed) return fail(Code::unavailable, "Listening failed: " + failed.message());
  port = acceptor.local_endpoint().port();
  return {};
}

// What one connection throws (no memory left) ends that connection alone.
void Server::Parts::run() {
  while (true) {
    try {
      io.run();
      return;
    } catch (const std::exception& bug) {
      spdlog::error("connection lost: {}", typeid(bug).name());
    }
  }
}

void Server::Parts::accept() {
  acceptor.async_accept([this](Failed failed, net::ip::tcp::socket socket) {
    if (core.stopping || failed == net::error::operation_aborted) return;
    if (!failed) {
      accept();
      return welcome(std::move(socket));
    }
    // Out of file descriptors: wait until some connection has closed.
    accept_again.expires_after(tick_every);
    accept_again.async_wait([this](Failed cancelled) {
      if (!cancelled) accept();
    });
  });
}

void Server::Parts::welcome(net::ip::tcp::socket socket) {
  Failed failed;
  const auto endpoint = socket.remote_endpoint(failed);
  if (failed) return;
  const std::string peer = peer_text(endpoint.address());
  const bool from_proxy = proxy && unmapped(endpoint.address()) == *proxy;
  if (!make_room() || !(from_proxy || core.peers.connect(peer))) {
    ++core.turned_away;
    return;  // the socket closes: no thread, no buffer is spent on it
  }
  failed = socket.set_option(net::ip::tcp::no_delay(true), failed);
  const bool secure = tls.has_value() || core.options.origin.starts_with("https://");
  auto channel = tls ? tls_channel(io, std::move(socket), *tls) : plain_channel(io, std::move(socket));
  std::make_shared<Connection>(std::move(channel), core, Caller{peer, secure, from_proxy})->start();
  if (!ticking) tick();
}

// When the server is full, who has waited longest without asking gives way: whoever holds connections open without
// using them cannot keep others out.
bool Server::Parts::make_room() {
  if (core.open.size() < core.options.limits.connections) return true;
  Connection* longest = nullptr;
  for (auto* connection : core.open) {
    const auto since = connection->waits_since();
    if (since && (longest == nullptr || *since < *longest->waits_since())) longest = connection;
  }
  if (longest == nullptr) return false;
  longest->give_way();
  ++core.turned_away;
  return true;
}

void Server::Parts::tick() {
  const auto now = core.options.moment();
  for (auto* connection : core.open) connection->look_at_clock(now);
  ticking = !core.open.empty();
  if (!ticking) return;
  tick_timer.expires_after(tick_every);
  tick_timer.async_wait([this](Failed cancelled) {
    if (!cancelled) tick();
  });
}

// Looks every few milliseconds whether the last request has been answered.
void Server::Parts::drain() {
  for (auto* connection : core.open) connection->close_if_idle();
  if (core.open.empty() || core.options.moment() >= drain_until) return io.stop();
  drain_timer.expires_after(drain_every);
  drain_timer.async_wait([this](Failed) { drain(); });
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, const Router& router,
                                              const nwd::Clock& clock, ErrorPage page, Finish finish) {
  auto parts = std::make_unique<Parts>(options, router, clock, std::move(page), std::move(finish));
  NWD_CHECK(parts->read_tls());
  NWD_CHECK(parts->read_proxy());
  NWD_CHECK(parts->listen());
  parts->accept();
  Parts* const running = parts.get();
  parts->thread = std::thread([running] { running->run(); });
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

Server::~Server() { stop(); }

std::uint16_t Server::port() const { return parts_->port; }

void Server::stop() {
  if (!parts_->thread.joinable()) return;
  parts_->core.stopping = true;
  net::post(parts_->io, [parts = parts_.get()] {
    Failed ignored;
    ignored = parts->acceptor.close(ignored);
    const auto& options = parts->core.options;
    parts->drain_until = options.moment() + std::chrono::seconds(options.limits.drain_seconds);
    parts->drain();
  });
  parts_->thread.join();
  parts_->core.pool.stop();  // its threads post to io
}

Server::Counts Server::counts() const {
  const auto& c = parts_->core;
  return {c.requests, c.responses_4xx, c.responses_5xx, c.turned_away, c.connections};
}

}  // namespace nwd::http
