#include "http/openapi_schemas.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace nwd::http {

namespace js = boost::json;

void OpenApiSchemas::rename(js::value& value, const Names& names) {
  constexpr std::string_view prefix = "#/$defs/";
  if (auto* array = value.if_array()) {
    for (auto& inner : *array) rename(inner, names);
    return;
  }
  auto* object = value.if_object();
  if (object == nullptr) return;
  for (auto& [key, inner] : *object) {
    const std::string_view text = inner.is_string() ? std::string_view(inner.get_string()) : std::string_view();
    const auto found = key == "$ref" && text.starts_with(prefix) ? names.find(text.substr(prefix.size())) : names.end();
    if (found != names.end())
      inner = "#/components/schemas/" + found->second;
    else
      rename(inner, names);
  }
}

std::string OpenApiSchemas::keep(const std::string& name, const js::value& definition) {
  const std::string said = js::serialize(definition);
  std::string free = name;
  for (int n = 2; said_.contains(free) && said_[free] != said; ++n) free = name + "_" + std::to_string(n);
  if (said_.emplace(free, said).second) kept_[free] = definition;
  return free;
}

js::value OpenApiSchemas::take(const std::string& json_text) {
  auto schema = js::parse(json_text);
  const auto* defined = schema.as_object().if_contains("$defs");
  if (defined == nullptr) return schema;
  Names names;
  for (const auto& [name, definition] : defined->as_object()) names.emplace(name, keep(std::string(name), definition));
  for (const auto& [own, kept] : names) rename(kept_[kept], names);
  schema.as_object().erase("$defs");
  rename(schema, names);
  return schema;
}

}  // namespace nwd::http
