// JSON Schemas of the API's bodies about who may see a record, for OpenAPI.
#pragma once

#include <string_view>

namespace nwd::casework::schema {

inline constexpr std::string_view blocked =
    R"({"type":"object","required":["members"],"additionalProperties":false,"properties":{"members":{"type":"array","maxItems":200,"items":{"type":"string","format":"uuid"}}}})";
inline constexpr std::string_view nameable =
    R"({"type":"object","properties":{"members":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string","format":"uuid"},"name":{"type":"string"},"organization":{"type":"string"},"named":{"type":"boolean"}}}}}})";
inline constexpr std::string_view alerts =
    R"({"type":"object","properties":{"alerts":{"type":"array","items":{"type":"object","properties":{"case":{"type":"string","format":"uuid"},"kind":{"enum":["turned_away","glass_open"]},"at":{"type":"string","format":"date-time"},"times":{"type":"integer"},"who":{"type":"string"}}}}}})";
inline constexpr std::string_view glass_asked =
    R"({"type":"object","required":["reason"],"additionalProperties":false,"properties":{"reason":{"enum":["medical","danger","missing"]},"words":{"type":"string","maxLength":500}}})";
inline constexpr std::string_view glass =
    R"({"type":"object","properties":{"id":{"type":"string","format":"uuid"},"state":{"enum":["waiting","open","ended"]},"reason":{"enum":["medical","danger","missing"]},"asked":{"type":"string","format":"date-time"},"until":{"type":"string","format":"date-time"}}})";
inline constexpr std::string_view glasses =
    R"({"type":"object","properties":{"to_confirm":{"type":"array","items":{"type":"object"}},"to_review":{"type":"array","items":{"type":"object"}}}})";
inline constexpr std::string_view emergency =
    R"({"type":"object","properties":{"called":{"type":"string"},"contact":{"type":"string"},"contact_notes":{"type":"string"},"asked_for_doctor":{"type":"boolean"},"health":{"type":"string"}}})";
inline constexpr std::string_view glass_reviewed =
    R"({"type":"object","required":["right"],"additionalProperties":false,"properties":{"right":{"type":"boolean"},"words":{"type":"string","maxLength":500}}})";

}  // namespace nwd::casework::schema
