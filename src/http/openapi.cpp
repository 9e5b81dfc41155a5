#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/text.h"
#include "http/openapi_schemas.h"
#include "http/router.h"

namespace nwd::http {
namespace {

namespace js = boost::json;

js::object reference(std::string_view to) { return {{"$ref", to}}; }

js::object content_of(js::value schema, std::string_view type) {
  return {{type, js::object{{"schema", std::move(schema)}}}};
}

js::object text_parameter(std::string_view in, std::string_view name, std::string_view description = {}) {
  js::object parameter{{"name", name}, {"in", in}, {"required", true}, {"schema", {{"type", "string"}}}};
  if (!description.empty()) parameter["description"] = description;
  return parameter;
}

js::array parameters_of(const Route& route) {
  js::array list;
  for (const auto segment : split(route.pattern, '/'))
    if (segment.starts_with('{')) list.push_back(text_parameter("path", segment.substr(1, segment.size() - 2)));
  if (route.needs_version)
    list.push_back(text_parameter("header", "If-Match", "The version you saw: the ETag of the answer you read."));
  if (route.repeatable) {
    auto key = text_parameter("header", "Idempotency-Key",
                              "Chosen by you; the same key again gets the same answer, and nothing happens twice.");
    key["schema"] = {{"type", "string"}, {"minLength", 8}, {"maxLength", 128}, {"pattern", "^[!-~]+$"}};
    list.push_back(std::move(key));
  }
  return list;
}

// Which statuses a caller should be ready for; each is a problem.
std::vector<const char*> problems_of(const Route& route) {
  std::vector<const char*> list{"400"};
  const bool has_body = !route.request_schema.empty();
  const auto when = [&](bool possible, std::initializer_list<const char*> statuses) {
    if (possible) list.insert(list.end(), statuses);
  };
  when(route.rule != "anyone", {"401", "403"});
  when(route.pattern.find('{') != std::string::npos, {"404"});
  when(route.method != Method::get, {"409"});
  when(route.needs_version, {"412"});
  when(has_body, {"413", "415"});
  when(route.needs_version, {"428"});
  when(true, {"429", "500", "503", "default"});
  return list;
}

js::object responses_of(const Route& route, OpenApiSchemas& schemas) {
  js::object done{{"description", "Done."}};
  if (!route.response_schema.empty())
    done["content"] = content_of(schemas.take(route.response_schema), "application/json");
  js::object responses{{"2XX", std::move(done)}};
  for (const auto* status : problems_of(route)) responses[status] = reference("#/components/responses/Problem");
  return responses;
}

// "get_cases_id": the pattern without what every one has.
std::string operation_id(const Route& route) {
  std::string id = ascii_lower(name(route.method));
  for (const auto segment : split(route.pattern, '/')) {
    if (segment.empty() || segment == "api" || segment == "v1") continue;
    id += '_';
    for (const char c : segment)
      if (c != '{' && c != '}') id += c == '-' || c == '.' ? '_' : c;
  }
  return id;
}

js::object operation_of(const Route& route, OpenApiSchemas& schemas) {
  js::object operation{{"operationId", operation_id(route)},
                       {"summary", route.summary},
                       {"x-rule", route.rule},
                       {"parameters", parameters_of(route)}};
  if (route.rule == "anyone") operation["security"] = js::array{};
  const std::string_view type = route.body_type.empty() ? "application/json" : std::string_view(route.body_type);
  if (!route.request_schema.empty())
    operation["requestBody"] = {{"required", true}, {"content", content_of(schemas.take(route.request_schema), type)}};
  operation["responses"] = responses_of(route, schemas);
  return operation;
}

js::object components_of(OpenApiSchemas& schemas) {
  const char* const problem = R"({"type":"object","required":["type","title","status","detail"],"properties":{
    "type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"code":{"type":"string"},
    "detail":{"type":"string"},"instance":{"type":"string"},"errors":{"type":"array","items":{"type":"object",
    "required":["field","message"],"properties":{"field":{"type":"string"},"message":{"type":"string"}}}}}})";
  const js::object answer{
      {"description", "RFC 9457 problem details."},
      {"content", content_of(reference("#/components/schemas/" + schemas.keep("Problem", js::parse(problem))),
                             "application/problem+json")}};
  return {{"responses", js::object{{"Problem", answer}}},
          {"securitySchemes", js::object{{"session", {{"type", "http"}, {"scheme", "bearer"}}}}}};
}

}  // namespace

std::string openapi(const Router& router, std::string_view version) {
  OpenApiSchemas schemas;
  auto components = components_of(schemas);
  js::object paths;
  for (const auto& route : router.routes()) {
    if (route.kind != Kind::api) continue;
    auto& path = paths[route.pattern];
    if (!path.is_object()) path = js::object{};
    path.as_object()[ascii_lower(name(route.method))] = operation_of(route, schemas);
  }
  components["schemas"] = schemas.all();
  const js::object document{{"openapi", "3.1.0"},
                            {"info", {{"title", "No Wrong Door"}, {"version", version}}},
                            {"security", js::array{js::object{{"session", js::array{}}}}},
                            {"paths", std::move(paths)},
                            {"components", std::move(components)}};
  return js::serialize(document);
}

}  // namespace nwd::http
