// Over real sockets: what a client may do to the server, and what it may not. Bounds: limits_test.cpp.
#include "http/server.h"

#include <latch>
#include <thread>

#include "http/testing.h"

namespace nwd::http {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST_F(ServerTest, AnswersAndKeepsTheConnection) {
  start();
  auto c = client();
  for (int i = 0; i < 3; ++i) {
    const auto r = c.send(Method::get, "/hello").value();
    EXPECT_EQ(r.status, 200);
    EXPECT_EQ(r.body, "{\"hello\":true}");
    EXPECT_EQ(header_of(r, "connection"), "");
    EXPECT_EQ(header_of(r, "date"), "Thu, 01 Jan 1970 00:16:40 GMT");
  }
  EXPECT_EQ(c.send(Method::post, "/echo", {{"Content-Type", "text/plain"}}, "abc").value().body, "abc");
  EXPECT_EQ(c.send(Method::get, "/nothing").value().status, 404);
  EXPECT_EQ(c.send(Method::del, "/hello").value().status, 405);
  EXPECT_EQ(c.send(Method::get, "/hello").value().status, 200);
  EXPECT_EQ(server_->counts().connections, 1U);
}

TEST_F(ServerTest, HeadTellsTheLengthAndSendsNoBody) {
  start();
  auto c = client();
  const auto head = c.send(Method::head, "/hello").value();
  EXPECT_EQ(head.status, 200);
  EXPECT_TRUE(head.body.empty());
  EXPECT_EQ(header_of(head, "content-length"), "14");
  EXPECT_EQ(c.send(Method::get, "/hello").value().body, "{\"hello\":true}");  // nothing was left over
}

TEST_F(ServerTest, EveryAnswerCarriesTheSecurityHeaders) {
  start();
  auto c = client();
  ASSERT_TRUE(c.write("\x01"));
  for (const auto& r : {client().send(Method::get, "/hello").value(), client().send(Method::get, "/nothing").value(),
                        c.read().value()}) {
    EXPECT_EQ(header_of(r, "content-security-policy"),
              "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src "
              "'self'; "
              "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'");
    EXPECT_EQ(header_of(r, "cache-control"), "no-store");
    EXPECT_EQ(header_of(r, "referrer-policy"), "no-referrer");
    EXPECT_EQ(header_of(r, "x-content-type-options"), "nosniff");
    EXPECT_EQ(header_of(r, "cross-origin-opener-policy"), "same-origin");
    EXPECT_EQ(header_of(r, "cross-origin-resource-policy"), "same-origin");
    EXPECT_THAT(header_of(r, "permissions-policy"), HasSubstr("geolocation=()"));
    EXPECT_EQ(header_of(r, "strict-transport-security"), "");
    EXPECT_EQ(header_of(r, "server"), "");
    EXPECT_EQ(header_of(r, "access-control-allow-origin"), "");
  }
}

TEST_F(ServerTest, OnlyAssetsMayBeKept) {
  const auto keep_me = [](const Request&) -> Result<Response> {
    return html("x").with("Cache-Control", "public, max-age=5");
  };
  auto asset = route(Method::get, "/assets/a.css", keep_me);
  asset.kind = Kind::asset;
  add(std::move(asset));
  add(Method::get, "/page", keep_me);
  start();
  EXPECT_EQ(header_of(client().send(Method::get, "/page").value(), "cache-control"), "no-store");
  EXPECT_EQ(header_of(client().send(Method::get, "/assets/a.css").value(), "cache-control"),
            "public, max-age=31536000, immutable");
}

TEST_F(ServerTest, AnotherMethodIsToldWhichAreAllowed) {
  start();
  const auto r = client().send(Method::put, "/hello").value();
  EXPECT_EQ(r.status, 405);
  EXPECT_EQ(header_of(r, "allow"), "GET, HEAD");
  EXPECT_EQ(header_of(r, "content-type"), "application/problem+json");
}

TEST_F(ServerTest, WritesNeedWhatTheirRouteAsksFor) {
  const auto done = [](const Request&) -> Result<Response> { return no_content(); };
  auto once = route(Method::post, "/once", done);
  once.repeatable = true;
  add(std::move(once));
  auto versioned = route(Method::post, "/versioned", done);
  versioned.needs_version = true;
  add(std::move(versioned));
  start();
  const auto with_key = [&](std::string key) {
    return client().send(Method::post, "/once", {{"Idempotency-Key", std::move(key)}}).value().status;
  };
  EXPECT_EQ(client().send(Method::post, "/once").value().status, 400);
  EXPECT_EQ(with_key("short"), 400);
  EXPECT_EQ(with_key("eight-88"), 204);
  EXPECT_EQ(with_key(std::string(128, 'k')), 204);
  EXPECT_EQ(with_key(std::string(129, 'k')), 400);
  EXPECT_EQ(with_key("with a space"), 400);
  EXPECT_EQ(with_key("not-ascii-\xc3\xa9"), 400);
  EXPECT_EQ(client().send(Method::post, "/versioned").value().status, 428);
  EXPECT_EQ(client().send(Method::post, "/versioned", {{"If-Match", "*"}}).value().status, 400);
  EXPECT_EQ(client().send(Method::post, "/versioned", {{"If-Match", "\"1\""}}).value().status, 204);
}

TEST_F(ServerTest, TakesTheKindOfBodyThatTheRouteSays) {
  const auto done = [](const Request&) -> Result<Response> { return no_content(); };
  auto api = route(Method::post, "/api/thing", done);
  api.body_type = "";
  add(std::move(api));
  auto page = route(Method::post, "/page", done);
  page.body_type = "";
  page.kind = Kind::page;
  add(std::move(page));
  start();
  const auto sent = [&](std::string_view path, const std::string& type) {
    return client().send(Method::post, path, {{"Content-Type", type}}, "x").value().status;
  };
  EXPECT_EQ(sent("/api/thing", "application/json"), 204);
  EXPECT_EQ(sent("/api/thing", "Application/JSON; charset=UTF-8"), 204);
  EXPECT_EQ(sent("/api/thing", "application/json; charset=latin1"), 415);
  EXPECT_EQ(sent("/api/thing", "text/plain"), 415);
  EXPECT_EQ(sent("/page", "application/x-www-form-urlencoded"), 204);
  EXPECT_EQ(sent("/page", "application/json"), 415);
  EXPECT_EQ(client().send(Method::post, "/api/thing", {}, "x").value().status, 415);
  EXPECT_EQ(client().send(Method::post, "/api/thing").value().status, 204);  // without a body there is no kind
  EXPECT_EQ(echo("x", {{"Content-Encoding", "gzip"}}).status, 415);
}

TEST_F(ServerTest, AnotherSitesPageMayNotPost) {
  start();
  const std::string own = "http://127.0.0.1:" + std::to_string(server_->port());
  EXPECT_EQ(echo("x", {{"Origin", "https://evil.example"}}).status, 403);
  EXPECT_EQ(echo("x", {{"Sec-Fetch-Site", "cross-site"}}).status, 403);
  EXPECT_EQ(echo("x", {{"Sec-Fetch-Site", "same-site"}}).status, 403);
  EXPECT_EQ(echo("x", {{"Origin", "null"}, {"Sec-Fetch-Site", "cross-site"}}).status, 403);
  EXPECT_EQ(echo("x", {{"Origin", "https://evil.example"}, {"Sec-Fetch-Site", "same-origin"}}).status, 403);
  EXPECT_EQ(echo("x", {{"Origin", own}, {"Sec-Fetch-Site", "same-origin"}}).status, 200);
  EXPECT_EQ(echo("x", {{"Origin", "null"}, {"Sec-Fetch-Site", "same-origin"}}).status, 200);
  EXPECT_EQ(client().send(Method::get, "/hello", {{"Sec-Fetch-Site", "cross-site"}}).value().status, 200);
}

TEST_F(ServerTest, AnswersToItsOwnNameOnly) {
  options_.origin = "https://notes.example";
  start();
  EXPECT_EQ(client().send(Method::get, "/hello").value().status, 400);
  EXPECT_EQ(client().send(Method::get, "/hello", {{"Host", "evil.example"}}).value().status, 400);
  const auto r = client().send(Method::get, "/hello", {{"Host", "Notes.example"}}).value();
  EXPECT_EQ(r.status, 200);
  EXPECT_EQ(header_of(r, "strict-transport-security"),
            "max-age=63072000; includeSubDomains");  // a proxy speaks TLS for us
  EXPECT_EQ(echo("x", {{"Host", "notes.example"}, {"Origin", "https://notes.example"}}).status, 200);
  EXPECT_EQ(echo("x", {{"Host", "notes.example"}, {"Origin", "http://notes.example"}}).status, 403);
}

TEST_F(ServerTest, PipelinedRequestsAreAnsweredInOrder) {
  start();
  std::string many;
  for (int i = 0; i < 200; ++i) {
    const std::string body = std::to_string(1000 + i);
    many += "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\n" + body;
  }
  auto c = client();
  ASSERT_TRUE(c.write(many));
  for (int i = 0; i < 200; ++i) EXPECT_EQ(c.read().value().body, std::to_string(1000 + i));
}

TEST_F(ServerTest, WhatIsPipelinedBehindARefusedBodyIsNotServed) {
  start();
  const auto answer =
      raw("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 5000\r\n\r\n"
          "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 413"));
  EXPECT_THAT(answer, HasSubstr("Connection: close"));
  EXPECT_THAT(answer, Not(HasSubstr("hello")));
}

