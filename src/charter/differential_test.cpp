// The evaluator against the slow model, on random charters and persons.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "charter/explain.h"
#include "charter/slow_facts_test.h"

namespace nwd::charter {
namespace {

using slow::checked_law;
using slow::fast_day;
using slow::fast_facts;

// Every day of four years about the days that facts and laws speak of, and those 18 years and a bit away.
std::vector<slow::Num> days_to_look_at() {
  std::vector<slow::Num> out;
  for (slow::Num d = 13400; d < 14900; ++d) out.push_back(d);
  for (slow::Num d = 13938 - 6620; d < 13938 - 6500; ++d) out.push_back(d);
  for (slow::Num d = 13938 + 6500; d < 13938 + 6700; ++d) out.push_back(d);
  for (const slow::Num d : {-700000, 0, 2900000}) out.push_back(d);
  return out;
}

slow::Truth seen(const DayBounds& b, slow::Num day) {
  return b.certain.contains(fast_day(day))    ? slow::Truth::yes
         : b.possible.contains(fast_day(day)) ? slow::Truth::maybe
                                              : slow::Truth::no;
}

const DayBounds& days_of(const Charter& c, const Entitlements& e, int what) {
  static const DayBounds nothing;
  if (what >= 0) return e.services[c.service(slow::service_names[static_cast<std::size_t>(what)])];
  return e.immunities.empty() ? nothing : e.immunities[0];
}

void compare(const slow::Law& law, const slow::Person& person, bool exact) {
  const auto text = slow::text_of(law);
  const auto charter = checked_law(text);
  const auto got = evaluate(charter, fast_facts(charter, person));
  slow::Model model(law, person);
  for (int what = -1; what < 5; ++what) {
    if (!exact && slow::keyed(law, what)) continue;  // checked by completion below
    const auto& days = days_of(charter, got, what);
    if (exact) RC_ASSERT(days.exact());
    RC_ASSERT((days.certain - days.possible).empty());
    for (const auto day : days_to_look_at()) {
      const auto expected = what >= 0 ? model.owed(what, day) : model.immune(day);
      if (seen(days, day) != expected)
        RC_FAIL("day " + to_text(fast_day(day)) + ", service " + std::to_string(what) + "\n" + text);
    }
  }
}

RC_GTEST_PROP(Differential, ExactFactsGiveTheDaysOfTheSlowLoop, (std::uint32_t seed)) {
  slow::Dice dice(seed);
  const auto law = slow::random_law(dice);
  compare(law, slow::random_person(dice, true), true);
}

RC_GTEST_PROP(Differential, EachDayIsPaidByTheFirstFundOfTheSlowLoop, (std::uint32_t seed)) {
  slow::Dice dice(seed);
  const auto law = slow::random_law(dice);
  const auto person = slow::random_person(dice, true);
  const auto text = slow::text_of(law);
  const auto charter = checked_law(text);
  const auto got = paid(charter, fast_facts(charter, person));
  RC_ASSERT(got.size() == law.funds.size());
  slow::Model model(law, person);
  for (int service = 0; service < 4 && !law.funds.empty(); ++service)
    for (slow::Num day = 13800; day < 14200; ++day) {
      int payer = -1;
      for (std::size_t fund = 0; fund < got.size(); ++fund)
        if (got[fund][charter.service(slow::service_names[static_cast<std::size_t>(service)])].certain.contains(
                fast_day(day))) {
          RC_ASSERT(payer == -1);
          payer = static_cast<int>(fund);
        }
      if (payer != model.payer(service, day))
        RC_FAIL("day " + to_text(fast_day(day)) + ", service " + std::to_string(service) + "\n" + text);
    }
}

RC_GTEST_PROP(Differential, UnknownFactsGiveTheBoundsOfTheSlowLoop, (std::uint32_t seed)) {
  slow::Dice dice(seed);
  const auto law = slow::random_law(dice);
  compare(law, slow::random_person(dice, false), false);
}

RC_GTEST_PROP(Differential, WhateverTheUnknownFactsTurnOutToBeLiesWithinTheBounds, (std::uint32_t seed)) {
  slow::Dice dice(seed);
  const auto charter = checked_law(slow::text_of(slow::random_law(dice)));
  const auto person = slow::random_person(dice, false);
  const auto bounds = evaluate(charter, fast_facts(charter, person));
  for (int i = 0; i < 8; ++i) {
    const auto truth = evaluate(charter, fast_facts(charter, slow::completed(person, dice)));
    for (int what = -1; what < 5; ++what) {
      const auto& b = days_of(charter, bounds, what);
      const auto& t = days_of(charter, truth, what);
      RC_ASSERT((b.certain - t.certain).empty());
      RC_ASSERT((t.certain - b.possible).empty());
    }
  }
}

RC_GTEST_PROP(Differential, FlippingASensitiveFactMovesOnlyWhatMentionsIt, (std::uint32_t seed)) {
  slow::Dice dice(seed);
  const auto charter = checked_law(slow::text_of(slow::random_law(dice)));
  const bool mentions =
      std::any_of(charter.rules.begin(), charter.rules.end(), [](const auto& r) { return r.sensitive; });
  RC_PRE(!mentions);
  auto person = slow::random_person(dice, true);
  const auto before = evaluate(charter, fast_facts(charter, person));
  person.cooperates = {};
  RC_ASSERT(evaluate(charter, fast_facts(charter, person)) == before);
}

// Every endpoint has a cause, and the cause is of a rule that owes the day beside it.
RC_GTEST_PROP(Differential, ExplanationsHaveACauseForEveryEndpointAndAReasonForEveryAbsence, (std::uint32_t seed)) {
  slow::Dice dice(seed);
  const auto charter = checked_law(slow::text_of(slow::random_law(dice)));
  const auto facts = fast_facts(charter, slow::random_person(dice, dice() % 2 == 0));
  const auto all = explain(charter, facts);
  RC_ASSERT(all.entitlements == evaluate(charter, facts));
  for (const auto& e : all.services) {
    const auto& days = all.entitlements.services[e.what];
    RC_ASSERT(e.certain.size() == days.certain.intervals().size());
    RC_ASSERT(e.why_not.has_value() == days.certain.empty());
    for (const auto* list : {&e.certain, &e.possible})
      for (const auto& i : *list) {
        RC_ASSERT(!i.rules.empty());
        for (const auto* end : {&i.begin, &i.end}) RC_ASSERT(end->open || end->cause.rule != none);
      }
  }
  RC_ASSERT(!render_text(charter, facts, all).empty());
  RC_ASSERT(!render_json(charter, facts, all).empty());
}

}  // namespace
}  // namespace nwd::charter
