// JSON Schemas of the API's bodies, for OpenAPI.
#pragma once

#include <string_view>

namespace nwd::search::schema {

inline constexpr std::string_view sought =
    R"({"type":"object","required":["name"],"additionalProperties":false,"properties":{
"name":{"type":"string","minLength":1,"maxLength":100,"description":"one word or several, in any order"},
"page":{"type":"integer","minimum":1,"maximum":100}}})";
inline constexpr std::string_view found =
    R"({"type":"object","properties":{"found":{"type":"array","items":{"type":"object","properties":{
"id":{"type":"string","format":"uuid"},"called":{"type":"string"},"reference":{"type":"string"},"state":{"type":"string"},"opened":{"type":"string","format":"date-time"}}}},
"all":{"type":"integer"},"complete":{"type":"boolean","description":"false: some records are not looked through yet; ask again"},
"undamaged":{"type":"boolean"}}})";

}  // namespace nwd::search::schema
