#include "http/parse.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace nwd::http {
namespace {

using State = RequestReader::State;

constexpr std::size_t header_bytes = 8192;
constexpr std::size_t most_body = 100;

// What became of some bytes: the requests that came out, and the status of the refusal at the end, if any.
struct Outcome {
  std::vector<Request> requests;
  int refused = 0;
};

class Feeder {
 public:
  Feeder() : reader_(header_bytes) {}

  bool give(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto space = reader_.space();
      const auto size = std::min(space.size(), bytes.size());
      std::copy_n(bytes.begin(), size, space.begin());
      bytes.remove_prefix(size);
      if (!go_on(reader_.received(size))) return false;
    }
    return true;
  }
  Outcome outcome;

 private:
  bool go_on(State state) {
    while (state == State::admitted || state == State::complete) {
      if (state == State::complete) outcome.requests.push_back(reader_.request());
      state = state == State::admitted ? reader_.take_body(most_body) : reader_.next();
    }
    if (state != State::refused) return true;
    outcome.refused = reader_.refusal().status;
    return false;
  }
  RequestReader reader_;
};

Outcome outcome_of(std::string_view bytes) {
  Feeder feeder;
  feeder.give(bytes);
  return feeder.outcome;
}
int refusal_of(std::string_view bytes) { return outcome_of(bytes).refused; }
int refusal_byte_by_byte(std::string_view bytes) {
  Feeder feeder;
  for (; !bytes.empty() && feeder.give(bytes.substr(0, 1)); bytes.remove_prefix(1)) {
  }
  return feeder.outcome.refused;
}
std::string get(std::string_view target, std::string_view headers = "Host: a\r\n") {
  return "GET " + std::string(target) + " HTTP/1.1\r\n" + std::string(headers) + "\r\n";
}
std::string post(std::string_view headers, std::string_view body) {
  return "POST /a HTTP/1.1\r\nHost: a\r\n" + std::string(headers) + "\r\n" + std::string(body);
}
const std::string chunked = "Transfer-Encoding: chunked\r\n";

TEST(RequestReader, ReadsWhatWasSent) {
  const auto out = outcome_of(
      "PATCH /cases/a%20b?x=1&y=%C3%A9+z HTTP/1.1\r\nHost: notes.example:8080\r\nX-Thing:  spaced \t\r\n"
      "Content-Length: 4\r\n\r\nbody");
  ASSERT_EQ(out.requests.size(), 1U);
  const auto& r = out.requests.front();
  EXPECT_EQ(r.method, Method::patch);
  EXPECT_EQ(r.path, "/cases/a b");
  EXPECT_EQ(r.query, (Pairs{{"x", "1"}, {"y", "é z"}}));
  EXPECT_EQ(r.header("x-thing"), "spaced");
  EXPECT_EQ(r.body, "body");
}

TEST(RequestReader, OneAfterTheOther) {
  const auto out = outcome_of(get("/1") + post("Content-Length: 3\r\n", "two") +
                              post(chunked, "3;x=y\r\nthr\r\n2\r\nee\r\n0\r\n\r\n") + get("/4"));
  ASSERT_EQ(out.requests.size(), 4U);
  EXPECT_EQ(out.requests[1].body, "two");
  EXPECT_EQ(out.requests[2].body, "three");
  EXPECT_EQ(out.requests[3].path, "/4");
  EXPECT_EQ(out.refused, 0);
}

TEST(RequestReader, TurnsAwayAmbiguousFraming) {
  for (const std::string& bytes :
       {post("Content-Length: 3\r\n" + chunked, "0\r\n\r\n"), post(chunked + "Content-Length: 3\r\n", "0\r\n\r\n"),
        post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), post("Content-Length: 3, 3\r\n", "abc"),
        post("Content-Length: +3\r\n", "abc"), post("Content-Length: -3\r\n", "abc"), post("Content-Length: \r\n", ""),
        post("Content-Length: 0x3\r\n", "abc"), post("Content-Length: 99999999999999999999999\r\n", ""),
        post(chunked + chunked, "0\r\n\r\n"), post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"),
        post("Transfer-Encoding: identity\r\n", ""), post("Transfer-Encoding: xchunked\r\n", ""),
        post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"),
        post("Transfer-Encoding:\x0b"
             "chunked\r\n",
             "0\r\n\r\n"),
        std::string("POST /a HTTP/1.0\r\nHost: a\r\n") + chunked + "\r\n0\r\n\r\n",
        get("/a", "Host: a\r\nContent-Length: 1\r\n") + "x"})
    EXPECT_EQ(refusal_of(bytes), 400) << bytes;
}

