// Differences of random charters: what is the same is so for random persons, and every example is owed what it says.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "charter/slow_facts_test.h"
#include "proof/difference.h"
#include "proof/test_charters.h"

namespace nwd::proof {
namespace {

namespace slow = charter::slow;
using charter::Charter;

slow::Person few_actions(slow::Person person) {
  if (person.actions.size() > 2) person.actions.resize(2);
  return person;
}

DaySet of_life(const DaySet& days, const slow::Person& person) {
  return days & DaySet(std::max(first_day, slow::fast_day(person.born.lo)), last_day + 1);
}

bool nothing_before_birth(const slow::Person& p) {
  const auto later = [&](const slow::Range& r) { return r.lo >= p.born.lo; };
  bool out = later(p.identified) && later(p.recovered) && later(p.conduct);
  for (const auto& row : p.actions) out = out && later(row.opened) && row.closed.lo >= row.opened.lo;
  return out;
}

const DaySet& owed(const Charter& charter, const charter::Entitlements& all, const What& what) {
  static const DaySet nothing;
  if (what.owed) return all.services[charter.service(what.name)].certain;
  const auto id = charter.immunity(what.name);
  return id == charter::none ? nothing : all.immunities[id].certain;
}

// What a rule may name by its number, that `law` has fewer of.
template <class T>
void add_rest(std::vector<T>& law, const std::vector<T>& other) {
  law.insert(law.end(), other.begin() + static_cast<std::ptrdiff_t>(std::min(law.size(), other.size())), other.end());
}

// The law itself, with one rule of another law in place of one of its own.
slow::Law with_a_rule_of(slow::Law law, const slow::Law& other, slow::Dice& dice) {
  if (law.rules.empty() || other.rules.empty()) return other;
  add_rest(law.states, other.states);
  add_rest(law.parameters, other.parameters);
  auto& rule = law.rules[dice() % law.rules.size()] = other.rules[dice() % other.rules.size()];
  rule.fund = -1;  // the other law's money is not this one's
  return law;
}

RC_GTEST_PROP(Differences, AreReplayedAndNotContradictedByRandomPersons, (std::uint32_t seed)) {
  slow::Dice dice(seed);
  const auto law = slow::random_law(dice);
  const auto before = checked(slow::text_of(law));
  const auto after = checked(slow::text_of(dice() % 4 == 0 ? law : with_a_rule_of(law, slow::random_law(dice), dice)));
  const auto d = differences(before, after, {std::chrono::seconds(30)});
  if (!d) RC_FAIL(d.error().message + " " + d.error().detail + "\n" + before.text + "\n" + after.text);
  if (before.text == after.text) RC_ASSERT(outcome(*d) == Outcome::same);
  for (const auto& one : d->found) {
    const auto was = charter::evaluate(before, one.before.person);
    const auto is = charter::evaluate(after, one.after.person);
    for (const auto& what : one.what) {
      const bool gains = one.direction == Direction::gains;
      RC_ASSERT(owed(before, was, what).contains(one.day) != gains);
      RC_ASSERT(owed(after, is, what).contains(one.day) == gains);
    }
  }
  for (int i = 0; i < 25; ++i) {
    const auto person = few_actions(slow::random_person(dice, true));
    if (!nothing_before_birth(person)) continue;
    const auto was = charter::evaluate(before, slow::fast_facts(before, person));
    const auto is = charter::evaluate(after, slow::fast_facts(after, person));
    for (const auto& what : d->same)
      if (of_life(owed(before, was, what), person) != of_life(owed(after, is, what), person))
        RC_FAIL(words(what) + "\n" + before.text + "\n" + after.text);
  }
}

}  // namespace
}  // namespace nwd::proof
