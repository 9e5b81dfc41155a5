// What the tests of this folder share: a server on a free port, a clock of their own, bare sockets.
#pragma once

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "http/client.h"
#include "http/server.h"

namespace nwd::http {

class TestClock : public Clock {
 public:
  Instant now() const override { return {ms.load()}; }
  std::atomic<std::int64_t> ms{1'000'000};
};

// Time as the bounds measure it: stands still until a test lets it run; then whoever looks finds it a second later.
class TestTime {
 public:
  std::chrono::steady_clock::time_point look();
  int looks() const { return looks_; }
  void wait_for_more_than(int looks) const { looks_.wait(looks); }
  std::atomic<bool> runs{false};

 private:
  std::atomic<int> looks_{0};
  std::atomic<int> seconds_{0};
};

// Serves GET /hello, POST /echo (text, at most 1000 bytes) and what a test adds.
class ServerTest : public testing::Test {
 protected:
  ServerTest();
  static Route route(Method, std::string pattern, Handler);
  void add(Route);
  void add(Method method, std::string pattern, Handler handler) {
    add(route(method, std::move(pattern), std::move(handler)));
  }
  void start();
  void stop() { server_.reset(); }
  Client client() { return Client::connect("127.0.0.1", server_->port()).value(); }
  std::string raw(std::string_view bytes) { return client().raw(bytes).value(); }
  // Of the first answer; 0 if there is none.
  int status_of_raw(std::string_view bytes);
  Response echo(std::string_view body, const Pairs& more_headers = {});

  TestClock clock_;
  TestTime time_;
  Router router_;
  ServerOptions options_;
  ErrorPage error_page_;
  std::unique_ptr<Server> server_;
};

std::string header_of(const Response&, std::string_view lower_case_name);

}  // namespace nwd::http
