// Over real sockets: what a client may do to the server, and what it may not.
#include "http/server.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <latch>
#include <thread>

#include "http/client.h"

namespace nwd::http {
namespace {

class TestClock : public Clock {
 public:
  Instant now() const override { return {ms.load()}; }
  std::atomic<std::int64_t> ms{1'000'000};
};

class ServerTest : public testing::Test {
 protected:
  ServerTest() { spdlog::set_level(spdlog::level::off); }

  void add(Method method, std::string pattern, Handler handler, std::size_t largest = 1000, bool repeatable = false,
           bool versioned = false) {
    Route route;
    route.method = method;
    route.pattern = std::move(pattern);
    route.kind = Kind::api;
    route.rule = "anyone";
    route.largest_body = largest;
    route.repeatable = repeatable;
    route.needs_version = versioned;
    route.handler = std::move(handler);
    ASSERT_TRUE(router_.add(std::move(route)));
  }

  void start() {
    add(Method::get, "/hello", [](const Request&) -> Result<Response> { return json("{\"hello\":true}"); });
    add(Method::post, "/echo", [](const Request& r) -> Result<Response> { return json(r.body); });
    options_.port = 0;
    auto started = Server::start(options_, router_, clock_, nullptr,
                                 [](const Request& r, const Route*, Response& out) { add_security_headers(r, out); });
    ASSERT_TRUE(started) << started.error().message;
    server_ = *std::move(started);
  }
  Client client() { return Client::connect("127.0.0.1", server_->port()).value(); }
  std::string raw(std::string_view bytes) { return client().raw(bytes).value(); }
  int status_of_raw(std::string_view bytes) {
    const auto answer = raw(bytes);
    return answer.size() < 12 ? 0 : std::stoi(answer.substr(9, 3));
  }
  int open_socket() {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(server_->port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    return fd;
  }

  TestClock clock_;
  Router router_;
  ServerOptions options_;
  std::unique_ptr<Server> server_;
};

TEST_F(ServerTest, AnswersAndKeepsTheConnection) {
  start();
  auto c = client();
  for (int i = 0; i < 3; ++i) {
    const auto r = c.send(Method::get, "/hello").value();
    EXPECT_EQ(r.status, 200);
    EXPECT_EQ(r.body, "{\"hello\":true}");
  }
  EXPECT_EQ(c.send(Method::post, "/echo", {{"Content-Type", "text/plain"}}, "abc").value().body, "abc");
  const auto head = c.send(Method::head, "/hello").value();
  EXPECT_EQ(head.status, 200);
  EXPECT_TRUE(head.body.empty());
  EXPECT_EQ(c.send(Method::get, "/nothing").value().status, 404);
}

TEST_F(ServerTest, EveryAnswerCarriesTheSecurityHeaders) {
  start();
  for (const auto* target : {"/hello", "/nothing"}) {
    const auto r = client().send(Method::get, target).value();
    std::string all;
    for (const auto& [name, value] : r.headers) all += name + ": " + value + "\n";
    EXPECT_THAT(all, testing::HasSubstr("content-security-policy: default-src 'none'; script-src 'self'"));
    EXPECT_THAT(all, testing::HasSubstr("cache-control: no-store"));
    EXPECT_THAT(all, testing::HasSubstr("referrer-policy: no-referrer"));
    EXPECT_THAT(all, testing::Not(testing::HasSubstr("server:")));
  }
}

TEST_F(ServerTest, TurnsAwayWhatIsMalformedOrAmbiguous) {
  start();
  const char* bad[] = {
      "GET /hello HTTP/1.1\r\n\r\n",                        // no Host
      "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",  // two
      "GET http://a/hello HTTP/1.1\r\nHost: a\r\n\r\n",     // absolute form
      "GET /../hello HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /hello?x=%zz HTTP/1.1\r\nHost: a\r\n\r\n",
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -3\r\n\r\n",
      "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "GET /hello HTTP/3.7\r\nHost: a\r\n\r\n",
      "GET /hello HTTP/1.1\r\nHost : a\r\n\r\n",
      "GET /hello HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n",
      "nonsense\r\n\r\n",
      "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 TLS hello to a plain port\r\n\r\n"};
  for (const auto* bytes : bad) EXPECT_EQ(status_of_raw(bytes), 400) << bytes;
  EXPECT_EQ(status_of_raw("BREW /hello HTTP/1.1\r\nHost: a\r\n\r\n"), 415);
  EXPECT_EQ(client().send(Method::get, "/hello").value().status, 200);
}

TEST_F(ServerTest, BoundsEverySize) {
  options_.limits.header_bytes = 2048;
  start();
  EXPECT_EQ(status_of_raw("GET /hello HTTP/1.1\r\nHost: a\r\nX: " + std::string(4000, 'x') + "\r\n\r\n"), 431);
  EXPECT_EQ(client().send(Method::post, "/echo", {}, std::string(1000, 'x')).value().status, 200);
  EXPECT_EQ(status_of_raw("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n"), 413);
  std::string chunked = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 20; ++i) chunked += "64\r\n" + std::string(100, 'x') + "\r\n";
  EXPECT_EQ(status_of_raw(chunked + "0\r\n\r\n"), 413);
}

TEST_F(ServerTest, ALongTargetIs414) {
  start();
  EXPECT_EQ(status_of_raw("GET /" + std::string(5000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n"), 414);
}

TEST_F(ServerTest, AnotherMethodIsToldWhichAreAllowed) {
  start();
  const auto answer = raw("PUT /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
  EXPECT_THAT(answer, testing::StartsWith("HTTP/1.1 405"));
  EXPECT_THAT(answer, testing::HasSubstr("Allow: GET, HEAD"));
  EXPECT_THAT(answer, testing::HasSubstr("application/problem+json"));
}

TEST_F(ServerTest, WritesNeedWhatTheirRouteAsksFor) {
  add(Method::post, "/once", [](const Request&) -> Result<Response> { return no_content(); }, 1000, true, false);
  add(Method::post, "/versioned", [](const Request&) -> Result<Response> { return no_content(); }, 1000, false, true);
  start();
  EXPECT_EQ(client().send(Method::post, "/once").value().status, 400);
  EXPECT_EQ(client().send(Method::post, "/once", {{"Idempotency-Key", "short"}}).value().status, 400);
  EXPECT_EQ(client().send(Method::post, "/once", {{"Idempotency-Key", "long-enough"}}).value().status, 204);
  EXPECT_EQ(client().send(Method::post, "/versioned").value().status, 428);
  EXPECT_EQ(client().send(Method::post, "/versioned", {{"If-Match", "\"1\""}}).value().status, 204);
}

TEST_F(ServerTest, AnotherSitesPageMayNotPost) {
  start();
  EXPECT_EQ(client().send(Method::post, "/echo", {{"Origin", "https://evil.example"}}, "x").value().status, 403);
  EXPECT_EQ(client().send(Method::post, "/echo", {{"Sec-Fetch-Site", "cross-site"}}, "x").value().status, 403);
  const std::string own = "http://127.0.0.1:" + std::to_string(server_->port());
  EXPECT_EQ(
      client().send(Method::post, "/echo", {{"Origin", own}, {"Sec-Fetch-Site", "same-origin"}}, "x").value().status,
      200);
}

TEST_F(ServerTest, PipelinedRequestsAreAnsweredInOrder) {
  start();
  const std::string two =
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none"
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: close\r\n\r\ntwo";
  const auto answer = raw(two);
  EXPECT_LT(answer.find("one"), answer.find("two"));
  EXPECT_NE(answer.find("two"), std::string::npos);
}

TEST_F(ServerTest, ContinuesWhenAskedTo) {
  start();
  const auto answer = raw(
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\nConnection: close\r\n\r\nabc");
  EXPECT_THAT(answer, testing::StartsWith("HTTP/1.1 100"));
  EXPECT_THAT(answer, testing::EndsWith("abc"));
}

TEST_F(ServerTest, SlowClientsDoNotHoldItAndAreLetGo) {
  options_.limits.header_seconds = 1;
  options_.limits.idle_seconds = 1;
  options_.limits.body_seconds = 1;
  start();
  std::vector<int> slow;
  for (int i = 0; i < 64; ++i) {
    slow.push_back(open_socket());
    const std::string_view part =
        i % 2 == 0 ? "GET /hel" : "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nab";
    ASSERT_GT(::send(slow.back(), part.data(), part.size(), 0), 0);
  }
  for (int i = 0; i < 50; ++i) EXPECT_EQ(client().send(Method::get, "/hello").value().status, 200);
  for (const int fd : slow) {
    char byte[512];
    const timeval wait{30, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    ssize_t got = 0;
    while ((got = ::recv(fd, byte, sizeof byte, 0)) > 0) {
    }
    EXPECT_EQ(got, 0);  // closed by the server, not by our patience
    ::close(fd);
  }
}

TEST_F(ServerTest, OnePeerHasABoundedNumberOfConnections) {
  options_.limits.connections_per_peer = 2;
  start();
  auto a = client();
  auto b = client();
  EXPECT_EQ(a.send(Method::get, "/hello").value().status, 200);
  EXPECT_EQ(b.send(Method::get, "/hello").value().status, 200);
  auto c = client();
  EXPECT_FALSE(c.send(Method::get, "/hello"));
  EXPECT_EQ(server_->counts().turned_away, 1U);
}

TEST_F(ServerTest, APeerThatAsksTooOftenWaits) {
  options_.limits.requests_per_second_per_peer = 1;
  start();
  EXPECT_EQ(client().send(Method::get, "/hello").value().status, 200);
  EXPECT_EQ(client().send(Method::get, "/hello").value().status, 200);
  const auto third = client().send(Method::get, "/hello").value();
  EXPECT_EQ(third.status, 429);
  clock_.ms += 1000;
  EXPECT_EQ(client().send(Method::get, "/hello").value().status, 200);
}

TEST_F(ServerTest, AFullLineIs503) {
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
  // One runs, one may wait: of eight more at least seven are turned away, whichever comes first.
  std::atomic<int> busy{0};
  std::vector<std::thread> more;
  for (int i = 0; i < 8; ++i)
    more.emplace_back([&] {
      const auto r = client().send(Method::get, "/slow").value();
      if (r.status != 503) return;
      if (++busy == 7) let_go.count_down();
    });
  for (auto& thread : more) thread.join();
  first.join();
  EXPECT_EQ(busy.load(), 7);
}

TEST_F(ServerTest, ABugInAHandlerIsA500AndTellsNothing) {
  add(Method::get, "/bug", [](const Request&) -> Result<Response> { throw std::runtime_error("secret-of-the-bug"); });
  start();
  const auto r = client().send(Method::get, "/bug").value();
  EXPECT_EQ(r.status, 500);
  EXPECT_EQ(r.body.find("secret-of-the-bug"), std::string::npos);
}

TEST_F(ServerTest, StoppingFinishesWhatIsUnderWay) {
  std::latch running(1);
  std::latch let_go(1);
  add(Method::get, "/slow", [&](const Request&) -> Result<Response> {
    running.count_down();
    let_go.wait();
    return json("{\"done\":true}");
  });
  start();
  auto idle = client();
  EXPECT_EQ(idle.send(Method::get, "/hello").value().status, 200);
  std::thread under_way([&] {
    const auto r = client().send(Method::get, "/slow").value();
    EXPECT_EQ(r.body, "{\"done\":true}");
  });
  running.wait();
  const auto port = server_->port();
  std::thread stopping([&] { server_->stop(); });
  while (Client::connect("127.0.0.1", port)) std::this_thread::yield();  // no new ones
  let_go.count_down();
  under_way.join();
  stopping.join();
}

// A certificate of its own, made for the test.
std::pair<std::string, std::string> make_certificate(const std::string& folder) {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = X509_new();
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  X509_sign(certificate, key, EVP_sha256());
  const std::string cert_file = folder + "cert.pem";
  const std::string key_file = folder + "key.pem";
  FILE* out = std::fopen(cert_file.c_str(), "w");
  PEM_write_X509(out, certificate);
  std::fclose(out);
  out = std::fopen(key_file.c_str(), "w");
  PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(out);
  X509_free(certificate);
  EVP_PKEY_free(key);
  return {cert_file, key_file};
}

TEST_F(ServerTest, SpeaksTls) {
  const auto [cert, key] = make_certificate(testing::TempDir());
  options_.tls = Tls{cert, key};
  start();
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  SSL* tls = SSL_new(context);
  const int fd = open_socket();
  SSL_set_fd(tls, fd);
  ASSERT_EQ(SSL_connect(tls), 1);
  const std::string_view request = "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  SSL_write(tls, request.data(), static_cast<int>(request.size()));
  std::string answer;
  char chunk[1024];
  int got = 0;
  while ((got = SSL_read(tls, chunk, sizeof chunk)) > 0) answer.append(chunk, static_cast<std::size_t>(got));
  EXPECT_THAT(answer, testing::HasSubstr("hello"));
  EXPECT_THAT(answer, testing::HasSubstr("Strict-Transport-Security"));
  SSL_free(tls);
  SSL_CTX_free(context);
  ::close(fd);
}

TEST_F(ServerTest, ACertificateThatIsNotThereIsSaidSo) {
  options_.tls = Tls{"/nowhere/cert.pem", "/nowhere/key.pem"};
  const auto started = Server::start(options_, router_, clock_, nullptr, nullptr);
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, Code::invalid);
}

}  // namespace
}  // namespace nwd::http
