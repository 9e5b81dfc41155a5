#include "proof/people.h"

namespace nwd::proof {

using charter::FactId;
using charter::none;

namespace {

constexpr Day memory_begins{-14610};  // 1930-01-01
constexpr Day memory_ends{32872};     // 2060-01-01
constexpr std::int32_t year = 365;    // roughly: nothing hangs on it

}  // namespace

std::vector<std::pair<People::Place, Number>> People::dates_but(FactId fact) const {
  std::vector<std::pair<Place, Number>> out;
  for (const auto& [place, date] : dates_)
    if (place.fact != fact) out.emplace_back(place, date.is);
  return out;
}

Formula People::within(Number day, Day first, Day last) {
  return smt_.all_of({smt_.at_most(smt_.constant(first.number), day), smt_.at_most(day, smt_.constant(last.number))});
}

std::vector<Formula> People::usual(Day start, std::span<const Number> days) {
  const auto never = smt_.constant(never_number);
  const auto born = charter_.fact("born");
  const auto identified = charter_.fact("identified");
  std::vector<Formula> memory, soon, later;
  std::vector<Formula> out;
  for (const auto day : days) {
    memory.push_back(within(day, memory_begins, memory_ends));
    soon.push_back(within(day, start, start + 10 * year));
  }
  for (const auto& [place, date] : dates_but(none))
    memory.push_back(smt_.any_of({within(date, memory_begins, memory_ends), smt_.equal(date, never)}));
  out.push_back(smt_.all_of(memory));
  out.push_back(smt_.all_of(soon));
  const auto met = dates_.find({identified, 0, none, none});
  if (met == dates_.end()) return out;
  const auto met_on = met->second.is;
  out.push_back(within(met_on, start, start + 10 * year));
  std::vector<Formula> known;
  for (const auto day : days) known.push_back(smt_.at_most(met_on, day));
  out.push_back(smt_.all_of(known));
  if (const auto birth = dates_.find({born, 0, none, none}); birth != dates_.end())
    out.push_back(smt_.all_of({smt_.at_most(smt_.plus(birth->second.is, 6 * year), met_on),
                               smt_.at_most(met_on, smt_.plus(birth->second.is, 50 * year))}));
  for (const auto& [place, date] : dates_but(born))
    if (place.fact != identified) later.push_back(smt_.at_most(met_on, date));
  out.push_back(smt_.all_of(later));
  return out;
}

}  // namespace nwd::proof
