#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <set>

#include "http/router.h"

namespace nwd::http {
namespace {

namespace js = boost::json;

Route api(Method method, std::string pattern, std::string rule = "caseworker") {
  Route r;
  r.method = method;
  r.pattern = std::move(pattern);
  r.kind = Kind::api;
  r.rule = std::move(rule);
  r.summary = "A summary.";
  r.handler = [](const Request&) -> Result<Response> { return no_content(); };
  return r;
}

void add_all(Router& router) {
  auto change = api(Method::patch, "/api/v1/cases/{id}");
  change.needs_version = true;
  change.request_schema = R"({"type":"object","properties":{"bed":{"$ref":"#/$defs/Bed"}},
    "$defs":{"Bed":{"type":"object","properties":{"next":{"$ref":"#/$defs/Bed"}}}}})";
  change.response_schema = R"({"$ref":"#/$defs/Bed","$defs":{"Bed":{"type":"string"}}})";
  ASSERT_TRUE(router.add(std::move(change)));
  auto begin = api(Method::post, "/api/v1/cases");
  begin.repeatable = true;
  begin.request_schema = R"({"type":"object"})";
  ASSERT_TRUE(router.add(std::move(begin)));
  ASSERT_TRUE(router.add(api(Method::get, "/api/v1/cases/{id}/owed/{day}")));
  ASSERT_TRUE(router.add(api(Method::get, "/api/v1/health", "anyone")));
  auto page = api(Method::get, "/today");
  page.kind = Kind::page;
  ASSERT_TRUE(router.add(std::move(page)));
}

void collect_references(const js::value& value, std::set<std::string>& references) {
  if (const auto* array = value.if_array())
    for (const auto& inner : *array) collect_references(inner, references);
  if (const auto* object = value.if_object())
    for (const auto& [key, inner] : *object) {
      if (key == "$ref" && inner.is_string()) references.emplace(inner.get_string());
      collect_references(inner, references);
    }
}

class OpenApi : public testing::Test {
 protected:
  OpenApi() {
    add_all(router_);
    text_ = openapi(router_, "1.2.3");
    document_ = js::parse(text_);
  }
  const js::value& at(std::string_view pointer) {
    boost::json::error_code failed;
    const auto* found = document_.find_pointer(pointer, failed);
    EXPECT_NE(found, nullptr) << pointer;
    static const js::value nothing;
    return found == nullptr ? nothing : *found;
  }
  bool has(std::string_view pointer) {
    boost::json::error_code failed;
    return document_.find_pointer(pointer, failed) != nullptr;
  }
  Router router_;
  std::string text_;
  js::value document_;
};

TEST_F(OpenApi, IsTheSameForTheSameTable) {
  Router again;
  add_all(again);
  EXPECT_EQ(openapi(again, "1.2.3"), text_);
}

TEST_F(OpenApi, SaysWhatItIs) {
  EXPECT_EQ(at("/openapi"), "3.1.0");
  EXPECT_EQ(at("/info/version"), "1.2.3");
  EXPECT_EQ(at("/paths").as_object().size(), 4U);
  EXPECT_FALSE(has("/paths/~1today"));
}

TEST_F(OpenApi, EveryReferenceResolves) {
  std::set<std::string> references;
  collect_references(document_, references);
  EXPECT_THAT(references, testing::Contains("#/components/schemas/Bed"));
  for (const auto& reference : references) {
    ASSERT_TRUE(reference.starts_with("#/"));
    EXPECT_TRUE(has(reference.substr(1))) << reference;
  }
}

TEST_F(OpenApi, DefinitionsOfOneNameStayApart) {
  EXPECT_EQ(at("/components/schemas/Bed/properties/next/$ref"), "#/components/schemas/Bed");
  EXPECT_EQ(at("/components/schemas/Bed_2/type"), "string");
  EXPECT_EQ(at("/paths/~1api~1v1~1cases~1{id}/patch/responses/2XX/content/application~1json/schema/$ref"),
            "#/components/schemas/Bed_2");
}

TEST_F(OpenApi, EveryOperationIsWhole) {
  std::set<std::string> ids;
  for (const auto& [pattern, methods] : at("/paths").as_object())
    for (const auto& [method, operation] : methods.as_object()) {
      EXPECT_TRUE(ids.emplace(operation.at("operationId").as_string()).second);
      EXPECT_NE(operation.at("summary"), "");
      EXPECT_TRUE(operation.at("responses").as_object().contains("2XX"));
      EXPECT_EQ(operation.at("responses").at("default").at("$ref"), "#/components/responses/Problem");
      std::size_t in_path = 0;
      for (const auto& parameter : operation.at("parameters").as_array()) {
        if (parameter.at("in") != "path") continue;
        ++in_path;
        EXPECT_THAT(std::string(pattern),
                    testing::HasSubstr("{" + std::string(parameter.at("name").as_string()) + "}"));
      }
      const std::string_view text(pattern.data(), pattern.size());
      EXPECT_EQ(in_path, static_cast<std::size_t>(std::count(text.begin(), text.end(), '{')));
    }
}

TEST_F(OpenApi, SaysWhatARouteAsksFor) {
  EXPECT_EQ(at("/paths/~1api~1v1~1cases/post/parameters/0/name"), "Idempotency-Key");
  EXPECT_EQ(at("/paths/~1api~1v1~1cases~1{id}/patch/parameters/1/name"), "If-Match");
  EXPECT_TRUE(has("/paths/~1api~1v1~1cases~1{id}/patch/responses/428"));
  EXPECT_EQ(at("/paths/~1api~1v1~1cases~1{id}/patch/x-rule"), "caseworker");
  EXPECT_EQ(at("/paths/~1api~1v1~1health/get/security").as_array().size(), 0U);
  EXPECT_FALSE(has("/paths/~1api~1v1~1cases/post/security"));  // then the document's own holds
  EXPECT_TRUE(has("/components/securitySchemes/session"));
  EXPECT_TRUE(has("/components/responses/Problem/content/application~1problem+json/schema/$ref"));
}

}  // namespace
}  // namespace nwd::http
