// The columns against the one-person evaluator and the slow day loop, on random charters and persons.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "population/random_people_test.h"

namespace nwd::population {
namespace {

namespace slow = charter::slow;
using charter::DayBounds;

// By a plan of one charter.
std::vector<DayBounds> alone(const Plan& plan, const Columns& people, std::size_t person) {
  const auto& law = *plan.charters()[0];
  const auto facts = facts_of(law, people, person);
  const auto entitled = charter::evaluate(law, facts);
  const auto paid = charter::paid(law, facts);
  std::vector<DayBounds> out;
  for (const auto& output : plan.outputs()) {
    if (output.paid()) {
      const auto& days = paid[output.fund][output.index];
      out.push_back({days.certain & output.priced, days.possible & output.priced});
    } else {
      out.push_back(output.immunity ? entitled.immunities[output.index] : entitled.services[output.index]);
    }
  }
  return out;
}

void equals_evaluator(const Plan& plan, const Columns& people, const Kernels& kernels, const std::string& law) {
  Runner runner(plan, kernels);
  for (std::size_t first = 0; first < people.size(); first += block_size) {
    const auto& block = runner.run(people, first);
    for (std::size_t p = 0; p < block.size; ++p) {
      const auto expected = alone(plan, people, first + p);
      for (std::size_t o = 0; o < expected.size(); ++o)
        if (block.days(p, o) != expected[o])
          RC_FAIL(std::string(kernels.name) + ", " + plan.outputs()[o].name + ": " + to_text(block.days(p, o).certain) +
                  " / " + to_text(block.days(p, o).possible) + " instead of " + to_text(expected[o].certain) + " / " +
                  to_text(expected[o].possible) + "\n" + law);
    }
  }
  RC_ASSERT(runner.counts().persons == static_cast<std::int64_t>(people.size()));
}

void with_all_kernels(int forgotten, std::uint32_t seed, std::size_t persons) {
  slow::Dice dice(seed);
  const auto text = slow::text_of(slow::random_law(dice));
  const auto law = checked_law(text);
  const Layout layout{1 + dice() % 4, 1 + dice() % 4};
  const auto plan = Plan::of(law, layout);
  RC_ASSERT(!plan.alone());
  Columns people(plan.schema());
  for (std::size_t i = 0; i < persons; ++i) append(people, random_known(dice, forgotten));
  for (const auto* name : {"portable", "AVX2", "AVX-512"})
    if (const auto* k = kernels(name)) equals_evaluator(plan, people, *k, text);
}

RC_GTEST_PROP(Population, KnownFactsGiveTheDaysOfTheOnePersonEvaluator, (std::uint32_t seed)) {
  with_all_kernels(0, seed, 15);
}

RC_GTEST_PROP(Population, UnknownFactsGiveTheBoundsOfTheOnePersonEvaluator, (std::uint32_t seed)) {
  with_all_kernels(10, seed, 15);
}

int which(const Output& output) {
  const auto& names = slow::service_names;
  const auto at = std::find(names.begin(), names.end(), output.name);
  return output.immunity ? -1 : static_cast<int>(at - names.begin());
}

slow::Truth seen(const DayBounds& b, slow::Num day) {
  const Day d{static_cast<std::int32_t>(day)};
  return b.certain.contains(d) ? slow::Truth::yes : b.possible.contains(d) ? slow::Truth::maybe : slow::Truth::no;
}

void equals_day_loop(std::uint32_t seed, int forgotten) {
  slow::Dice dice(seed);
  const auto law = slow::random_law(dice);
  const auto checked = checked_law(slow::text_of(law));
  const auto plan = Plan::of(checked, {});
  Columns people(plan.schema());
  const auto person = random_known(dice, forgotten);
  append(people, person);
  Runner runner(plan);
  const auto& block = runner.run(people, 0);
  slow::Model model(law, person);
  for (std::size_t o = 0; o < plan.outputs().size(); ++o) {
    if (plan.outputs()[o].paid()) continue;
    const int what = which(plan.outputs()[o]);
    if (forgotten > 0 && slow::keyed(law, what)) continue;
    const auto days = block.days(0, o);
    for (slow::Num day = 13400; day < 14900; ++day)
      if (seen(days, day) != (what >= 0 ? model.owed(what, day) : model.immune(day)))
        RC_FAIL(plan.outputs()[o].name + " on " + to_text(Day{static_cast<std::int32_t>(day)}) + ": " +
                to_text(days.certain) + " / " + to_text(days.possible) + "\n" + slow::text_of(law));
  }
}

TEST(Population, ACharterThatIsTooIntricateEvaluatesEverybodyAlone) {
  const auto law = checked_law(
      "charter T \"T\"\nsource A \"a\" in force from 2000-01-01\n"
      "rule R cites A: owed housing while some action a: [a.opened, a.closed)\n");
  const auto plan = Plan::of(law, {.most_expressions = 3});
  ASSERT_TRUE(plan.alone());
  EXPECT_FALSE(Plan::of(law, {}).alone());
  Columns people(plan.schema());
  people.resize(2);
  ASSERT_TRUE(people.add_row(1, *plan.schema()->fact("action"), {0, 16000, 17000}));
  Runner runner(plan);
  const auto& block = runner.run(people, 0);
  EXPECT_EQ(runner.counts().alone_intricate, 2);
  EXPECT_TRUE(block.days(0, 0).possible.empty());
  EXPECT_EQ(block.days(1, 0).certain, DaySet({16000}, {17000}));
}

TEST(Population, APersonWithMoreThanFourIntervalsIsEvaluatedAlone) {
  const auto law = checked_law(
      "charter T \"T\"\nsource A \"a\" in force from 2000-01-01\n"
      "rule R cites A: owed education while cooperates or (some action a: [a.opened, a.closed))\n");
  const auto plan = Plan::of(law, {});
  Columns people(plan.schema());
  people.resize(2);
  for (const std::size_t p : {0U, 1U}) {
    for (const std::int32_t day : {16000, 16020, 16040, 16060})
      ASSERT_TRUE(people.add_row(p, *plan.schema()->fact("action"), {0, day, day + 10}));
    const Day from{p == 0 ? 16080 : 16069};
    people.set_state(p, plan.schema()->fact("cooperates")->states[0], {from, from + 5});
  }
  Runner runner(plan);
  const auto& block = runner.run(people, 0);
  EXPECT_EQ(runner.counts().alone_days, 1);
  EXPECT_EQ(block.days(0, 0).certain.intervals().size(), 5U);
  EXPECT_EQ(block.days(1, 0).certain.intervals().size(), 4U);
  EXPECT_EQ(block.days(1, 0).certain.intervals()[3].end, Day{16074});
}

// A mistake in how a person is sent alone would otherwise be hidden by the evaluator.
TEST(Population, PersonsWhoFitAreNotEvaluatedAlone) {
  const auto law = *charter::check(charter::builtin("us-mn-safe-harbor")).charter;
  const auto plan = Plan::of(law, {});
  slow::Dice dice(3);
  Columns people(plan.schema());
  for (int i = 0; i < 300; ++i) append(people, random_known(dice, 0));
  Runner runner(plan);
  runner.run(people, 0);
  const auto& counts = runner.counts();
  EXPECT_EQ(counts.persons, 300);
  EXPECT_EQ(counts.unknown, 0);
  EXPECT_EQ(counts.alone_intricate + counts.alone_days, 0);
  EXPECT_LT(counts.alone_facts, 200);  // needs of three intervals
  EXPECT_GT(counts.alone_facts, 0);
}

RC_GTEST_PROP(Population, KnownFactsGiveTheDaysOfTheSlowLoop, (std::uint32_t seed)) { equals_day_loop(seed, 0); }
RC_GTEST_PROP(Population, UnknownFactsGiveTheBoundsOfTheSlowLoop, (std::uint32_t seed)) { equals_day_loop(seed, 15); }

}  // namespace
}  // namespace nwd::population
