// Verdicts on random charters: nothing that fails fails to replay, and no random person contradicts what holds.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "charter/slow_facts_test.h"
#include "proof/question.h"
#include "proof/test_charters.h"

namespace nwd::proof {
namespace {

namespace slow = charter::slow;

const std::string standards = R"(
standard P1 "p": owed independent of cooperates
standard P2 "p": owed independent of exploitation, conduct while from identified
standard P3 "p": owed throughout [identified, recovered)
standard P4 "p": owed education throughout some action a: a.kind is civil and [a.opened, a.closed)
standard P5 "p": owed has no interior gap
standard P6 "p": owed has no exclusion
standard P7 "p": always conduct during before born + 18 years implies owed housing
standard P8 "p": owed throughout [2008-02-01, 2008-03-01) and before last action a: a.closed
)";

slow::Law without_immunity(slow::Law law) {
  for (auto& rule : law.rules) {
    if (rule.immune) rule.services = {3};
    rule.immune = false;
  }
  return law;
}

// Few actions: the solver looks at no more.
slow::Person plain(slow::Person p) {
  if (p.actions.size() > 2) p.actions.resize(2);
  return p;
}

RC_GTEST_PROP(Verdicts, ReplayAndAreNotContradictedByRandomPersons, (std::uint32_t seed)) {
  slow::Dice dice(seed);
  auto charter = checked(slow::text_of(without_immunity(slow::random_law(dice))) + standards);
  while (charter.standards.size() > 3)  // some of them each time: all would take long
    charter.standards.erase(charter.standards.begin() + static_cast<std::ptrdiff_t>(dice() % charter.standards.size()));
  Options options;
  options.shared = false;
  options.timeout = std::chrono::seconds(20);
  options.as_of = Day{13880 + static_cast<std::int32_t>(dice() % 120)};
  const auto verdicts = prove(charter, options);
  if (!verdicts) RC_FAIL(verdicts.error().message + "\n" + charter.text);
  const auto law = law_of(charter, options.as_of);
  std::vector<charter::Facts> people;
  for (int i = 0; i < 25; ++i) people.push_back(slow::fast_facts(charter, plain(slow::random_person(dice, true))));
  for (std::size_t i = 0; i < verdicts->size(); ++i) {
    const auto& v = (*verdicts)[i];
    RC_ASSERT(v.status != Status::unknown);
    RC_ASSERT((v.status == Status::fails) == v.counterexample.has_value());
    const auto& standard = charter.standards[i];
    for (const auto service : v.holds_for) {
      const auto subject = service_owed(charter, law, service);
      const Question question{&standard, &subject, law, 0};
      for (std::size_t p = 0; p < people.size(); ++p) {
        auto other = people[p];
        for (const auto fact : standard.facts) other.replace(fact, people[(p + 1) % people.size()].values()[fact]);
        const auto days = breaches(charter, question, people[p],
                                   standard.property == charter::Property::independent ? &other : nullptr);
        if (!days.empty()) RC_FAIL(v.standard + " on " + to_text(days) + "\n" + charter.text);
      }
    }
  }
}

}  // namespace
}  // namespace nwd::proof
