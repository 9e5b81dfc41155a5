// JSON Schemas of the API's bodies, for OpenAPI.
#pragma once

#include <string_view>

namespace nwd::casework::schema {

inline constexpr std::string_view told = R"({"type":"object","additionalProperties":false,"properties":{
"facts":{"type":"object","additionalProperties":false,"properties":{
"identified":{"type":"string","format":"date"},"county":{"type":"string","pattern":"^[0-9]{5}$","description":"FIPS"},
"safe_now":{"enum":["yes","no","unsure"]},
"age":{"type":"object","required":["from","to"],"properties":{"from":{"type":"integer","minimum":0,"maximum":120},"to":{"type":"integer","minimum":0,"maximum":120}}},
"gender":{"enum":["woman","man","another","not_said"]},"children":{"type":"integer","minimum":0,"maximum":12},
"needs":{"type":"array","items":{"enum":["bed","doctor","someone_to_talk_to","substance_care","lawyer","interpreter","food_and_clothes","school","work","transport"]}},
"language":{"type":"string","maxLength":35},"exploitation":{"enum":["sexual","labour","both","at risk"]},
"immigration":{"enum":["citizen","permanent","visa","pending","none"],"description":"kept by a caseworker only; read for a charter that hangs on it, and by nothing else"},
"cooperates":{"enum":["yes","no"],"description":"the same"}}},
"identity":{"type":"object","additionalProperties":false,"properties":{"called":{"type":"string","maxLength":100},
"contact":{"type":"string","maxLength":200},"note":{"type":"string","maxLength":2000}}}}})";

inline constexpr std::string_view case_file =
    R"({"type":"object","required":["id","state","opened","version"],"properties":{"id":{"type":"string","format":"uuid"},"state":{"enum":["intake","sent","handed_off","open","closed"]},"reference":{"type":"string"},"opened":{"type":"string","format":"date-time"},"version":{"type":"integer"}}})";
inline constexpr std::string_view cases =
    R"({"type":"object","properties":{"cases":{"type":"array","items":{"type":"object"}},"all":{"type":"integer"},"next":{"type":"integer"}}})";
inline constexpr std::string_view open_case =
    R"({"type":"object","properties":{"id":{"type":"string"},"state":{"type":"string"},"version":{"type":"integer"},"facts":{"type":"object"},"identity":{"type":"object"},"placements":{"type":"array"}}})";
inline constexpr std::string_view owed =
    R"({"type":"object","properties":{"charter":{"type":"string"},"services":{"type":"array","items":{"type":"object","properties":{"service":{"type":"string"},"certain":{"type":"array"},"possible":{"type":"array"},"received":{"type":"array"},"owed_today":{"type":"boolean"},"received_today":{"type":"boolean"},"source":{"type":"string"},"because":{"type":"array","items":{"type":"string"}}}}},"protections":{"type":"array","items":{"type":"string"}}}})";
inline constexpr std::string_view begun =
    R"({"type":"object","required":["service"],"additionalProperties":false,"properties":{"service":{"type":"string","maxLength":200},"from":{"type":"string","format":"date"}}})";
inline constexpr std::string_view ended =
    R"({"type":"object","additionalProperties":false,"properties":{"until":{"type":"string","format":"date","description":"the first day without it"}}})";
inline constexpr std::string_view created =
    R"({"type":"object","properties":{"id":{"type":"string","format":"uuid"}}})";
inline constexpr std::string_view thread =
    R"({"type":"object","properties":{"id":{"type":"string"},"reference":{"type":"string"},"region":{"type":"string"},"state":{"enum":["seeking","placed","closed"]},"step":{"type":"string"},"step_owner":{"type":"string"},"step_due":{"type":"string","format":"date-time"},"opened":{"type":"string","format":"date-time"},"version":{"type":"integer"}}})";
inline constexpr std::string_view step_done =
    R"({"type":"object","required":["step"],"properties":{"step":{"enum":["welcome","make_plan","review_plan"]}}})";
inline constexpr std::string_view threads =
    R"({"type":"object","properties":{"threads":{"type":"array","items":{"type":"object"}},"all":{"type":"integer"},"next":{"type":"integer"}}})";

}  // namespace nwd::casework::schema