TEST(RequestReader, TurnsAwayMalformedChunks) {
  for (const auto* body :
       {"zz\r\n", "\r\n", "3\nabc\r\n", "3\r\nabcX0\r\n\r\n", "-1\r\n", "0x1\r\nx\r\n\r\n",
        "1\r\nx\r\n0\r\nTrailer: x\r\n\r\n", "fffffffffffffffff\r\n", "1 \x01\r\nx\r\n", "3\r\nabc0\n\r\n"}) {
    EXPECT_EQ(refusal_of(post(chunked, body)), 400) << body;
    EXPECT_EQ(refusal_byte_by_byte(post(chunked, body)), 400) << body;
  }
  EXPECT_EQ(refusal_of(post(chunked, "65\r\n")), 413);
  EXPECT_EQ(refusal_of(post(chunked, "5;" + std::string(20000, 'x'))), 400);
  std::string crumbs;
  for (int i = 0; i < 100; ++i) crumbs += "1;" + std::string(2000, 'x') + "\r\ny\r\n";
  EXPECT_EQ(refusal_of(post(chunked, crumbs)), 400);  // far more wrapping than content
}

TEST(RequestReader, TurnsAwayMalformedHeads) {
  using namespace std::string_literals;
  for (const std::string& bytes :
       {"nonsense\r\n\r\n"s, "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"s, "GET /\r\n\r\n"s, " GET / HTTP/1.1\r\n"s,
        "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"s, "GET / HTTP/1.1\nHost: a\n\n"s, "GET / HTTP/1.1\r\nHost: a\n\r\n"s,
        "GET / HTTP/1.1\rHost: a\r\n\r\n"s, get("/", "Host: a\r\nX: folded\r\n line\r\n"),
        get("/", "Host: a\r\nX: \0\r\n"s), get("/", "Host: a\r\nX: \x7f\r\n"), get("/", "Host: a\r\nX y: z\r\n"),
        get("/", "Host: a\r\n: z\r\n"), get("/", "Host: a\r\nno colon\r\n"), "\x16\x03\x01\x02\x00\x01\x00"s})
    EXPECT_EQ(refusal_of(bytes), 400) << bytes;
}

TEST(RequestReader, TurnsAwayWithoutWaitingForTheEnd) {
  EXPECT_EQ(refusal_of("GET / HTTP/1.1\nHost"), 400);
  EXPECT_EQ(refusal_of("\x16"), 400);
  EXPECT_EQ(refusal_of("GET /" + std::string(5000, 'a')), 414);
  EXPECT_EQ(refusal_of("GET / HTTP/1.1\r\nX: " + std::string(9000, 'a')), 431);
}

TEST(RequestReader, WantsOneProperHost) {
  for (const auto* host : {"a", "notes.example", "notes.example:8080", "127.0.0.1:1", "[::1]", "[2001:db8::1]:443"})
    EXPECT_EQ(refusal_of(get("/", "Host: " + std::string(host) + "\r\n")), 0) << host;
  for (const auto* headers :
       {"", "Host: \r\n", "Host: a\r\nHost: a\r\n", "Host: a b\r\n", "Host: a/b\r\n", "Host: a@b\r\n", "Host: a:\r\n",
        "Host: a:b\r\n", "Host: a:123456\r\n", "Host: [::1\r\n", "Host: []\r\n", "Host: [::1]x\r\n", "Host: a,b\r\n",
        "Host: \xc3\xa9\r\n", "Host: :80\r\n"})
    EXPECT_EQ(refusal_of(get("/", headers)), 400) << headers;
}

