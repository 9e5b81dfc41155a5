#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/text.h"
#include "http/router.h"

namespace nwd::http {
namespace {

namespace js = boost::json;

js::value schema_of(const std::string& text) { return text.empty() ? js::value(js::object{}) : js::parse(text); }

js::object content(const std::string& schema, std::string_view type) {
  return {{type, {{"schema", schema_of(schema)}}}};
}

js::object header_parameter(std::string_view name, std::string_view description) {
  return {{"name", name},
          {"in", "header"},
          {"required", true},
          {"description", description},
          {"schema", {{"type", "string"}}}};
}

js::array parameters_of(const Route& route) {
  js::array list;
  for (const auto segment : split(route.pattern, '/'))
    if (segment.size() > 2 && segment.front() == '{')
      list.push_back({{"name", segment.substr(1, segment.size() - 2)},
                      {"in", "path"},
                      {"required", true},
                      {"schema", {{"type", "string"}}}});
  if (route.needs_version)
    list.push_back(header_parameter("If-Match", "The version you saw: the ETag of the answer you read."));
  if (route.repeatable)
    list.push_back(header_parameter("Idempotency-Key",
                                    "Chosen by you, 8 to 128 characters: the same key again gets the same answer."));
  return list;
}

js::object operation_of(const Route& route) {
  js::object operation{{"summary", route.summary}, {"x-rule", route.rule}, {"parameters", parameters_of(route)}};
  if (route.rule == "anyone") operation["security"] = js::array{};
  if (!route.request_schema.empty())
    operation["requestBody"] = {{"required", true}, {"content", content(route.request_schema, "application/json")}};
  js::object responses;
  responses["2XX"] = {{"description", "Done."}};
  if (!route.response_schema.empty())
    responses["2XX"].as_object()["content"] = content(route.response_schema, "application/json");
  responses["default"] = {{"$ref", "#/components/responses/Problem"}};
  operation["responses"] = std::move(responses);
  return operation;
}

js::object components() {
  const char* problem = R"({"type":"object","required":["type","title","status","detail"],"properties":{
    "type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"code":{"type":"string"},
    "detail":{"type":"string"},"instance":{"type":"string"},"errors":{"type":"array","items":{"type":"object",
    "properties":{"field":{"type":"string"},"message":{"type":"string"}}}}}})";
  return {{"schemas", {{"Problem", js::parse(problem)}}},
          {"responses",
           {{"Problem",
             {{"description", "RFC 9457 problem details."},
              {"content", {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}}}}},
          {"securitySchemes", {{"session", {{"type", "http"}, {"scheme", "bearer"}}}}}};
}

}  // namespace

std::string openapi(const Router& router, std::string_view version) {
  js::object paths;
  for (const auto& route : router.routes()) {
    if (route.kind != Kind::api) continue;
    auto& path = paths[route.pattern];
    if (!path.is_object()) path = js::object{};
    path.as_object()[ascii_lower(name(route.method))] = operation_of(route);
  }
  const js::object document{{"openapi", "3.1.0"},
                            {"info", {{"title", "No Wrong Door"}, {"version", version}}},
                            {"security", js::array{js::object{{"session", js::array{}}}}},
                            {"paths", std::move(paths)},
                            {"components", components()}};
  return js::serialize(document);
}

}  // namespace nwd::http
