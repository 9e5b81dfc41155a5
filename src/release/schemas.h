// JSON Schemas of the API's bodies, for OpenAPI.
#pragma once

#include <string_view>

namespace nwd::release::schema {

inline constexpr std::string_view grant =
    R"({"type":"object","required":["recipient","parts","purpose","days","how","giver","by_who_harmed","language","agreed_text"],"additionalProperties":false,"properties":{
"recipient":{"type":"string","format":"uuid"},
"parts":{"type":"array","minItems":1,"maxItems":7,"items":{"enum":["identity","contact","narrative","health","substance_use","legal","safety_plan"]}},
"purpose":{"enum":["together","housing","health","legal","safety"]},"days":{"type":"integer","minimum":1,"maximum":365},
"how":{"enum":["on_screen","on_paper","through_interpreter"]},
"giver":{"enum":["person","minor_alone","minor_with_parent","guardian"]},
"by_who_harmed":{"enum":["no","yes"],"description":"whether somebody who may have hurt the person gave it, or was there; with yes it is not given"},
"language":{"type":"string","maxLength":35},"agreed_text":{"type":"string","maxLength":6000,"description":"what the person was read"}}})";
inline constexpr std::string_view created =
    R"({"type":"object","properties":{"id":{"type":"string","format":"uuid"}}})";
inline constexpr std::string_view releases =
    R"({"type":"object","properties":{"releases":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},"from":{"type":"string"},"recipient":{"type":"string"},"of":{"enum":["packet","notes"]},"parts":{"type":"array"},"purpose":{"type":"string"},"given":{"type":"string"},"expires":{"type":"string"},"withdrawn":{"type":"string"}}}}}})";
inline constexpr std::string_view disclosures =
    R"({"type":"object","properties":{"disclosures":{"type":"array","items":{"type":"object","properties":{"at":{"type":"string"},"recipient":{"type":"string"},"part":{"type":"string"},"way":{"enum":["read","copied"]}}}}}})";
inline constexpr std::string_view notes =
    R"({"type":"object","properties":{"told":{"type":"string"},"text":{"type":"string"}}})";

}  // namespace nwd::release::schema
