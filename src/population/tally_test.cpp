// Sums beside those of a plain loop over persons, and the change from one charter to another beside set differences.
#include "population/tally.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "population/random_people_test.h"

namespace nwd::population {
namespace {

namespace slow = charter::slow;

struct Slow {
  Columns people;
  std::vector<std::vector<charter::DayBounds>> days;  // per person, per output
};

std::vector<charter::DayBounds> entitled(const Plan& plan, const Columns& people, std::size_t person) {
  std::vector<charter::DayBounds> out;
  std::vector<charter::Entitlements> owes;
  std::vector<std::vector<std::vector<charter::DayBounds>>> paid;
  for (const auto* law : plan.charters()) {
    const auto facts = facts_of(*law, people, person);
    owes.push_back(charter::evaluate(*law, facts));
    paid.push_back(charter::paid(*law, facts));
  }
  const auto owed = [&](std::uint32_t at) { return at == charter::none ? charter::DayBounds{} : out[at]; };
  for (const auto& output : plan.outputs()) {
    if (output.what != Output::What::owed) {
      const bool gained = output.what == Output::What::gained;
      const auto more = owed(gained ? output.after : output.before);
      const auto less = owed(gained ? output.before : output.after);
      out.push_back({more.certain - less.certain, more.possible - less.possible});
      continue;
    }
    if (output.paid()) {
      const auto& days = paid[output.charter][output.fund][output.index];
      out.push_back({days.certain & output.priced, days.possible & output.priced});
      continue;
    }
    const auto& all = owes[output.charter];
    out.push_back(output.immunity ? all.immunities[output.index] : all.services[output.index]);
  }
  return out;
}

Band band_of(const Columns& people, std::size_t person) {
  const auto day = [&](const char* fact) { return Day{people.days(people.schema().fact(fact)->column)[person]}; };
  const auto known = [](Day d) { return d.number != unknown_day && d < distant_future; };
  if (!known(day("born")) || !known(day("identified"))) return Band::unknown;
  const auto age = whole_years(day("born"), day("identified"));
  return age < 13 ? Band::to12 : age < 18 ? Band::to17 : age < 25 ? Band::to24 : Band::from25;
}

// The persons of many seeds, by the same law; some blocks are exact and some are not.
Columns random_people(const Plan& plan, slow::Dice& dice, std::size_t count) {
  Columns people(plan.schema());
  for (std::size_t i = 0; i < count; ++i) append(people, random_known(dice, i < block_size ? 0 : 5));
  for (std::size_t i = 0; i < count; ++i) people.regions.push_back(static_cast<std::uint16_t>(dice() % 3));
  return people;
}

Tally tallied(const Plan& plan, const Columns& people, const TallyBy& by) {
  Tally tally(plan, by);
  Runner runner(plan);
  for (std::size_t first = 0; first < people.size(); first += block_size) tally.add(people, runner.run(people, first));
  return tally;
}

bool equals_plain_loop(const Plan& plan, const Columns& people, const TallyBy& by) {
  const auto tally = tallied(plan, people, by);
  std::vector<Sums> expected(plan.outputs().size() * tally.periods() * tally.groups());
  for (std::size_t p = 0; p < people.size(); ++p) {
    const auto days = entitled(plan, people, p);
    const auto group = tally.groups() == 1 ? 0 : tally.group(band_of(people, p), people.regions[p]);
    for (std::size_t o = 0; o < days.size(); ++o)
      for (std::size_t m = 0; m < tally.periods(); ++m) {
        auto& to = expected[(o * tally.periods() + m) * tally.groups() + group];
        const DaySet within(by.edges[m], by.edges[m + 1]);
        const auto certain = (days[o].certain & within).count();
        const auto possible = (days[o].possible & within).count();
        to.certain.days += certain;
        to.certain.persons += certain > 0 ? 1 : 0;
        to.possible.days += possible;
        to.possible.persons += possible > 0 ? 1 : 0;
      }
  }
  for (std::size_t o = 0; o < plan.outputs().size(); ++o)
    for (std::size_t m = 0; m < tally.periods(); ++m)
      for (std::size_t g = 0; g < tally.groups(); ++g)
        if (tally.sum(o, m, g) != expected[(o * tally.periods() + m) * tally.groups() + g]) return false;
  return true;
}

const Day begin{13870};  // 2007-12-23
const Day end{14100};

TEST(Tally, SumsOverSeveralBlocksAreThoseOfAPlainLoop) {
  for (const std::uint32_t seed : {1U, 2U, 3U, 4U}) {
    slow::Dice dice(seed);
    const auto law = checked_law(slow::text_of(slow::random_law(dice)));
    const auto plan = Plan::of(law, {});
    const auto people = random_people(plan, dice, 1100);
    EXPECT_TRUE(equals_plain_loop(plan, people, {months(begin, end), false, 1})) << seed;
    EXPECT_TRUE(equals_plain_loop(plan, people, {{begin, end}, true, 3})) << seed;
  }
}

RC_GTEST_PROP(Tally, ChangesAreTheDifferencesOfTwoCharters, (std::uint32_t seed)) {
  slow::Dice dice(seed);
  const auto before = checked_law(slow::text_of(slow::random_law(dice)));
  const auto after = checked_law(slow::text_of(slow::random_law(dice)));
  const auto plan = Plan::of(before, after, {});
  RC_ASSERT(plan.has_value());
  RC_ASSERT(equals_plain_loop(*plan, random_people(*plan, dice, 25), {{begin, end}, true, 3}));
}

RC_GTEST_PROP(Tally, MonthsInWhichSomebodyIsOwedAreThoseOfAPlainLoop, (std::uint32_t seed)) {
  slow::Dice dice(seed);
  const auto law = checked_law(slow::text_of(slow::random_law(dice)));
  const auto plan = Plan::of(law, {});
  const auto people = random_people(plan, dice, 20);
  const auto edges = months(begin, end);
  std::vector<std::int32_t> bits(people.size());
  Runner runner(plan);
  const auto& block = runner.run(people, 0);
  std::vector<std::vector<charter::DayBounds>> expected;
  for (std::size_t p = 0; p < people.size(); ++p) expected.push_back(entitled(plan, people, p));
  for (std::size_t o = 0; o < plan.outputs().size(); ++o) {
    owed_in(block, o, runner.with(), edges, bits);
    for (std::size_t p = 0; p < people.size(); ++p)
      for (std::size_t m = 0; m + 1 < edges.size(); ++m)
        RC_ASSERT((((bits[p] >> m) & 1) != 0) == !(expected[p][o].certain & DaySet(edges[m], edges[m + 1])).empty());
  }
}

TEST(Months, BeginOnTheFirstAndKeepBothEnds) {
  const auto edges = months(*parse_day("2024-01-31"), *parse_day("2024-03-02"));
  ASSERT_EQ(edges.size(), 4U);
  EXPECT_EQ(to_text(edges[1]), "2024-02-01");
  EXPECT_EQ(to_text(edges[2]), "2024-03-01");
  EXPECT_EQ(months(*parse_day("2024-01-01"), *parse_day("2024-02-01")).size(), 2U);
}

}  // namespace
}  // namespace nwd::population
