#include "http/message.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <boost/json/parse.hpp>

#include "http/conditional.h"
#include "http/problem.h"
#include "http/response_head.h"

namespace nwd::http {
namespace {

Request with_header(std::string name, std::string value) {
  Request request;
  request.headers.emplace_back(std::move(name), std::move(value));
  return request;
}

TEST(Conditional, AVersionIsANumberInQuotes) {
  EXPECT_EQ(required_version(with_header("if-match", "\"7\"")).value(), 7);
  EXPECT_EQ(required_version(Request{}).error().code, Code::precondition_required);
  for (const auto* bad :
       {"7", "\"\"", "\"x\"", "\"7", "W/\"7\"", "\"-1\"", "\"7\", \"8\"", "*", "\" 7\"", "\"99999999999999999999\""})
    EXPECT_EQ(required_version(with_header("if-match", bad)).error().code, Code::invalid) << bad;
  Response response;
  set_version(response, 7);
  EXPECT_EQ(response.headers, (Pairs{{"ETag", "\"7\""}}));
}

TEST(Conditional, KnowsWhatThePeerHas) {
  EXPECT_TRUE(not_modified(with_header("if-none-match", "\"a\", W/\"b\""), "\"b\""));
  EXPECT_TRUE(not_modified(with_header("if-none-match", "*"), "\"b\""));
  EXPECT_FALSE(not_modified(with_header("if-none-match", "\"a\""), "\"b\""));
  EXPECT_FALSE(not_modified(Request{}, "\"b\""));
  EXPECT_EQ(etag_of("x"), etag_of("x"));
  EXPECT_NE(etag_of("x"), etag_of("y"));
}

TEST(Cookies, AreReadStrictly) {
  const auto cookie = [](std::string header) { return with_header("cookie", std::move(header)).cookie("s"); };
  EXPECT_EQ(with_header("cookie", "a=1; __Host-s=xyz").cookie("__Host-s"), "xyz");
  EXPECT_EQ(cookie("s=1"), "1");
  EXPECT_EQ(cookie("a=s=1; s=2;"), "2");
  for (const auto* bad : {"", "s", "s=a b", "xs=1", "S=1", "s=\"1\"", "s=1,2", "s=\xc3\xa9", "s=1; s=2", "s=1; s=1"})
    EXPECT_EQ(cookie(bad), std::nullopt) << bad;
}

RC_GTEST_PROP(Cookies, WhatWasSetComesBack, ()) {
  const auto letter = rc::gen::elementOf(std::string("abcXYZ019-_.~!$%&'()*+/:=@[]^`{|}"));
  const auto value = *rc::gen::container<std::string>(letter);
  Response response;
  set_cookie(response, {"__Host-s", value, 60, true});
  const auto& header = response.headers.at(0).second;
  EXPECT_THAT(header, testing::HasSubstr("; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=60"));
  const auto sent = header.substr(0, header.find(';'));
  RC_ASSERT(with_header("cookie", "a=b; " + sent + "; c=d").cookie("__Host-s") == value);
}

RC_GTEST_PROP(Cookies, NoHeaderCrashesIt, (const std::string& any)) { (void)with_header("cookie", any).cookie("s"); }

TEST(Form, IsReadWithinBounds) {
  auto request = with_header("content-type", "application/x-www-form-urlencoded; charset=utf-8");
  request.body = "a=1&note=two%0Alines+more";
  EXPECT_EQ(request.form().value(), (Pairs{{"a", "1"}, {"note", "two\nlines more"}}));
  for (const auto* bad : {"a=%ff", "a=%zz", "a=%00"}) {
    request.body = bad;
    EXPECT_EQ(request.form().error().code, Code::invalid) << bad;
  }
  request.body.clear();
  for (int i = 0; i < 201; ++i) request.body += "a=1&";
  EXPECT_EQ(request.form().error().code, Code::invalid);
  EXPECT_EQ(with_header("content-type", "text/plain").form().error().code, Code::unsupported);
}

TEST(Problem, TellsFieldsAndKeepsTheDetailForTheLog) {
  const auto response =
      problem({Code::invalid, "Some fields are not right.", "for the log", {{"age", "k", "Too old."}}}, "r1");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.body.find("for the log"), std::string::npos);
  const auto document = boost::json::parse(response.body);
  EXPECT_EQ(document.at("errors").at(0).at("message"), "Too old.");
  EXPECT_EQ(document.at("errors").at(0).at("field"), "age");
  EXPECT_EQ(document.at("code"), "invalid");
  EXPECT_EQ(document.at("instance"), "urn:request:r1");
}

TEST(Problem, EveryCodeHasAStatusAndATitle) {
  for (int code = 0; code <= static_cast<int>(Code::internal); ++code) {
    const auto response = problem({static_cast<Code>(code), "m", "", {}}, "r");
    EXPECT_GE(response.status, 400);
    EXPECT_NE(boost::json::parse(response.body).at("title"), "");
  }
}

TEST(ResponseHead, SaysWhatIsSent) {
  Response response = json("{}");
  response.with("Content-Length", "999").with("Connection", "upgrade");
  EXPECT_EQ(response_head(response, {.now = {1'795'515'009'000}}),
            "HTTP/1.1 200 OK\r\nDate: Tue, 24 Nov 2026 10:10:09 GMT\r\nContent-Type: application/json\r\n"
            "Content-Length: 2\r\n\r\n");
  EXPECT_THAT(response_head(no_content(), {.keep_alive = false, .now = {}}),
              testing::AllOf(testing::Not(testing::HasSubstr("Content-Length")),
                             testing::HasSubstr("Connection: close\r\n\r\n")));
  EXPECT_EQ(sent_body(response, true), "");
  EXPECT_EQ(sent_body(response, false), "{}");
}

TEST(ResponseHead, NothingCanBeSmuggledIn) {
  EXPECT_TRUE(is_sendable(json("{}").with("X-Thing", "caf\xc3\xa9\tx")));
  for (const auto* value : {"a\r\nB: c", "a\nb", "a\x01", "\x7f"})
    EXPECT_FALSE(is_sendable(json("{}").with("X", value))) << value;
  for (const auto* name : {"", "a b", "a:", "a\r\n", "\xc3\xa9"})
    EXPECT_FALSE(is_sendable(json("{}").with(name, "x"))) << name;
  EXPECT_FALSE(is_sendable(json("{}", 99)));
}

}  // namespace
}  // namespace nwd::http
