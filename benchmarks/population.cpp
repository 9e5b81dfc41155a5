// A charter over a population. Beside the compiled rule: the same rule fused by hand, and reading the same bytes.
#include <fmt/core.h>

#include <algorithm>
#include <random>

#include "bench.h"
#include "fused.h"
#include "population/tally.h"

namespace nwd::bench {
namespace {

using namespace population;  // NOLINT: this file is about nothing else

constexpr std::size_t million = 1'000'000;
constexpr std::size_t person_count = 1 << 20;
constexpr int rounds = 5;
constexpr int turns = 5;

constexpr const char* six_variables = R"(charter BENCH "Six variables"
calendar gregorian, feb29 becomes mar1
source ACT "One act" in force from 1900-01-01
state minor = before born + 18 years
state case open = some action a: [a.opened, a.closed)
rule B-1 cites ACT: owed housing > emergency
  to minor, start identified, while needs and case open, until recovered
)";

charter::Charter checked(std::string_view text) {
  auto result = charter::check(text);
  if (!result.charter) throw std::runtime_error("a charter of the benchmark does not check");
  return *std::move(result.charter);
}

// Uniform days without the cost of a distribution.
class Dice {
 public:
  std::int32_t day(std::int32_t from, std::int32_t until) {
    return from + static_cast<std::int32_t>(next() % static_cast<std::uint32_t>(until - from));
  }
  bool chance(std::uint32_t percent) { return next() % 100 < percent; }
  std::uint8_t below(std::uint32_t n) { return static_cast<std::uint8_t>(next() % n); }

