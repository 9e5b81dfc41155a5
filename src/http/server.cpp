#include "http/server.h"

#include <spdlog/spdlog.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <thread>

#include "http/connection.h"

namespace nwd::http {

struct Server::Parts {
  Parts(const ServerOptions& options, const Router& router, const nwd::Clock& clock, ErrorPage page, Finish finish)
      : core(options, router, clock, std::move(page), std::move(finish)) {}

  net::io_context io{1};
  net::ip::tcp::acceptor acceptor{io};
  std::optional<net::ssl::context> tls;
  net::steady_timer accept_again{io};
  net::steady_timer drain_timer{io};
  std::thread thread;
  std::uint16_t port = 0;
  std::chrono::steady_clock::time_point drain_until;
  Core core;  // after io: the pool's threads post to it and end first

  Result<void> listen();
  Result<void> read_tls();
  void accept();
  void welcome(net::ip::tcp::socket socket);
  void drain();
};

Result<void> Server::Parts::read_tls() {
  if (!core.options.tls) return {};
  beast::error_code failed;
  tls.emplace(net::ssl::context::tls_server);
  tls->set_options(net::ssl::context::default_workarounds | net::ssl::context::no_tlsv1 |
                   net::ssl::context::no_tlsv1_1 | net::ssl::context::single_dh_use);
  SSL_CTX_set_options(tls->native_handle(), SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_cipher_list(tls->native_handle(), "ECDHE+AESGCM:ECDHE+CHACHA20");
  tls->use_certificate_chain_file(core.options.tls->certificate.string(), failed);
  if (failed) return fail(Code::invalid, "The certificate cannot be read: " + core.options.tls->certificate.string());
  tls->use_private_key_file(core.options.tls->key.string(), net::ssl::context::pem, failed);
  if (failed || SSL_CTX_check_private_key(tls->native_handle()) != 1)
    return fail(Code::invalid,
                "The private key cannot be read, or is not the certificate's: " + core.options.tls->key.string());
  return {};
}

Result<void> Server::Parts::listen() {
  beast::error_code failed;
  const auto address =
      net::ip::make_address(core.options.address == "localhost" ? "127.0.0.1" : core.options.address, failed);
  if (failed) return fail(Code::invalid, "Not an address to listen at: " + core.options.address);
  const net::ip::tcp::endpoint endpoint(address, core.options.port);
  acceptor.open(endpoint.protocol(), failed);
  acceptor.set_option(net::socket_base::reuse_address(true), failed);
  acceptor.bind(endpoint, failed);
  if (failed)
    return fail(Code::conflict, fmt::format("Port {} of {} cannot be used: {}. Choose another with --port.",
                                            core.options.port, core.options.address, failed.message()));
  acceptor.listen(net::socket_base::max_listen_connections, failed);
  if (failed) return fail(Code::unavailable, "Listening failed: " + failed.message());
  port = acceptor.local_endpoint().port();
  return {};
}

void Server::Parts::accept() {
  acceptor.async_accept([this](beast::error_code failed, net::ip::tcp::socket socket) {
    if (core.stopping || failed == net::error::operation_aborted) return;
    if (!failed) {
      welcome(std::move(socket));
      return accept();
    }
    // Out of file descriptors: wait until some connection has closed.
    accept_again.expires_after(std::chrono::milliseconds(100));
    accept_again.async_wait([this](beast::error_code) { accept(); });
  });
}

void Server::Parts::welcome(net::ip::tcp::socket socket) {
  beast::error_code failed;
  const auto endpoint = socket.remote_endpoint(failed);
  if (failed) return;
  const std::string peer = endpoint.address().to_string();
  if (core.open.size() >= core.options.limits.connections || !core.peers.connect(peer)) {
    ++core.turned_away;
    return;  // the socket closes: no thread, no buffer is spent on it
  }
  socket.set_option(net::ip::tcp::no_delay(true), failed);
  if (tls)
    std::make_shared<Connection<beast::ssl_stream<beast::tcp_stream>>>(
        beast::ssl_stream<beast::tcp_stream>(std::move(socket), *tls), core, peer, true)
        ->start();
  else
    std::make_shared<Connection<beast::tcp_stream>>(beast::tcp_stream(std::move(socket)), core, peer,
                                                    core.options.origin.rfind("https://", 0) == 0)
        ->start();
}

// Looks every few milliseconds whether the last request has been answered.
void Server::Parts::drain() {
  for (auto* connection : core.open) connection->close_if_idle();
  if (core.open.empty() || std::chrono::steady_clock::now() >= drain_until) return io.stop();
  drain_timer.expires_after(std::chrono::milliseconds(10));
  drain_timer.async_wait([this](beast::error_code) { drain(); });
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, const Router& router,
                                              const nwd::Clock& clock, ErrorPage page, Finish finish) {
  auto parts = std::make_unique<Parts>(options, router, clock, std::move(page), std::move(finish));
  NWD_CHECK(parts->read_tls());
  NWD_CHECK(parts->listen());
  parts->accept();
  Parts* const running = parts.get();
  parts->thread = std::thread([running] { running->io.run(); });
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

Server::~Server() { stop(); }

std::uint16_t Server::port() const { return parts_->port; }

void Server::stop() {
  if (!parts_->thread.joinable()) return;
  parts_->core.stopping = true;
  net::post(parts_->io, [parts = parts_.get()] {
    beast::error_code ignored;
    parts->acceptor.close(ignored);
    parts->drain_until =
        std::chrono::steady_clock::now() + std::chrono::seconds(parts->core.options.limits.drain_seconds);
    parts->drain();
  });
  parts_->thread.join();
}

Server::Counts Server::counts() const {
  const auto& c = parts_->core;
  return {c.requests, c.responses_4xx, c.responses_5xx, c.turned_away, c.connections};
}

}  // namespace nwd::http