TEST(RequestReader, TakesPlainTargetsOnly) {
  for (const auto* target :
       {"http://a/", "*",       "a",       "//a",   "/a//b", "/..",   "/a/../b", "/./a",    "/%2e%2e/a", "/a%2fb",
        "/a%2Fb",    "/%",      "/%4",     "/%zz",  "/%00",  "/%0a",  "/a#b",    "/%c0%af", "/%ff",      "/%ed%a0%80",
        "/?a=%zz",   "/?a=%ff", "/?a=%00", "/a\"b", "/a<b>", "/a\\b", "/a%5cb",  "/a|b",    "/\xc3\xa9", "/?\xc3\xa9"})
    EXPECT_EQ(refusal_of(get(target)), 400) << target;
  for (const auto* target : {"/", "/a", "/a-b_c.d~e", "/a%20b", "/%C3%A9", "/a:b@c!$&'()*+,;=", "/?", "/?a", "/?a=b?/"})
    EXPECT_EQ(refusal_of(get(target)), 0) << target;
  EXPECT_EQ(refusal_of(get("/" + std::string(4095, 'a'))), 0);
  EXPECT_EQ(refusal_of(get("/" + std::string(4096, 'a'))), 414);
}

TEST(RequestReader, SaysWhatItDoesNotSpeak) {
  EXPECT_EQ(refusal_of("BREW / HTTP/1.1\r\nHost: a\r\n\r\n"), 501);
  EXPECT_EQ(refusal_of("get / HTTP/1.1\r\nHost: a\r\n\r\n"), 501);
  EXPECT_EQ(refusal_of("GET / HTTP/1.1 \r\nHost: a\r\n\r\n"), 505);
  EXPECT_EQ(refusal_of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505);
  EXPECT_EQ(refusal_of(get("/", "Host: a\r\nExpect: a-cake\r\n")), 417);
  std::string many = "Host: a\r\n";
  for (std::size_t i = 1; i < most_headers; ++i) many += "X: y\r\n";
  EXPECT_EQ(refusal_of(get("/", many)), 0);
  EXPECT_EQ(refusal_of(get("/", many + "X: y\r\n")), 431);
}

TEST(RequestReader, KeepsTheConnectionOnlyWhenBothSidesKnowWhereTheRequestEnds) {
  const auto keeps = [](std::string_view bytes) {
    RequestReader reader(header_bytes);
    std::copy(bytes.begin(), bytes.end(), reader.space().begin());
    if (reader.received(bytes.size()) == State::admitted) (void)reader.take_body(most_body);
    return reader.keep_alive();
  };
  EXPECT_TRUE(keeps(get("/")));
  EXPECT_FALSE(keeps(get("/", "Host: a\r\nConnection: close\r\n")));
  EXPECT_FALSE(keeps("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n"));
  EXPECT_FALSE(keeps(post("Content-Length: 3\r\n", "ab")));
  EXPECT_FALSE(keeps(post("Content-Length: 101\r\n", "")));
}

std::string sample(int kind, const std::string& body) {
  switch (kind % 6) {
    case 0: return get("/a?b=c");
    case 1: return post("Content-Length: " + std::to_string(body.size()) + "\r\n", body);
    case 2:
      return post(chunked, (body.empty() ? "" : std::to_string(body.size()) + "\r\n" + body + "\r\n") + "0\r\n\r\n");
    case 3: return post(chunked, "1\r\nx\r\n1;a\r\ny\r\n0\r\n\r\n");
    case 4: return get("/%zz");
    default: return body;
  }
}

// However the network cuts the bytes, the same comes out.
RC_GTEST_PROP(RequestReader, PiecesDoNotMatter, ()) {
  std::string bytes;
  for (const int kind : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 30)))
    bytes += sample(kind, std::string(static_cast<std::size_t>(*rc::gen::inRange(0, 10)), 'b'));
  const auto whole = outcome_of(bytes);
  Feeder pieces;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const auto size = *rc::gen::inRange<std::size_t>(1, 40);
    if (!pieces.give(rest.substr(0, size))) break;
    rest.remove_prefix(std::min(size, rest.size()));
  }
  RC_ASSERT(pieces.outcome.refused == whole.refused);
  RC_ASSERT(pieces.outcome.requests.size() == whole.requests.size());
  for (std::size_t i = 0; i < whole.requests.size(); ++i) {
    RC_ASSERT(pieces.outcome.requests[i].path == whole.requests[i].path);
    RC_ASSERT(pieces.outcome.requests[i].body == whole.requests[i].body);
    RC_ASSERT(pieces.outcome.requests[i].headers == whole.requests[i].headers);
  }
}

RC_GTEST_PROP(RequestReader, NoBytesCrashIt, (const std::string& any)) { (void)outcome_of(any); }

}  // namespace
}  // namespace nwd::http