TEST_F(ServerTest, ContinuesWhenAskedTo) {
  start();
  const std::string head =
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nExpect: 100-continue\r\nConnection: close\r\n";
  auto c = client();
  ASSERT_TRUE(c.write(head + "Content-Length: 3\r\n\r\n"));
  EXPECT_EQ(c.read().value().status, 100);
  ASSERT_TRUE(c.write("abc"));
  EXPECT_EQ(c.read().value().body, "abc");
  EXPECT_EQ(status_of_raw(head + "Content-Length: 5000\r\n\r\n"), 413);  // before it is sent
  EXPECT_EQ(status_of_raw("GET /hello HTTP/1.1\r\nHost: a\r\nExpect: a-cake\r\n\r\n"), 417);
}

TEST_F(ServerTest, PeopleGetAPageAndProgramsAProblem) {
  error_page_ = [](const Error& error, const Request&) { return html("page: " + error.message); };
  auto page = route(Method::get, "/page", [](const Request&) -> Result<Response> { return fail(Code::gone, "over"); });
  page.kind = Kind::page;
  add(std::move(page));
  start();
  const Pairs person{{"Accept", "text/html"}};
  EXPECT_EQ(client().send(Method::get, "/page", person).value().body, "page: over");
  EXPECT_THAT(client().send(Method::get, "/nothing", person).value().body, StartsWith("page: "));
  EXPECT_EQ(client().send(Method::get, "/nothing", person).value().status, 404);
  EXPECT_THAT(client().send(Method::get, "/api/nothing", person).value().body, StartsWith("{"));
  EXPECT_THAT(client().send(Method::get, "/page").value().body, HasSubstr("\"status\":410"));
}

