// The formulas against the evaluator, on random charters and persons: with every fact fixed, what is left of a formula
// must be true on exactly the days that the evaluator gives.
#include "proof/encoder.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "charter/slow_facts_test.h"

namespace nwd::proof {
namespace {

namespace slow = charter::slow;
using charter::Charter;

Subject subject_of(const Charter& charter, int what) {
  Subject out;
  out.owed = what >= 0;
  if (what >= 0)
    out.service = charter.service(slow::service_names[static_cast<std::size_t>(what)]);
  else
    out.immunity = 0;
  for (charter::RuleId id = 0; id < charter.rules.size(); ++id)
    if (grants(charter.rules[id], out)) out.rules.push_back(id);
  return out;
}

std::vector<std::int64_t> days_to_look_at(slow::Dice& dice) {
  std::vector<std::int64_t> out{-700000, 0, 2900000};
  for (int i = 0; i < 12; ++i) out.push_back(13900 + static_cast<std::int64_t>(dice() % 90));
  for (int i = 0; i < 4; ++i) out.push_back(13938 + 6560 + static_cast<std::int64_t>(dice() % 90));
  for (int i = 0; i < 3; ++i) out.push_back(13400 + static_cast<std::int64_t>(dice() % 1500));
  return out;
}

const DaySet& days_of(const charter::Entitlements& all, const Subject& subject) {
  static const DaySet nothing;
  if (subject.owed) return all.services[subject.service].certain;
  return all.immunities.empty() ? nothing : all.immunities[0].certain;
}

slow::Person few_actions(slow::Person person) {
  if (person.actions.size() > most_rows) person.actions.resize(most_rows);
  return person;
}

RC_GTEST_PROP(Encoder, FixedFactsGiveTheDaysOfTheEvaluator, (std::uint32_t seed)) {
  slow::Dice dice(seed);
  const auto law = slow::random_law(dice);
  const auto charter = slow::checked_law(slow::text_of(law));
  const auto facts = slow::fast_facts(charter, few_actions(slow::random_person(dice, true)));
  const auto owed = charter::evaluate(charter, facts);
  Smt smt;
  People people(charter, smt, false);
  people.fix(0, facts);
  Calendar calendar(smt);
  Encoder encoder(charter, smt, people, calendar);
  for (int what = -1; what < 4; ++what) {
    const auto subject = subject_of(charter, what);
    for (const auto day : days_to_look_at(dice)) {
      const auto f = encoder.granted(subject, {smt.constant(day), 0, subject.service, charter::none}, Counting::all);
      const auto value = smt.value_of(f);
      RC_ASSERT(value.has_value());  // nothing is left to choose
      if (*value != days_of(owed, subject).contains({static_cast<std::int32_t>(day)}))
        RC_FAIL("day " + to_text(Day{static_cast<std::int32_t>(day)}) + ", service " + std::to_string(what) + "\n" +
                slow::text_of(law));
    }
  }
}

// The calendar in formulas is the calendar: a shift ends on that day and on no other.
void compare_calendar(const char* date, std::int32_t months, bool up) {
  const Day born = *parse_day(date);
  auto checked = charter::check("charter T \"T\"\ncalendar gregorian, feb29 becomes " +
                                std::string(up ? "mar1" : "feb28") + "\nstate s = from born " +
                                (months < 0 ? "- " : "+ ") + std::to_string(std::abs(months)) + " months\n");
  const auto& charter = checked.charter.value();
  Smt smt;
  People people(charter, smt, false);
  Calendar calendar(smt);
  Encoder encoder(charter, smt, people, calendar);
  const auto day = smt.number(-4'000'000, 4'000'000);
  const auto reached = encoder.days(charter.states[0].is, {day, 0, charter::none, charter::none});
  calendar.take();
  const auto so = smt.equal(people.date(charter.fact("born"), 0).is, smt.constant(born.number));
  const auto right = smt.constant(charter::shifted(born, months, charter::Unit::months, up).number);
  const auto ask = [&](Formula f) { return smt.ask(std::vector<Formula>{so, f}, std::chrono::seconds(20)); };
  EXPECT_EQ(ask(smt.equal(day, right)), Answer::possible);
  EXPECT_EQ(ask(smt.all_of({reached, smt.less(day, right)})), Answer::impossible);
  EXPECT_EQ(ask(smt.all_of({smt.not_(reached), smt.at_most(right, day)})), Answer::impossible);
}

TEST(Encoder, TheCalendarInFormulasIsTheCalendar) {
  compare_calendar("2008-02-29", 216, true);
  compare_calendar("2008-02-29", 216, false);
  compare_calendar("2008-02-29", 48, false);
  compare_calendar("2011-12-29", 2, true);
  compare_calendar("2011-12-30", 2, true);
  compare_calendar("1999-12-31", -10, false);
  compare_calendar("1900-01-29", 1, true);
  compare_calendar("2012-03-31", -1, true);
  compare_calendar("1987-05-14", 300, true);
}

// With nothing fixed the solver chooses a person; the calendar apart, the evaluator must agree about that person.
RC_GTEST_PROP(Encoder, ThePersonsThatItFindsReplay, (std::uint32_t seed)) {
  slow::Dice dice(seed);
  const auto law = slow::random_law(dice);
  const auto charter = slow::checked_law(slow::text_of(law));
  Smt smt;
  People people(charter, smt, false);
  Calendar calendar(smt);
  Encoder encoder(charter, smt, people, calendar);
  const auto subject = subject_of(charter, static_cast<int>(dice() % 5) - 1);
  const auto day = smt.number(13700, 14200);
  const bool wanted = dice() % 2 == 0;
  const auto f = encoder.granted(subject, {day, 0, subject.service, charter::none}, Counting::all);
  const std::vector<Formula> question{wanted ? f : smt.not_(f)};
  for (int i = 0; i < 200; ++i) {
    if (smt.ask(question, std::chrono::seconds(20)) != Answer::possible) return;
    const auto facts = people.found(0);
    const Day on{static_cast<std::int32_t>(smt.found(day))};
    if (days_of(charter::evaluate(charter, facts), subject).contains(on) == wanted) return;
    if (!calendar.refine(i > 2)) RC_FAIL("day " + to_text(on) + "\n" + slow::text_of(law));
  }
  RC_FAIL("never exact\n" + slow::text_of(law));
}

}  // namespace
}  // namespace nwd::proof
