// Every size, number and time that the server bounds.
#include <latch>
#include <thread>

#include "http/testing.h"

namespace nwd::http {
namespace {

// Not reached: a test that waits for one bound must not meet another.
constexpr int long_seconds = 1'000'000;

const std::string post_head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n";
const std::string chunked_head = post_head + "Transfer-Encoding: chunked\r\n\r\n";

class LimitsTest : public ServerTest {
 protected:
  LimitsTest() {
    auto& l = options_.limits;
    l.header_seconds = l.body_seconds = l.write_seconds = l.idle_seconds = l.drain_seconds = long_seconds;
  }
  void serves_others() { EXPECT_EQ(client().send(Method::get, "/hello").value().status, 200); }
  static int problem_of(Client&);
  int turned_away(std::string_view bytes);
  int drip(std::string_view begin);
};

// The status of a problem that ends the connection; 0 if there was no answer.
int LimitsTest::problem_of(Client& c) {
  const auto answer = c.read();
  if (!answer) return 0;
  EXPECT_EQ(header_of(*answer, "content-type"), "application/problem+json");
  EXPECT_EQ(header_of(*answer, "connection"), "close");
  EXPECT_FALSE(c.read());
  return answer->status;
}

int LimitsTest::turned_away(std::string_view bytes) {
  auto c = client();
  EXPECT_TRUE(c.write(bytes));
  serves_others();
  const int status = problem_of(c);
  serves_others();
  return status;
}

// What becomes of who goes on with a byte at a time, at most one for each second.
int LimitsTest::drip(std::string_view begin) {
  auto c = client();
  EXPECT_TRUE(c.write(begin));
  serves_others();
  time_.runs = true;
  std::atomic<bool> answered{false};
  std::thread slow([&] {
    for (int seen = time_.looks(); !answered && c.write("a"); seen = time_.looks()) time_.wait_for_more_than(seen);
  });
  const int status = problem_of(c);
  answered = true;
  time_.runs = false;
  (void)time_.look();
  slow.join();
  serves_others();
  return status;
}

TEST_F(LimitsTest, TheSizeOfAHead) {
  options_.limits.header_bytes = 8192;
  start();
  EXPECT_EQ(turned_away("GET /hello HTTP/1.1\r\nHost: a\r\nX: " + std::string(9000, 'x') + "\r\n\r\n"), 431);
  EXPECT_EQ(turned_away("GET /hello HTTP/1.1\r\nHost: a\r\nX: " + std::string(9000, 'x')), 431);  // without an end
  std::string headers;
  for (int i = 0; i < 100; ++i) headers += "X: y\r\n";
  EXPECT_EQ(turned_away("GET /hello HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n"), 431);
  EXPECT_EQ(turned_away("GET /" + std::string(7000, 'a')), 414);
}

TEST_F(LimitsTest, TheSizeOfABody) {
  start();
  EXPECT_EQ(echo(std::string(1000, 'x')).status, 200);
  EXPECT_EQ(turned_away(post_head + "Content-Length: 1001\r\n\r\n"), 413);
  EXPECT_EQ(turned_away(post_head + "Content-Length: 1001\r\n\r\n" + std::string(1001, 'x')), 413);
  EXPECT_EQ(echo(std::string(5'000'000, 'x')).status, 413);  // answered though it is not read
  serves_others();
}

TEST_F(LimitsTest, TheSizeOfAChunkedBody) {
  start();
  std::string chunks;
  for (int i = 0; i < 10; ++i) chunks += "64;name=value\r\n" + std::string(100, 'x') + "\r\n";
  auto c = client();
  ASSERT_TRUE(c.write(chunked_head + chunks + "0\r\n\r\n"));
  EXPECT_EQ(c.read().value().body, std::string(1000, 'x'));
  EXPECT_EQ(turned_away(chunked_head + chunks + "1\r\n"), 413);
  EXPECT_EQ(turned_away(chunked_head + "ffffffffffffffff\r\n"), 413);
}

TEST_F(LimitsTest, MalformedChunks) {
  start();
  EXPECT_EQ(turned_away(chunked_head + "what\r\n"), 400);
  EXPECT_EQ(turned_away(chunked_head + "3\r\nabcX0\r\n\r\n"), 400);
  EXPECT_EQ(turned_away(chunked_head + "5;" + std::string(20000, 'x')), 400);  // a chunk's line without an end
  EXPECT_EQ(turned_away(chunked_head + "1\r\nx\r\n0\r\nTrailer: x\r\n\r\n"), 400);
}

TEST_F(LimitsTest, TheTimeOfAHeadThatTrickles) {
  options_.limits.header_seconds = 5;
  start();
  EXPECT_EQ(drip(""), 408);
}

TEST_F(LimitsTest, TheTimeOfABodyThatTrickles) {
  options_.limits.body_seconds = 5;
  start();
  EXPECT_EQ(drip(post_head + "Content-Length: 1000\r\n\r\n"), 408);
}

TEST_F(LimitsTest, TheTimeOfAChunkedBodyThatTrickles) {
  options_.limits.body_seconds = 5;
  start();
  EXPECT_EQ(drip(chunked_head + "3e8\r\n"), 408);
}

TEST_F(LimitsTest, ManySlowClientsDoNotHoldIt) {
  options_.limits.header_seconds = options_.limits.body_seconds = 5;
  start();
  std::vector<Client> slow;
  for (int i = 0; i < 64; ++i) {
    slow.push_back(client());
    ASSERT_TRUE(slow.back().write(i % 2 == 0 ? "GET /hel" : post_head + "Content-Length: 100\r\n\r\nab"));
  }
  std::vector<Client> silent;
  for (int i = 0; i < 32; ++i) silent.push_back(client());
  for (int i = 0; i < 50; ++i) serves_others();
  time_.runs = true;
  for (auto& c : slow) EXPECT_EQ(problem_of(c), 408);
}

TEST_F(LimitsTest, IdleConnectionsAreClosed) {
  options_.limits.idle_seconds = 5;
  start();
  auto c = client();
  EXPECT_EQ(c.send(Method::get, "/hello").value().status, 200);
  time_.runs = true;
  EXPECT_FALSE(c.read());
}

TEST_F(LimitsTest, WhoDoesNotReadTheAnswerIsLetGo) {
  options_.limits.write_seconds = 5;
  options_.limits.slowest_bytes_per_second = 1 << 30;
  const std::string large(50'000'000, 'x');
  add(Method::get, "/large", [&](const Request&) -> Result<Response> {
    Response response;
    response.fixed_body = large;
    return response;
  });
  start();
  auto c = client();
  ASSERT_TRUE(c.write("GET /large HTTP/1.1\r\nHost: a\r\n\r\n"));
  while (server_->counts().requests == 0) std::this_thread::yield();
  serves_others();
  time_.runs = true;
  server_->stop();  // ends when the connection has, long before drain_seconds
  EXPECT_FALSE(c.read());
}

TEST_F(LimitsTest, WhoLeavesInTheMiddleIsForgotten) {
  start();
  for (const auto& part :
       {std::string("GET /hel"), post_head + "Content-Length: 100\r\n\r\n", post_head + "Content-Length: 100\r\n\r\nab",
        chunked_head + "5\r\nab", post_head + "Content-Length: 2\r\n\r\nab"}) {
    ASSERT_TRUE(client().write(part));
    serves_others();
  }
  server_->stop();  // time stands still: ends only because every connection has
}

TEST_F(LimitsTest, OnePeerHasABoundedNumberOfConnections) {
  options_.limits.connections_per_peer = 2;
  start();
  auto a = client();
  auto b = client();
  EXPECT_EQ(a.send(Method::get, "/hello").value().status, 200);
  EXPECT_EQ(b.send(Method::get, "/hello").value().status, 200);
  auto c = client();
  EXPECT_FALSE(c.send(Method::get, "/hello"));
  EXPECT_EQ(server_->counts().turned_away, 1U);
  EXPECT_EQ(a.send(Method::get, "/hello").value().status, 200);
}

TEST_F(LimitsTest, TheTrustedProxySaysWhoAsksAndNobodyElseDoes) {
  add(Method::get, "/who", [](const Request& r) -> Result<Response> { return json(r.peer); });
  start();
  const auto who = [&](const Pairs& headers) { return client().send(Method::get, "/who", headers).value().body; };
  EXPECT_EQ(who({{"X-Forwarded-For", "198.51.100.7"}}), "127.0.0.1");
  stop();

  options_.trusted_proxy = "127.0.0.1";
  auto started = Server::start(options_, router_, clock_, error_page_, [](const Request&, const Route*, Response&) {});
  ASSERT_TRUE(started);
  server_ = *std::move(started);
  EXPECT_EQ(who({}), "127.0.0.1");
  EXPECT_EQ(who({{"X-Forwarded-For", "somebody"}}), "127.0.0.1");
  EXPECT_EQ(who({{"X-Forwarded-For", "198.51.100.7"}}), "198.51.100.7");
  EXPECT_EQ(who({{"X-Forwarded-For", "10.0.0.1, 198.51.100.7,203.0.113.9 "}}), "203.0.113.9") << "what it wrote itself";
  EXPECT_EQ(who({{"X-Forwarded-For", "10.0.0.1"}, {"X-Forwarded-For", "203.0.113.9"}}), "203.0.113.9");
  EXPECT_EQ(who({{"X-Forwarded-For", "::ffff:198.51.100.7"}}), "198.51.100.7");
  EXPECT_EQ(who({{"X-Forwarded-For", "2001:db8:1:2:3:4:5:6"}}), "2001:db8:1:2::/64");
}

TEST_F(LimitsTest, BehindAProxyEachVisitorHasBoundsOfTheirOwn) {
  options_.trusted_proxy = "127.0.0.1";
  options_.limits.connections_per_peer = 1;
  options_.limits.requests_per_second_per_peer = 0.5;
  start();
  const auto status = [&](Client& c, const char* from) {
    return c.send(Method::get, "/hello", {{"X-Forwarded-For", from}}).value().status;
  };
  auto a = client();
  auto b = client();
  EXPECT_EQ(status(a, "198.51.100.7"), 200);
  EXPECT_EQ(status(b, "203.0.113.9"), 200) << "the proxy itself may connect more than once";
  EXPECT_EQ(status(b, "198.51.100.7"), 429);
}

TEST_F(LimitsTest, AProxyThatIsNoAddressIsSaidSo) {
  options_.trusted_proxy = "proxy.example";
  options_.port = 0;
  const auto started = Server::start(options_, router_, clock_, error_page_, {});
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, Code::invalid);
}

TEST_F(LimitsTest, AFullServerLetsGoOfWhoHasWaitedLongest) {
  options_.limits.connections = 3;
  start();
  time_.runs = true;
  auto oldest = client();
  EXPECT_EQ(oldest.send(Method::get, "/hello").value().status, 200);
  auto second = client();
  EXPECT_EQ(second.send(Method::get, "/hello").value().status, 200);
  auto third = client();
  EXPECT_EQ(third.send(Method::get, "/hello").value().status, 200);
  auto fourth = client();
  EXPECT_EQ(fourth.send(Method::get, "/hello").value().status, 200);
  EXPECT_EQ(third.send(Method::get, "/hello").value().status, 200);
  EXPECT_EQ(second.send(Method::get, "/hello").value().status, 200);
  EXPECT_FALSE(oldest.send(Method::get, "/hello"));
}

TEST_F(LimitsTest, APeerThatAsksTooOftenWaits) {
  options_.limits.requests_per_second_per_peer = 0.5;
  start();
  EXPECT_EQ(client().send(Method::get, "/hello").value().status, 200);
  const auto second = client().send(Method::get, "/hello").value();
  EXPECT_EQ(second.status, 429);
  EXPECT_EQ(header_of(second, "retry-after"), "2");
  clock_.ms += 2000;
  EXPECT_EQ(client().send(Method::get, "/hello").value().status, 200);
}

TEST_F(LimitsTest, AFullLineIs503) {
  options_.workers = 1;
  options_.limits.queued_requests = 1;
  std::latch running(1);
  std::latch let_go(1);
  std::atomic<int> entered{0};
  add(Method::get, "/slow", [&](const Request&) -> Result<Response> {
    if (entered++ == 0) running.count_down();
    let_go.wait();
    return no_content();
  });
  start();
  std::thread first([&] { EXPECT_EQ(client().send(Method::get, "/slow").value().status, 204); });
  running.wait();
  // One runs, one may wait: of eight more seven are turned away, whichever comes first.
  std::atomic<int> busy{0};
  std::vector<std::thread> more;
  for (int i = 0; i < 8; ++i)
    more.emplace_back([&] {
      const auto r = client().send(Method::get, "/slow").value();
      if (r.status != 503) return;
      EXPECT_EQ(header_of(r, "retry-after"), "1");
      if (++busy == 7) let_go.count_down();
    });
  for (auto& thread : more) thread.join();
  first.join();
  EXPECT_EQ(busy.load(), 7);
}

TEST_F(LimitsTest, BodiesTogetherHaveABound) {
  options_.limits.bodies_bytes = 1500;
  std::latch running(1);
  std::latch let_go(1);
  add(Method::post, "/hold", [&](const Request&) -> Result<Response> {
    running.count_down();
    let_go.wait();
    return no_content();
  });
  start();
  std::thread first([&] {
    const auto r = client().send(Method::post, "/hold", {{"Content-Type", "text/plain"}}, std::string(1000, 'x'));
    EXPECT_EQ(r.value().status, 204);
  });
  running.wait();
  EXPECT_EQ(echo(std::string(501, 'x')).status, 503);
  EXPECT_EQ(echo(std::string(500, 'x')).status, 200);
  let_go.count_down();
  first.join();
  EXPECT_EQ(echo(std::string(1000, 'x')).status, 200);
}

}  // namespace
}  // namespace nwd::http
