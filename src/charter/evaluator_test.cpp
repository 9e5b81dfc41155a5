// The calendar of durations, against std::chrono; and the corners that random charters seldom reach.
#include "charter/evaluator.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

namespace nwd::charter {
namespace {

Day on(const char* text) { return *parse_day(text); }

RC_GTEST_PROP(Shifted, MonthsAgreeWithTheStandardLibrary, (bool up)) {
  using namespace std::chrono;
  const Day from{*rc::gen::inRange(-40000, 60000)};
  const int amount = *rc::gen::inRange(-400, 400);
  const year_month_day start{sys_days{days{from.number}}};
  const year_month target = year_month{start.year(), start.month()} + months{amount};
  const year_month_day wanted{target.year(), target.month(), start.day()};
  const auto last_day = sys_days{target / last}.time_since_epoch().count();
  const auto expected = wanted.ok() ? sys_days{wanted}.time_since_epoch().count() : last_day + (up ? 1 : 0);
  RC_ASSERT(shifted(from, amount, Unit::months, up).number == expected);
}

RC_GTEST_PROP(Shifted, KeepsTheOrderOfDays, (bool up)) {
  const Day a{*rc::gen::inRange(-40000, 60000)};
  const Day b = a + *rc::gen::inRange(0, 70);
  const auto unit = *rc::gen::element(Unit::days, Unit::weeks, Unit::months, Unit::years);
  const int amount = *rc::gen::inRange(-50, 50);
  RC_ASSERT(shifted(a, amount, unit, up) <= shifted(b, amount, unit, up));
}

TEST(Shifted, TwentyNinthOfFebruaryAndEighteenYears) {
  EXPECT_EQ(shifted(on("2008-02-29"), 18, Unit::years, true), on("2026-03-01"));
  EXPECT_EQ(shifted(on("2008-02-29"), 18, Unit::years, false), on("2026-02-28"));
  EXPECT_EQ(shifted(on("2008-02-29"), 20, Unit::years, true), on("2028-02-29"));
  EXPECT_EQ(shifted(on("2026-01-31"), 1, Unit::months, false), on("2026-02-28"));
}

TEST(Shifted, NeverStaysNeverAndFarDaysBecomeIt) {
  for (const auto unit : {Unit::days, Unit::weeks, Unit::months, Unit::years}) {
    EXPECT_EQ(shifted(distant_future, -100000, unit, true), distant_future);
    EXPECT_EQ(shifted(distant_past, 100000, unit, true), distant_past);
  }
  EXPECT_EQ(shifted(Day{399'999'999}, 100000, Unit::years, true), distant_future);
  EXPECT_EQ(shifted(Day{-399'999'999}, -100000, Unit::years, false), distant_past);
}

TEST(Entitlement, NeverRecoveredIsNotTheSameAsNotKnown) {
  const auto checked = check(
      "charter X \"X\"\nsource S \"s\" in force from 2000-01-01\nrule R cites S: owed education start identified until "
      "recovered");
  ASSERT_TRUE(checked.charter);
  const auto& c = *checked.charter;
  Facts facts(c);
  ASSERT_TRUE(facts.set_date("identified", DateRange::known(on("2020-01-01"))));
  const auto open = evaluate(c, facts).services[c.service("education")];
  EXPECT_TRUE(open.certain.empty());
  EXPECT_EQ(to_text(open.possible), "[2020-01-01, never)");
  ASSERT_TRUE(facts.set_date("recovered", DateRange::never()));
  const auto never = evaluate(c, facts).services[c.service("education")];
  EXPECT_EQ(to_text(never.certain), "[2020-01-01, never)");
  EXPECT_TRUE(never.exact());
}

}  // namespace
}  // namespace nwd::charter
