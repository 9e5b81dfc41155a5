// One cell of a population as text, and back.
//
//   a day      2026-02-28, never, unknown or nothing
//   a word     one of the fact's words, unknown or nothing
//   days       always, never, unknown or nothing; else FIRST/END with END the first day outside, `..` for an open end,
//              several separated by spaces: 2024-01-01/2024-06-01 2025-01-01/..
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/day_set.h"
#include "base/result.h"
#include "charter/charter.h"

namespace nwd::population {

// Errors have a message that fits after a column's name: "is no date".
Result<std::int32_t> day_cell(std::string_view, bool may_be_never);
Result<std::uint8_t> word_cell(std::string_view, const std::vector<std::string>& words);
Result<std::optional<DaySet>> days_cell(std::string_view);  // none: unknown
bool blank(std::string_view);                               // nothing, or `unknown`

std::string text_of(Day);  // `..` for before all days and never

}  // namespace nwd::population
