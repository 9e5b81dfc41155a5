#include "http/router.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <boost/json/parse.hpp>

#include "base/bytes.h"
#include "base/json.h"
#include "http/conditional.h"
#include "http/problem.h"
#include "http/url.h"

namespace nwd::http {
namespace {

Route route(Method method, std::string pattern, std::string rule = "anyone") {
  Route r;
  r.method = method;
  r.pattern = std::move(pattern);
  r.kind = Kind::api;
  r.rule = std::move(rule);
  r.summary = "A summary.";
  r.handler = [](const Request&) -> Result<Response> { return no_content(); };
  return r;
}

TEST(Router, ARouteWithoutARuleIsTurnedAway) {
  Router router;
  EXPECT_FALSE(router.add(route(Method::get, "/a", "")));
  auto no_handler = route(Method::get, "/a");
  no_handler.handler = nullptr;
  EXPECT_FALSE(router.add(std::move(no_handler)));
}

TEST(Router, TwoPatternsOfOneShapeAreTurnedAway) {
  Router router;
  ASSERT_TRUE(router.add(route(Method::get, "/cases/{id}")));
  EXPECT_FALSE(router.add(route(Method::get, "/cases/{number}")));
  EXPECT_TRUE(router.add(route(Method::post, "/cases/{id}")));
  EXPECT_TRUE(router.add(route(Method::get, "/cases/new")));
}

TEST(Router, FindsWhatIsWrittenOutBeforeAParameter) {
  Router router;
  ASSERT_TRUE(router.add(route(Method::get, "/cases/{id}")));
  ASSERT_TRUE(router.add(route(Method::get, "/cases/new")));
  ASSERT_TRUE(router.add(route(Method::post, "/cases/{id}/end")));
  ASSERT_TRUE(router.add(route(Method::get, "/")));
  EXPECT_EQ(router.find(Method::get, "/cases/new").route->pattern, "/cases/new");
  const auto found = router.find(Method::head, "/cases/7");
  ASSERT_NE(found.route, nullptr);
  EXPECT_EQ(found.parameters, (Pairs{{"id", "7"}}));
  EXPECT_NE(router.find(Method::get, "/").route, nullptr);
  EXPECT_EQ(router.find(Method::get, "/cases/").route, nullptr);
  EXPECT_EQ(router.find(Method::get, "/cases/7/end/x").route, nullptr);
  const auto wrong = router.find(Method::get, "/cases/7/end");
  EXPECT_TRUE(wrong.other_method);
  EXPECT_EQ(wrong.allow, "POST");
}

TEST(OpenApi, IsWrittenFromTheTableAndItsReferencesResolve) {
  Router router;
  auto r = route(Method::post, "/api/v1/cases/{id}", "caseworker");
  r.needs_version = true;
  r.request_schema = R"({"type":"object"})";
  ASSERT_TRUE(router.add(std::move(r)));
  const auto text = openapi(router, "1");
  EXPECT_EQ(text, openapi(router, "1"));
  const auto document = boost::json::parse(text);
  const auto& operation = document.at("paths").at("/api/v1/cases/{id}").at("post");
  EXPECT_EQ(operation.at("x-rule"), "caseworker");
  EXPECT_EQ(operation.at("parameters").as_array().size(), 2U);
  boost::json::error_code failed;
  EXPECT_NE(document.find_pointer("/components/responses/Problem", failed), nullptr);
  EXPECT_NE(document.find_pointer("/components/schemas/Problem", failed), nullptr);
}

TEST(Url, TakesOnlyPlainPaths) {
  EXPECT_EQ(decode_path("/a/b%20c"), "/a/b c");
  for (const auto* bad :
       {"", "a", "/a//b", "/../a", "/a/..", "/%2e%2e/a", "/a%2fb", "/a%", "/a%zz", "/%00", "/a%0ab", "/%ff", "/%c0%af"})
    EXPECT_EQ(decode_path(bad), std::nullopt) << bad;
}

RC_GTEST_PROP(Url, DecodesWhatWasEncoded, (const std::string& any)) {
  std::string encoded;
  for (const char c : any) encoded += "%" + hex(bytes_of(std::string_view(&c, 1)));
  const auto decoded = percent_decode(encoded, false);
  if (decoded) RC_ASSERT(*decoded == any);
}

RC_GTEST_PROP(Url, PairsNeverCrash, (const std::string& any)) { (void)decode_pairs(any, 10); }

TEST(Url, PairsAreBounded) {
  EXPECT_EQ(decode_pairs("a=1&b=&c", 3)->size(), 3U);
  EXPECT_EQ(decode_pairs("a=1&b=2", 1), std::nullopt);
  EXPECT_EQ(decode_pairs("note=two%0D%0Alines", 1)->front().second, "two\r\nlines");
  EXPECT_EQ(decode_pairs("a%0a=1", 3), std::nullopt);
}

Request with_header(std::string name, std::string value) {
  Request request;
  request.headers.emplace_back(std::move(name), std::move(value));
  return request;
}

TEST(Conditional, AVersionIsANumberInQuotes) {
  EXPECT_EQ(required_version(with_header("if-match", "\"7\"")).value(), 7);
  EXPECT_EQ(required_version(Request{}).error().code, Code::precondition_required);
  for (const auto* bad : {"7", "\"\"", "\"x\"", "\"7", "W/\"7\"", "\"-1\"", "\"7\", \"8\"", "*"})
    EXPECT_EQ(required_version(with_header("if-match", bad)).error().code, Code::invalid) << bad;
  EXPECT_TRUE(not_modified(with_header("if-none-match", "\"a\", W/\"b\""), "\"b\""));
  EXPECT_FALSE(not_modified(Request{}, "\"b\""));
}

TEST(Cookies, AreReadStrictly) {
  EXPECT_EQ(with_header("cookie", "a=1; __Host-s=xyz").cookie("__Host-s"), "xyz");
  EXPECT_EQ(with_header("cookie", "s=a b").cookie("s"), std::nullopt);
  EXPECT_EQ(with_header("cookie", "xs=1").cookie("s"), std::nullopt);
}

TEST(Problem, TellsFieldsAndKeepsTheDetailForTheLog) {
  const auto response =
      problem({Code::invalid, "Some fields are not right.", "for the log", {{"age", "k", "Too old."}}}, "r1");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.body.find("for the log"), std::string::npos);
  EXPECT_EQ(boost::json::parse(response.body).at("errors").at(0).at("message"), "Too old.");
}

TEST(Json, IsReadStrictly) {
  for (const auto* bad : {"", "{", "{\"a\":1,\"a\":2}", "[1,]", "{} x", "\"\xff\"", "{\"a\":01}"})
    EXPECT_FALSE(json::parse(bad)) << bad;
  EXPECT_FALSE(json::parse(std::string(100000, '[')));
  EXPECT_TRUE(json::parse("{\"a\":{\"a\":1}}"));
}

TEST(Json, FieldsGatherEveryProblemWithItsPath) {
  const auto value = json::parse(R"({"age":200,"day":"2026-02-30","word":"x","extra":1,"list":[1,2,3]})").value();
  json::Fields in(value, "facts");
  (void)in.optional_int("age", 0, 120);
  (void)in.optional_day("day");
  (void)in.word("word", {"yes", "no"});
  (void)in.text("name", 10);
  (void)in.array("list", 2);
  const auto done = in.done();
  ASSERT_FALSE(done);
  std::vector<std::string> fields;
  for (const auto& f : done.error().fields) fields.push_back(f.field);
  EXPECT_THAT(fields, testing::UnorderedElementsAre("facts.age", "facts.day", "facts.word", "facts.name", "facts.list",
                                                    "facts.extra"));
}

}  // namespace
}  // namespace nwd::http
