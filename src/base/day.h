// A day of the proleptic Gregorian calendar, counted from 1970-01-01, and calendar arithmetic on it.
// Adding years or months to a day that the target month lacks gives the first of the next month
// (29 February 2008 + 1 year = 1 March 2009): the reading most favourable to whoever the term protects.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "base/result.h"

namespace nwd {

struct Day {
  std::int32_t number = 0;  // days since 1970-01-01

  auto operator<=>(const Day&) const = default;
  constexpr Day operator+(std::int32_t days) const { return {number + days}; }
  constexpr Day operator-(std::int32_t days) const { return {number - days}; }
  constexpr std::int32_t operator-(Day other) const { return number - other.number; }
};

// Bounds of what parse_day takes, years 1 to 9999; `distant_past` and `distant_future` stand for "always" and "never".
inline constexpr Day first_day{-719162};
inline constexpr Day last_day{2932896};
inline constexpr Day distant_past{std::numeric_limits<std::int32_t>::min() / 2};
inline constexpr Day distant_future{std::numeric_limits<std::int32_t>::max() / 2};

struct CivilDay {
  std::int32_t year = 1970;
  std::int32_t month = 1;  // 1..12
  std::int32_t day = 1;    // 1..31
  auto operator<=>(const CivilDay&) const = default;
};

CivilDay civil(Day);
Result<Day> day_of(CivilDay);             // invalid if there is no such day
Result<Day> parse_day(std::string_view);  // "2026-02-28", ISO 8601 extended form only
std::string to_text(Day);                 // "2026-02-28"

bool is_leap_year(std::int32_t year);
std::int32_t days_in_month(std::int32_t year, std::int32_t month);
Day add_months(Day, std::int32_t months);
Day add_years(Day, std::int32_t years);
std::int32_t whole_years(Day from, Day to);  // age on `to` of who was born on `from`; negative if `to` is earlier

}  // namespace nwd