TEST_F(ServerTest, ABugInAHandlerIsA500AndTellsNothing) {
  add(Method::get, "/bug", [](const Request&) -> Result<Response> { throw std::runtime_error("secret-of-the-bug"); });
  add(Method::get, "/odd", [](const Request&) -> Result<Response> { throw 7; });
  add(Method::get, "/split",
      [](const Request&) -> Result<Response> { return no_content().with("Location", "/a\r\nSet-Cookie: s=evil"); });
  start();
  for (const auto* path : {"/bug", "/odd", "/split"}) {
    const auto r = client().send(Method::get, path).value();
    EXPECT_EQ(r.status, 500);
    EXPECT_THAT(r.body, HasSubstr("urn:request:"));
    EXPECT_THAT(r.body, Not(HasSubstr("secret-of-the-bug")));
    EXPECT_EQ(header_of(r, "set-cookie"), "");
  }
  EXPECT_EQ(server_->counts().responses_5xx, 3U);
}

TEST_F(ServerTest, ALargeAnswerArrivesWhole) {
  const std::string large(20'000'000, 'x');
  add(Method::get, "/large", [&](const Request&) -> Result<Response> {
    Response response;
    response.fixed_body = large;
    return response;
  });
  start();
  auto c = client();
  EXPECT_TRUE(c.send(Method::get, "/large").value().body == large);
  EXPECT_EQ(c.send(Method::get, "/hello").value().status, 200);
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
    EXPECT_EQ(header_of(r, "connection"), "close");
  });
  running.wait();
  const auto port = server_->port();
  std::thread stopping([&] { server_->stop(); });
  while (Client::connect("127.0.0.1", port)) std::this_thread::yield();  // no new ones
  let_go.count_down();
  under_way.join();
  stopping.join();
  EXPECT_FALSE(idle.send(Method::get, "/hello"));
}

TEST_F(ServerTest, StoppingLetsGoOfWhatTakesTooLong) {
  options_.limits.drain_seconds = 0;
  options_.workers = 1;
  std::latch running(1);
  std::latch let_go(1);
  add(Method::get, "/slow", [&](const Request&) -> Result<Response> {
    running.count_down();
    let_go.wait();
    return no_content();
  });
  start();
  auto slow = client();
  auto waiting = client();
  auto half = client();
  ASSERT_TRUE(slow.write("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"));
  running.wait();
  ASSERT_TRUE(waiting.write("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"));
  ASSERT_TRUE(half.write("GET /hel"));
  std::thread stopping([&] { server_.reset(); });
  let_go.count_down();
  stopping.join();
  EXPECT_FALSE(half.read());
}

TEST_F(ServerTest, APortInUseIsSaidSo) {
  start();
  ServerOptions second;
  second.port = server_->port();
  const auto started = Server::start(second, router_, clock_, nullptr, nullptr);
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, Code::conflict);
}

}  // namespace
}  // namespace nwd::http
