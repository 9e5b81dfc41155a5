// JSON Schemas of the API's bodies, for OpenAPI.
#pragma once

#include <string_view>

namespace nwd::referral::schema {

inline constexpr std::string_view send =
    R"({"type":"object","required":["version","list","consent"],"additionalProperties":false,"properties":{
"version":{"type":"integer","description":"of the case, as seen"},
"list":{"type":"array","minItems":1,"maxItems":6,"items":{"type":"string","format":"uuid"},"description":"services, in the order the person agreed to"},
"consent":{"type":"object","required":["how"],"properties":{"how":{"enum":["spoken","on_screen","on_paper","through_interpreter"]},
"called":{"type":"boolean"},"contact":{"type":"boolean"},"note":{"type":"boolean"},"days":{"type":"integer","minimum":1,"maximum":365}}}}})";
inline constexpr std::string_view sent =
    R"({"type":"object","properties":{"thread":{"type":"string"},"reference":{"type":"string"},"referrals":{"type":"array","items":{"type":"object"}}}})";
inline constexpr std::string_view fits =
    R"({"type":"object","properties":{"fitting":{"type":"integer"},"fits":{"type":"array","items":{"type":"object","properties":{"service":{"type":"string"},"readiness":{"enum":["ready","answers","call","full"]},"distance_km":{"type":"integer"},"reasons":{"type":"array","items":{"type":"string"}}}}},"excluded":{"type":"object"}}})";
inline constexpr std::string_view referral =
    R"({"type":"object","properties":{"id":{"type":"string"},"reference":{"type":"string"},"state":{"enum":["waiting","asked","accepted","declined","lapsed","withdrawn","dropped"]},"version":{"type":"integer"},"packet":{"type":"object"},"messages":{"type":"array"},"address":{"type":"string"}}})";
inline constexpr std::string_view referrals =
    R"({"type":"object","properties":{"referrals":{"type":"array","items":{"type":"object"}}}})";
inline constexpr std::string_view accepted =
    R"({"type":"object","properties":{"case":{"type":"string","format":"uuid"}}})";
inline constexpr std::string_view cannot_take =
    R"({"type":"object","required":["reason"],"properties":{"reason":{"enum":["full","no_staff","not_equipped","outside_licence","closed_tonight"]}}})";
inline constexpr std::string_view text =
    R"({"type":"object","required":["text"],"properties":{"text":{"type":"string","maxLength":1000}}})";

}  // namespace nwd::referral::schema
