#include "base/day.h"

#include <fmt/format.h>

namespace nwd {
namespace {

// Days from civil and back: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
constexpr std::int32_t days_from_civil(std::int32_t y, std::int32_t m, std::int32_t d) {
  y -= m <= 2 ? 1 : 0;
  const std::int32_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int32_t year_of_era = y - era * 400;
  const std::int32_t day_of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  const std::int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

static_assert(days_from_civil(1, 1, 1) == first_day.number);
static_assert(days_from_civil(9999, 12, 31) == last_day.number);

bool digits(std::string_view text, std::int32_t& out) {
  out = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    out = out * 10 + (c - '0');
  }
  return true;
}

}  // namespace

CivilDay civil(Day day) {
  const std::int32_t z = day.number + 719468;
  const std::int32_t era = (z >= 0 ? z : z - 146096) / 146097;
  const std::int32_t day_of_era = z - era * 146097;
  const std::int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int32_t shifted_month = (5 * day_of_year + 2) / 153;
  const std::int32_t month = shifted_month + (shifted_month < 10 ? 3 : -9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day_of_year - (153 * shifted_month + 2) / 5 + 1};
}

bool is_leap_year(std::int32_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

std::int32_t days_in_month(std::int32_t year, std::int32_t month) {
  constexpr std::int32_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : lengths[month - 1];
}

Result<Day> day_of(CivilDay c) {
  const bool exists = c.year >= 1 && c.year <= 9999 && c.month >= 1 && c.month <= 12 && c.day >= 1 &&
                      c.day <= days_in_month(c.year, c.month);
  if (!exists) return fail(Code::invalid, fmt::format("There is no day {:04}-{:02}-{:02}.", c.year, c.month, c.day));
  return Day{days_from_civil(c.year, c.month, c.day)};
}

Result<Day> parse_day(std::string_view text) {
  CivilDay c;
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' && digits(text.substr(0, 4), c.year) &&
                      digits(text.substr(5, 2), c.month) && digits(text.substr(8, 2), c.day);
  if (!shaped) return fail(Code::invalid, "A day is written year-month-day, like 2026-02-28.");
  return day_of(c);
}

std::string to_text(Day day) {
  const auto c = civil(day);
  return fmt::format("{:04}-{:02}-{:02}", c.year, c.month, c.day);
}

Day add_months(Day day, std::int32_t months) {
  const auto c = civil(day);
  const std::int64_t total = std::int64_t{c.year} * 12 + (c.month - 1) + months;
  const auto year = static_cast<std::int32_t>(total >= 0 ? total / 12 : (total - 11) / 12);
  const auto month = static_cast<std::int32_t>(total - std::int64_t{year} * 12) + 1;
  if (c.day <= days_in_month(year, month)) return {days_from_civil(year, month, c.day)};
  return {days_from_civil(year, month, days_in_month(year, month)) + 1};
}

Day add_years(Day day, std::int32_t years) { return add_months(day, years * 12); }

std::int32_t whole_years(Day from, Day to) {
  const std::int32_t years = civil(to).year - civil(from).year;
  return add_years(from, years) <= to ? years : years - 1;
}

}  // namespace nwd
