#include "base/day.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

namespace nwd {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

Day any_day() { return {*rc::gen::inRange(first_day.number, last_day.number + 1)}; }

RC_GTEST_PROP(DayCalendar, AgreesWithTheStandardLibrary, ()) {
  const Day day = any_day();
  const year_month_day expected{sys_days{days{day.number}}};
  const auto c = civil(day);
  RC_ASSERT(c.year == static_cast<int>(expected.year()));
  RC_ASSERT(c.month == static_cast<std::int32_t>(static_cast<unsigned>(expected.month())));
  RC_ASSERT(c.day == static_cast<std::int32_t>(static_cast<unsigned>(expected.day())));
  RC_ASSERT(*day_of(c) == day);
  RC_ASSERT(is_leap_year(c.year) == expected.year().is_leap());
}

RC_GTEST_PROP(DayText, ReadsBackWhatItWrites, ()) {
  const Day day = any_day();
  RC_ASSERT(*parse_day(to_text(day)) == day);
}

RC_GTEST_PROP(DayText, TakesOnlyTheCanonicalForm, (const std::string& text)) {
  const auto parsed = parse_day(text);
  if (parsed) RC_ASSERT(to_text(*parsed) == text);
}

TEST(DayText, RefusesDaysThatDoNotExist) {
  for (const auto* text : {"2023-02-29", "1900-02-29", "2024-04-31", "2024-00-10", "2024-13-01", "0000-01-01",
                           "2024-1-01", "2024-01-01 ", "24-01-01", "2024/01/01", "+024-01-01", ""})
    EXPECT_FALSE(parse_day(text)) << text;
  EXPECT_EQ(parse_day("0001-01-01"), first_day);
  EXPECT_EQ(parse_day("9999-12-31"), last_day);
  EXPECT_EQ(parse_day("1970-01-01"), Day{0});
}

RC_GTEST_PROP(DayArithmetic, AddingMonthsRollsAMissingDayIntoTheNextMonth, ()) {
  const Day from{*rc::gen::inRange(-40000, 60000)};
  const int months = *rc::gen::inRange(-600, 600);
  const year_month_day start{sys_days{days{from.number}}};
  const auto month = std::chrono::year_month{start.year(), start.month()} + std::chrono::months{months};
  const year_month_day wanted{month.year(), month.month(), start.day()};
  const auto expected = wanted.ok() ? sys_days{wanted} : sys_days{month / std::chrono::last} + days{1};
  RC_ASSERT(add_months(from, months).number == expected.time_since_epoch().count());
}

TEST(DayArithmetic, TwentyNinthOfFebruary) {
  const Day born = *parse_day("2008-02-29");
  EXPECT_EQ(to_text(add_years(born, 1)), "2009-03-01");
  EXPECT_EQ(to_text(add_years(born, 18)), "2026-03-01");
  EXPECT_EQ(to_text(add_years(born, 4)), "2012-02-29");
  EXPECT_EQ(whole_years(born, *parse_day("2026-02-28")), 17);
  EXPECT_EQ(whole_years(born, *parse_day("2026-03-01")), 18);
}

RC_GTEST_PROP(DayArithmetic, AnAgeIsReachedOnTheBirthdayAndNotBefore, ()) {
  const Day born{*rc::gen::inRange(-40000, 60000)};
  const int age = *rc::gen::inRange(0, 120);
  const Day birthday = add_years(born, age);
  RC_ASSERT(whole_years(born, birthday) == age);
  RC_ASSERT(whole_years(born, birthday - 1) == age - 1);
}

TEST(DayArithmetic, FarDaysHaveACalendarToo) {
  const Day far{100'000'000};  // about the year 275,760
  EXPECT_EQ(civil(add_months(far, 12)).year, civil(far).year + 1);
  EXPECT_EQ(civil(add_months(Day{-far.number}, -12)).year, civil(Day{-far.number}).year - 1);
}

}  // namespace
}  // namespace nwd