 private:
  std::uint32_t next() {
    state_ ^= state_ << 13U;
    state_ ^= state_ >> 7U;
    state_ ^= state_ << 17U;
    return static_cast<std::uint32_t>(state_ >> 16U);
  }
  std::uint64_t state_ = 88172645463325252;
};

constexpr std::int32_t day_2014 = 16071;
constexpr std::int32_t day_2026 = 20454;

void fill_state(Columns& people, const StateColumns& state, std::size_t p, Dice& dice) {
  const auto from = dice.day(day_2014, day_2026);
  const bool needed = dice.chance(60);
  people.days(state.first)[p] = needed ? from : never_day;
  people.days(state.first + 1)[p] = !needed || dice.chance(30) ? never_day : from + dice.day(1, 900);
}

// Half of all days that may never come do not. A second date of a row comes after the first.
std::int32_t some_day(const charter::Field& field, Dice& dice, std::int32_t after = day_2014) {
  if (field.type == charter::FactType::maybe_date && dice.chance(50)) return never_day;
  return after == day_2014 ? dice.day(day_2014, day_2026) : after + dice.day(1, 900);
}

void fill_rows(Columns& people, const FactColumns& list, std::size_t p, Dice& dice, std::uint32_t most) {
  const auto count = dice.below(most + 1);
  people.bytes(list.column)[p] = count;
  for (std::uint8_t row = 0; row < count; ++row) {
    std::int32_t last = day_2014;
    for (const auto& [field, rows] : list.fields)
      if (field.type == charter::FactType::choice)
        people.bytes(rows[row])[p] = dice.below(static_cast<std::uint32_t>(field.choices.size()));
      else
        people.days(rows[row])[p] = last = some_day(field, dice, last);
  }
}

void fill_fact(Columns& people, const FactColumns& fact, std::size_t p, Dice& dice, std::uint32_t most_rows) {
  switch (fact.self.type) {
    case charter::FactType::date:
    case charter::FactType::maybe_date: people.days(fact.column)[p] = some_day(fact.self, dice); break;
    case charter::FactType::choice:
      people.bytes(fact.column)[p] = dice.below(static_cast<std::uint32_t>(fact.self.choices.size()));
      break;
    case charter::FactType::list: fill_rows(people, fact, p, dice, most_rows); break;
    case charter::FactType::state:
    case charter::FactType::state_per_service:
      for (const auto& state : fact.states) fill_state(people, state, p, dice);
  }
}

Columns invented(const SchemaPtr& schema, std::size_t count, std::uint32_t most_rows) {
  Columns people(schema);
  people.resize(count);
  Dice dice;
  auto& born = people.days(schema->fact("born")->column);
  auto& identified = people.days(schema->fact("identified")->column);
  auto& recovered = people.days(schema->fact("recovered")->column);
  for (std::size_t p = 0; p < count; ++p) {
    for (const auto& fact : schema->facts()) fill_fact(people, fact, p, dice, most_rows);
    born[p] = dice.day(7305, 18262);  // 1990 to 2019
    identified[p] = std::max(born[p], identified[p]);
    if (recovered[p] != never_day) recovered[p] = identified[p] + dice.day(1, 2000);
  }
  return people;
}

double best_of(const std::function<void()>& work) {
  double best = 1e9;
  for (int i = 0; i < rounds; ++i) best = std::min(best, seconds_of(work));
  return best;
}

FusedColumns columns_of(const Columns& people) {
  const auto& s = people.schema();
  const auto date = [&](const char* fact) { return people.days(s.fact(fact)->column).data(); };
  const auto& actions = s.fact("action")->fields;
  for (const auto& state : s.fact("needs")->states)
    if (state.service == "housing > emergency")
      return {date("born"),
              date("identified"),
              date("recovered"),
              people.days(actions[1].rows[0]).data(),
              people.days(actions[2].rows[0]).data(),
              people.days(state.first).data(),
              people.days(state.first + 1).data()};
  throw std::runtime_error("the charters no longer know emergency housing");
}

std::size_t emergency(const Plan& plan) {
  for (std::size_t i = 0; i < plan.outputs().size(); ++i)
    if (plan.outputs()[i].name == "housing > emergency") return i;
  throw std::runtime_error("the charter of the benchmark owes no emergency housing");
}

// The bits of all persons, and the seconds of the fastest round.
double compiled(const Plan& plan, const Columns& people, const Kernels& kernels, const std::vector<Day>& edges,
                std::vector<std::int32_t>& out) {
  Runner runner(plan, kernels);
  const auto output = emergency(plan);
  return best_of([&] {
    for (std::size_t first = 0; first < people.size(); first += block_size)
      owed_in(runner.run(people, first), output, kernels, edges, std::span(out).subspan(first));
  });
}

double giga(double seconds, std::size_t persons) { return static_cast<double>(persons) * 12 / seconds / 1e9; }

void six(std::uint32_t actions) {
  const auto law = checked(six_variables);
  const auto plan = Plan::of(law, {.inline_rows = actions, .state_slots = 1});
  const auto people = invented(plan.schema(), person_count, actions);
  const auto edges = months({day_2026 - 731}, {day_2026 - 366});  // 2024
  std::vector<std::int32_t> out(person_count);
  const auto* avx2 = kernels("AVX2");
  if (avx2 == nullptr) return line("six-variable rule", "no AVX2 here", "", false);
  const auto columns = columns_of(people);
  std::vector<std::int32_t> numbers;
  numbers.reserve(edges.size());
  for (const auto edge : edges) numbers.push_back(edge.number);
  std::vector<std::int32_t> by_hand(person_count);
  std::int64_t sum = 0;
  double fused = 1e9;
  double seconds = 1e9;
  double read = 1e9;
  for (int i = 0; i < turns; ++i) {  // in turns, so that all meet the same machine
    fused = std::min(fused, best_of([&] { fused_avx2(columns, person_count, numbers.data(), by_hand.data()); }));
    seconds = std::min(seconds, compiled(plan, people, *avx2, edges, out));
    read = std::min(read, best_of([&] { sum += read_avx2(columns, person_count); }));
  }
  const auto what = actions == 1 ? "one action" : fmt::format("0 to {} actions", actions);
  if (actions == 1 && out != by_hand) throw std::runtime_error("the compiled rule and the one fused by hand differ");
  const double speed = giga(seconds, person_count);
  if (actions == 1)
    line("six-variable rule, " + what + ", AVX2", fmt::format("{:.2f} G pm/s", speed),
         fmt::format("beside {:.2f} fused by hand ({:.2f} of it), {:.2f} reading the bytes ({}); goal 3 and 0.5",
                     giga(fused, person_count), fused / seconds, giga(read, person_count), sum & 1),
         speed >= 3 && fused / seconds >= 0.5);
  else
    note("six-variable rule, " + what + ", AVX2", fmt::format("{:.2f} G pm/s", speed), "four rows of actions to read");
  for (const auto* name : {"AVX-512", "portable"}) {
    const auto* other = kernels(name);
    if (other == nullptr) continue;
    std::vector<std::int32_t> again(person_count);
    const double took = compiled(plan, people, *other, edges, again);
    if (again != out) throw std::runtime_error("two instruction sets give different days");
    note(fmt::format("six-variable rule, {}, {}", what, name), fmt::format("{:.2f} G pm/s", giga(took, person_count)),
         fmt::format("{:.2f} of AVX2", seconds / took));
  }
}

void whole_charter(const std::string& name, const std::string& title) {
  constexpr std::size_t count = 10 * million;
  const auto law = checked(charter::builtin(name));
  const auto plan = Plan::of(law, {.inline_rows = 4, .state_slots = 1});
  const auto people = invented(plan.schema(), count, 4);
  Runner runner(plan);
  Tally tally(plan, {months({day_2026 - 731}, {day_2026 - 366}), false, 1});
  Tally year(plan, {{{day_2026 - 731}, {day_2026 - 366}}, false, 1});
  const double seconds = seconds_of([&] {
    for (std::size_t first = 0; first < count; first += block_size) year.add(people, runner.run(people, first));
  });
  const double monthly = seconds_of([&] {
    for (std::size_t first = 0; first < count; first += block_size) tally.add(people, runner.run(people, first));
  });
  const auto& counts = runner.counts();
  const auto alone = static_cast<double>(counts.alone_facts + counts.alone_days + counts.alone_intricate);
  const auto bytes = static_cast<double>(runner.bytes() + tally.bytes()) / static_cast<double>(count);
  line(
      title + " over 10^7 persons, days of a year", fmt::format("{:.2f} s", seconds),
      fmt::format("{} outputs, {} instructions, {:.2f} B/person beyond the input, {:.1f} % alone; goal 2 s, 40 B",
                  plan.outputs().size(), plan.exact().code.size(), bytes, 100 * alone / static_cast<double>(2 * count)),
      seconds <= 2 && bytes <= 40);
  note("the same, month by month", fmt::format("{:.2f} s", monthly), "12 months");
}

}  // namespace

void populations() {
  six(1);
  six(4);
  whole_charter("us-mn-safe-harbor", "Minnesota");
  whole_charter("gb-nrm", "England and Wales");
}

}  // namespace nwd::bench
