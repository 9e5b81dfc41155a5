// A person in a form: what is filled in from facts reads back as the same facts.
#include "drafting/person.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "charter/charter.h"

namespace nwd::drafting {
namespace {

using charter::DateRange;
using charter::DayBounds;

const charter::Charter& minnesota() {
  static const auto checked = charter::check(charter::builtin("us-mn-safe-harbor"));
  return *checked.charter;
}

void same(const charter::Facts& a, const charter::Facts& b) {
  RC_ASSERT(charter::evaluate(minnesota(), a) == charter::evaluate(minnesota(), b));
  for (std::size_t i = 0; i < a.values().size(); ++i) {
    const auto& x = a.values()[i];
    const auto& y = b.values()[i];
    RC_ASSERT(x.date == y.date);
    RC_ASSERT(x.days == y.days);
    RC_ASSERT(x.rows.size() == y.rows.size());
    RC_ASSERT(x.complete == y.complete);
  }
}

DateRange some_date(bool maybe) {
  const int kind = *rc::gen::inRange(0, maybe ? 3 : 2);
  if (kind == 2) return DateRange::never();
  return kind == 0 ? DateRange::unknown() : DateRange::known(Day{*rc::gen::inRange(-10'000, 40'000)});
}

DayBounds some_days() {
  const int from = *rc::gen::inRange(0, 20'000);
  const int kind = *rc::gen::inRange(0, 5);
  if (kind == 0) return DayBounds::unknown();
  if (kind == 1) return DayBounds::known({});
  if (kind == 2) return DayBounds::known(DaySet::all());
  if (kind == 3) return DayBounds::known(DaySet(Day{from}, distant_future));
  return DayBounds::known(DaySet(Day{from}, Day{from + 9}) | DaySet(Day{from + 30}, Day{from + 99}));
}

RC_GTEST_PROP(PersonForm, SaysTheFactsAndReadsThemBack, ()) {
  charter::Facts facts(minnesota());
  RC_ASSERT(facts.set_date("born", some_date(false)).has_value());
  RC_ASSERT(facts.set_date("identified", some_date(false)).has_value());
  RC_ASSERT(facts.set_date("recovered", some_date(true)).has_value());
  RC_ASSERT(facts.set_days("cooperates", some_days()).has_value());
  if (*rc::gen::arbitrary<bool>()) RC_ASSERT(facts.set_choice("exploitation", "both").has_value());
  const auto rows = *rc::gen::inRange(0, 4);
  for (int i = 0; i < rows; ++i)
    RC_ASSERT(facts
                  .add_row("action", {{.field = "kind", .date = {}, .choice = "civil"},
                                      {.field = "opened", .date = some_date(false)},
                                      {.field = "closed", .date = some_date(true)}})
                  .has_value());
  if (*rc::gen::arbitrary<bool>()) RC_ASSERT(facts.set_incomplete("action").has_value());
  if (*rc::gen::arbitrary<bool>())
    RC_ASSERT(facts.set_days("needs", "housing", DayBounds::known(DaySet(Day{15'000}, distant_future))).has_value());
  ui::Form form(form_values(facts));
  const auto read = facts_in(form, minnesota());
  RC_ASSERT(form.ok());
  same(facts, read);
}

TEST(PersonForm, AnEmptyFormKnowsNothing) {
  ui::Form form;
  const auto read = facts_in(form, minnesota());
  EXPECT_TRUE(form.ok());
  for (const auto& value : read.values()) EXPECT_FALSE(value.set);
}

TEST(PersonForm, WhatContradictsItselfIsTold) {
  ui::Form form({{"f2-day", "1"},
                 {"f2-month", "2"},
                 {"f2-year", "2020"},
                 {"f2-never", "1"},
                 {"f4", "something else"},
                 {"f7", "days"},
                 {"f7-0-from", "2020-02-01"},
                 {"f7-0-until", "2020-01-01"},
                 {"f0", "not a day"}});
  facts_in(form, minnesota());
  std::vector<std::string> fields;
  for (const auto& p : form.problems()) fields.push_back(p.field);
  EXPECT_THAT(fields, testing::UnorderedElementsAre("f0", "f2", "f4", "f7-0-until"));
}

}  // namespace
}  // namespace nwd::drafting
