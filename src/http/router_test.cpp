#include "http/router.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace nwd::http {
namespace {

Route route(Method method, std::string pattern, std::string rule = "anyone") {
  Route r;
  r.method = method;
  r.pattern = std::move(pattern);
  r.kind = Kind::api;
  r.rule = std::move(rule);
  r.handler = [](const Request&) -> Result<Response> { return no_content(); };
  return r;
}

TEST(Router, ARouteWithoutARuleOrAHandlerIsTurnedAway) {
  Router router;
  EXPECT_EQ(router.add(route(Method::get, "/a", "")).error().code, Code::internal);
  auto no_handler = route(Method::get, "/a");
  no_handler.handler = nullptr;
  EXPECT_FALSE(router.add(std::move(no_handler)));
  EXPECT_EQ(router.find(Method::get, "/a").route, nullptr);
}

TEST(Router, MalformedPatternsAndSchemasAreTurnedAway) {
  Router router;
  for (const auto* bad : {"", "a", "/a/", "//a", "/a//b", "/{}", "/{a", "/a}", "/{a}b", "/a{b}", "/{A}", "/{a}/{a}"})
    EXPECT_FALSE(router.add(route(Method::get, bad))) << bad;
  for (const auto* bad : {"{", "[]", "{\"a\":1,\"a\":2}"}) {
    auto wrong = route(Method::get, "/schema");
    wrong.request_schema = bad;
    EXPECT_FALSE(router.add(std::move(wrong))) << bad;
  }
}

TEST(Router, TwoPatternsOfOneShapeAreTurnedAway) {
  Router router;
  ASSERT_TRUE(router.add(route(Method::get, "/cases/{id}")));
  EXPECT_FALSE(router.add(route(Method::get, "/cases/{number}")));
  EXPECT_TRUE(router.add(route(Method::post, "/cases/{number}")));
  EXPECT_TRUE(router.add(route(Method::get, "/cases/new")));
  EXPECT_EQ(router.find(Method::get, "/cases/7").parameters, (Pairs{{"id", "7"}}));
  EXPECT_EQ(router.find(Method::post, "/cases/7").parameters, (Pairs{{"number", "7"}}));
}

TEST(Router, FindsWhatIsWrittenOutBeforeAParameter) {
  Router router;
  ASSERT_TRUE(router.add(route(Method::get, "/cases/{id}")));
  ASSERT_TRUE(router.add(route(Method::get, "/cases/new")));
  ASSERT_TRUE(router.add(route(Method::post, "/cases/{id}/end")));
  ASSERT_TRUE(router.add(route(Method::get, "/cases/new/{step}/edit")));
  ASSERT_TRUE(router.add(route(Method::get, "/")));
  EXPECT_EQ(router.find(Method::get, "/cases/new").route->pattern, "/cases/new");
  const auto found = router.find(Method::head, "/cases/7");
  ASSERT_NE(found.route, nullptr);
  EXPECT_EQ(found.parameters, (Pairs{{"id", "7"}}));
  EXPECT_NE(router.find(Method::get, "/").route, nullptr);
  for (const auto* nothing : {"/cases/", "/cases/7/end/x", "/cases", "/cases//end", "//", "", "cases"})
    EXPECT_EQ(router.find(Method::get, nothing).route, nullptr) << nothing;
  const auto wrong = router.find(Method::get, "/cases/7/end");
  EXPECT_TRUE(wrong.other_method);
  EXPECT_EQ(wrong.allow, "POST");
}

TEST(Router, GoesBackFromADeadEnd) {
  Router router;
  ASSERT_TRUE(router.add(route(Method::get, "/cases/new/{step}/edit")));
  ASSERT_TRUE(router.add(route(Method::get, "/cases/{id}/end")));
  const auto found = router.find(Method::get, "/cases/new/end");
  ASSERT_NE(found.route, nullptr);
  EXPECT_EQ(found.route->pattern, "/cases/{id}/end");
  EXPECT_EQ(found.parameters, (Pairs{{"id", "new"}}));
}

// Against the plain way: look at every pattern, segment by segment.
RC_GTEST_PROP(Router, FindsWhatALookAtEveryPatternFinds, ()) {
  const auto segment = rc::gen::element<std::string>("a", "b", "{}");
  const auto path_of = [](const std::vector<std::string>& segments) {
    std::string path;
    for (const auto& s : segments) path += "/" + s;
    return path.empty() ? std::string("/") : path;
  };
  const auto short_list = [](auto gen) {
    return rc::gen::resize(4, rc::gen::container<std::vector<std::string>>(std::move(gen)));
  };
  Router router;
  std::vector<std::vector<std::string>> patterns;
  for (int i = 0; i < 6; ++i) {
    auto segments = *short_list(segment);
    auto named = segments;
    for (std::size_t k = 0; k < named.size(); ++k)
      if (named[k] == "{}") named[k] = "{p" + std::to_string(k) + "}";
    if (router.add(route(Method::get, path_of(named)))) patterns.push_back(segments);
  }
  const auto wanted = *short_list(rc::gen::element<std::string>("a", "b", "c"));
  const bool there = std::any_of(patterns.begin(), patterns.end(), [&](const auto& pattern) {
    return std::equal(pattern.begin(), pattern.end(), wanted.begin(), wanted.end(),
                      [](const auto& p, const auto& w) { return p == "{}" || p == w; });
  });
  const auto found = router.find(Method::get, path_of(wanted));
  RC_ASSERT((found.route != nullptr) == there);
  for (const auto& [name, value] : found.parameters) RC_ASSERT(value == wanted[std::stoul(name.substr(1))]);
}

}  // namespace
}  // namespace nwd::http
