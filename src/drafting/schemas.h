// JSON Schemas of the API's bodies, for OpenAPI.
#pragma once

#include <string_view>

namespace nwd::drafting::schema {

inline constexpr std::string_view one =
    R"({"type":"object","additionalProperties":false,"properties":{"charter":{"type":"string","maxLength":64,"description":"the name of one that is carried"},"text":{"type":"string","description":"or a text, of at most 4 MiB"}}})";
inline constexpr std::string_view with_person =
    R"({"type":"object","required":["person"],"additionalProperties":false,"properties":{"charter":{"type":"string","maxLength":64},"text":{"type":"string"},"person":{"type":"string","maxLength":65536,"description":"as in an example of a charter: born 2010-03-05, identified 2026-05-02, needs housing always"}}})";
inline constexpr std::string_view two =
    R"({"type":"object","required":["before","after"],"additionalProperties":false,"properties":{"before":{"$ref":"#/$defs/GivenCharter"},"after":{"$ref":"#/$defs/GivenCharter"}},"$defs":{"GivenCharter":{"type":"object","additionalProperties":false,"properties":{"charter":{"type":"string","maxLength":64},"text":{"type":"string"}}}}})";
inline constexpr std::string_view charters =
    R"({"type":"object","properties":{"charters":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"title":{"type":"string"},"rules":{"type":"integer"}}}}}})";
inline constexpr std::string_view charter_text =
    R"({"type":"object","properties":{"name":{"type":"string"},"text":{"type":"string"}}})";
inline constexpr std::string_view diagnostics =
    R"({"type":"object","properties":{"file":{"type":"string"},"diagnostics":{"type":"array","items":{"type":"object","properties":{"severity":{"enum":["error","warning"]},"code":{"type":"string"},"message":{"type":"string"},"span":{"type":"object"},"label":{"type":"string"},"notes":{"type":"array","items":{"type":"string"}},"suggestion":{"type":"object"}}}}}})";
inline constexpr std::string_view verdicts =
    R"({"type":"object","properties":{"file":{"type":"string"},"charter":{"type":"string"},"title":{"type":"string"},"verdicts":{"type":"array","items":{"type":"object","properties":{"standard":{"type":"string"},"title":{"type":"string"},"status":{"enum":["holds","fails","not stated","unknown"]},"reason":{"type":"string"},"counterexample":{"type":"object"},"nearest":{"type":"object"},"suggestion":{"type":"object"}}}}}})";
inline constexpr std::string_view explanation =
    R"({"type":"object","properties":{"charter":{"type":"string"},"title":{"type":"string"},"services":{"type":"array","items":{"type":"object"}},"immunities":{"type":"array","items":{"type":"object"}}}})";
inline constexpr std::string_view differences = R"({"type":"object"})";

}  // namespace nwd::drafting::schema
