// Who it is that gains or loses: whoever else it might be is ruled out by proof.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "proof/comparison.h"
#include "proof/telling.h"

namespace nwd::proof {

using charter::Charter;
using charter::FactId;
using charter::FactType;
using charter::none;
using charter::Op;

namespace {

constexpr std::int32_t majority = 18 * 12;

// The ages, in months, that a charter speaks of, and majority.
void add_ages(const Charter& charter, FactId born, std::set<std::int32_t>& out) {
  for (const auto& e : charter.exprs) {
    if (e.op != Op::shift || e.amount <= 0) continue;
    const auto& from = charter.exprs[e.of[0]];
    if (from.op != Op::fact_date || from.fact != born) continue;
    if (e.unit == charter::Unit::years) out.insert(e.amount * 12);
    if (e.unit == charter::Unit::months) out.insert(e.amount);
  }
}

void add_changes(const Charter& charter, std::set<Day>& out) {
  for (const auto& rule : charter.rules)
    for (const auto& v : rule.versions)
      for (const Day day : {v.from, v.until})
        if (day >= first_day && day <= last_day) out.insert(day);
}

std::string age(std::int32_t months) {
  return months % 12 == 0 ? fmt::format("{}", months / 12)
                          : fmt::format("{} years and {} months", months / 12, months % 12);
}

std::string ages(std::optional<std::int32_t> from, std::optional<std::int32_t> until) {
  const auto unit = [](std::int32_t months) { return months % 12 == 0 ? " years of age" : " of age"; };
  if (from && until) return fmt::format("from {} until {}{}", age(*from), age(*until), unit(*until));
  if (from) return fmt::format("from {}{} on", age(*from), unit(*from));
  return fmt::format("under {}{}", age(*until), unit(*until));
}

}  // namespace

bool Comparison::nobody(Formula differing, Formula and_also) {
  return smt_.ask(std::array{differing, and_also}, left()) == Answer::impossible;
}

void Comparison::only_ages(Formula differing, std::vector<std::string>& out) {
  const auto born = joined_.before.fact("born");
  if (born == none) return;
  std::set<std::int32_t> all{majority};
  add_ages(joined_.before, born, all);
  add_ages(joined_.after, born, all);
  std::optional<std::int32_t> from, until;
  for (const auto months : all) {
    const auto birthday = calendar_.shifted(people_.date(born, 0).is, months, joined_.after.feb29_becomes_mar1);
    const auto younger = smt_.less(day_, birthday);
    if (nobody(differing, younger)) from = months;
    if (!until && nobody(differing, smt_.not_(younger))) until = months;
  }
  if (from || until) out.push_back(ages(from, until));
}

// Dates of law; the days themselves are asked about, whatever a rule may be keyed by.
void Comparison::only_days(Formula differing, std::vector<std::string>& out) {
  std::set<Day> all;
  add_changes(joined_.before, all);
  add_changes(joined_.after, all);
  std::optional<Day> from, until;
  for (const Day day : all) {
    const auto earlier = smt_.less(day_, smt_.constant(day.number));
    if (nobody(differing, earlier)) from = day;
    if (!until && nobody(differing, smt_.not_(earlier))) until = day;
  }
  if (from) out.push_back(fmt::format("from {} on", long_day(*from)));
  if (until) out.push_back(fmt::format("before {}", long_day(*until)));
}

void Comparison::only_choices(FactId fact, Formula differing, std::vector<std::string>& out) {
  const auto& choices = joined_.before.facts[fact].self.choices;
  const auto value = people_.choice(fact, 0);
  std::vector<std::string> possible;
  for (std::size_t i = 0; i < choices.size(); ++i)
    if (!nobody(differing, smt_.equal(value, smt_.constant(static_cast<std::int64_t>(i)))))
      possible.push_back(choices[i]);
  if (possible.empty() || possible.size() == choices.size()) return;
  out.push_back(fmt::format("if `{}` is {}", joined_.before.facts[fact].self.name, fmt::join(possible, " or ")));
}

void Comparison::only_states(FactId fact, Formula differing, std::vector<std::string>& out) {
  const auto on = people_.on(fact, 0, none, day_);
  const auto& name = joined_.before.facts[fact].self.name;
  if (nobody(differing, smt_.not_(on))) out.push_back(fmt::format("while `{}`", name));
  if (nobody(differing, on)) out.push_back(fmt::format("while not `{}`", name));
}

std::vector<std::string> Comparison::only(const Found& found) {
  std::vector<Formula> any;
  for (const auto* pair : found.pairs) any.push_back(formula({pair, found.asked.direction, found.asked.counting}));
  const auto differing = smt_.any_of(any);
  deadline_ = Clock::now() + options_.timeout;
  std::vector<std::string> out;
  only_ages(differing, out);
  only_days(differing, out);
  const auto mentioned = rules_speak_of(found);
  for (FactId id = 0; id < joined_.before.facts.size(); ++id) {
    if (((mentioned >> id) & 1U) == 0) continue;
    const auto type = joined_.before.facts[id].self.type;
    if (type == FactType::choice) only_choices(id, differing, out);
    if (type == FactType::state) only_states(id, differing, out);
  }
  return out;
}

}  // namespace nwd::proof
