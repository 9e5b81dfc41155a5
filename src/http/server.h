// The HTTP server: one thread reads and writes sockets, a pool runs handlers. Every size and time has a bound; when the
// pool's queue is full the answer is 503 with Retry-After, when one peer asks too often 429.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/instant.h"
#include "base/result.h"
#include "http/router.h"

namespace nwd::http {

struct Limits {
  std::size_t header_bytes = std::size_t{16} << 10U;
  std::size_t connections = 2048;
  std::size_t connections_per_peer = 256;
  std::size_t queued_requests = 512;
  std::size_t bodies_bytes = std::size_t{256} << 20U;  // of all requests under way together
  int header_seconds = 10;                             // from the first byte to the end of the headers
  int body_seconds = 30;
  int write_seconds = 30;  // for an answer, and for a long one what this pace adds:
  std::size_t slowest_bytes_per_second = std::size_t{16} << 10U;
  int idle_seconds = 60;                    // between requests of one connection
  int drain_seconds = 10;                   // at shutdown, for requests under way
  double requests_per_second_per_peer = 0;  // 0: no limit (a proxy in front limits)
};

struct Tls {
  std::filesystem::path certificate;  // PEM chain
  std::filesystem::path key;          // PEM
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one
  std::optional<Tls> tls;
  int workers = 8;
  Limits limits;
  std::string origin;  // "https://nwd.example": other Origins may not write
  // The address of the proxy in front, if there is one: its X-Forwarded-For says who asks. Nobody else's does.
  std::string trusted_proxy;
  // What the bounds of time are measured by; never goes back. Called from any thread.
  std::function<std::chrono::steady_clock::time_point()> moment = std::chrono::steady_clock::now;
};

// Turns an error of a page's handler into a page (ui/error_page.h); errors of the API become problem+json here.
// Called from any thread, the one that reads sockets too: it must not wait for anything.
using ErrorPage = std::function<Response(const Error&, const Request&)>;
// Sees every response before it goes: security headers, cookies. Called as ErrorPage is.
using Finish = std::function<void(const Request&, const Route*, Response&)>;

class Server {
 public:
  static Result<std::unique_ptr<Server>> start(const ServerOptions&, const Router&, const Clock&, ErrorPage, Finish);
  ~Server();  // stops
  [[nodiscard]] std::uint16_t port() const;
  // No new connections; waits for requests under way up to drain_seconds, then lets go of them. A handler that runs
  // even then is waited for.
  void stop();

  struct Counts {
    std::uint64_t requests = 0, responses_4xx = 0, responses_5xx = 0, turned_away = 0, connections = 0;
  };
  [[nodiscard]] Counts counts() const;

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts>);
  std::unique_ptr<Parts> parts_;
};

// CSP, nosniff, no-referrer, frame, COOP/CORP, Permissions-Policy; HSTS when secure.
void add_security_headers(const Request&, Response&);

}  // namespace nwd::http
