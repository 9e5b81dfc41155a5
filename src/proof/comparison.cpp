#include "proof/comparison.h"

#include <fmt/format.h>

#include <algorithm>

#include "proof/ordinary.h"
#include "proof/telling.h"

namespace nwd::proof {

using charter::Charter;
using charter::Evaluator;
using charter::Facts;
using charter::none;

namespace {

// After the last change in either, or on the later of the days asked for.
Day usual_day(const Charter& before, const Charter& after, const DifferenceOptions& options) {
  const Day a = options.before_as_of.value_or(law_of(before, std::nullopt).from);
  const Day b = options.after_as_of.value_or(law_of(after, std::nullopt).from);
  return std::max(a, b);
}

// Days before birth are nobody's.
DaySet life(const Facts& person) {
  const auto born = person.charter().fact("born");
  const Day from = born == none ? first_day : person.values()[born].date.earliest;
  return {std::max(first_day, from), last_day + 1};
}

DaySet since_met(const DaySet& days, const Facts& person) {
  const auto identified = person.charter().fact("identified");
  return identified == none ? days : days & DaySet(person.values()[identified].date.earliest, last_day + 1);
}

// The first day of an example: as soon as the person is met, if there is one then.
Day first_of(const DaySet& days, const Facts& person) {
  const auto later = since_met(days, person);
  return (later.empty() ? days : later).intervals().front().begin;
}

}  // namespace

Comparison::Comparison(const Charter& before, const Charter& after, const Joined& joined,
                       const DifferenceOptions& options)
    : before_(before),
      after_(after),
      joined_(joined),
      options_(options),
      start_(usual_day(before, after, options)),
      people_(joined.before, smt_, true),
      of_before_(joined.before, smt_, people_, calendar_),
      of_after_(joined.after, smt_, people_, calendar_),
      day_(smt_.number(first_day.number, last_day.number)) {}

std::chrono::milliseconds Comparison::left() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now());
}

// Services that the same rules grant, before and after, are looked at together.
std::vector<Comparison::Pair> Comparison::pairs() const {
  std::vector<Pair> out;
  std::map<std::pair<std::vector<charter::RuleId>, std::vector<charter::RuleId>>, std::size_t> known;
  const auto apart = [](const Charter& charter, const Subject& subject) {
    return std::any_of(subject.rules.begin(), subject.rules.end(),
                       [&](auto rule) { return tells_apart(charter, charter.rules[rule]); });
  };
  for (charter::ServiceId id = 0; id < joined_.before.services.size(); ++id) {
    if (!joined_.before.services[id].leaf() || !joined_.after.services[id].leaf()) continue;
    Pair pair{service_owed(joined_.before, {}, id), service_owed(joined_.after, {}, id)};
    if (pair.before.rules.empty() && pair.after.rules.empty()) continue;
    const std::pair key(pair.before.rules, pair.after.rules);
    const auto at = known.find(key);
    if (at != known.end()) {
      out[at->second].before.alike.push_back(id);
      continue;
    }
    if (!apart(joined_.before, pair.before) && !apart(joined_.after, pair.after)) known.emplace(key, out.size());
    out.push_back(std::move(pair));
  }
  for (std::uint32_t id = 0; id < joined_.before.immunities.size(); ++id) {
    Pair pair{immunity_from(joined_.before, {}, id), immunity_from(joined_.after, {}, id)};
    if (!pair.before.rules.empty() || !pair.after.rules.empty()) out.push_back(std::move(pair));
  }
  return out;
}

std::vector<What> Comparison::what(const Pair& pair) const {
  if (!pair.before.owed) return {{false, joined_.before.immunities[pair.before.immunity]}};
  std::vector<What> out;
  for (const auto id : pair.before.alike) out.push_back({true, joined_.before.services[id].path});
  return out;
}

bool Comparison::hangs_on_money(const Pair& pair) const {
  const auto any = [](const Charter& charter, const Subject& subject) {
    return std::any_of(subject.rules.begin(), subject.rules.end(),
                       [&](auto rule) { return charter.rules[rule].subject_to_appropriations; });
  };
  return any(joined_.before, pair.before) || any(joined_.after, pair.after);
}

Formula Comparison::formula(const Asked& asked) {
  const auto of = [&](bool after, Counting counting) {
    const auto& subject = after ? asked.pair->after : asked.pair->before;
    return (after ? of_after_ : of_before_).granted(subject, {day_, 0, subject.service, none}, counting);
  };
  const bool gains = asked.direction == Direction::gains;
  const auto with = of(gains, asked.counting);
  const auto without = of(!gains, asked.counting);
  if (with == without) return smt_.truth(false);
  const auto born = joined_.before.fact("born");
  const auto alive = born == none ? smt_.truth(true) : smt_.at_most(people_.date(born, 0).is, day_);
  if (asked.counting == Counting::all) return smt_.all_of({alive, with, smt_.not_(without)});
  return smt_.all_of({alive, with, smt_.not_(without), of(true, Counting::all), of(false, Counting::all)});
}

DaySet Comparison::days(const Asked& asked, const Facts& person) const {
  if (!plausible(person)) return {};
  Evaluator of_before(joined_.before, person);
  Evaluator of_after(joined_.after, person);
  const auto of = [&](bool after, Counting counting) {
    return after ? granted(joined_.after, of_after, asked.pair->after, counting)
                 : granted(joined_.before, of_before, asked.pair->before, counting);
  };
  const bool gains = asked.direction == Direction::gains;
  auto out = (of(gains, asked.counting) - of(!gains, asked.counting)) & life(person);
  if (asked.counting == Counting::all) return out;
  return out & of(true, Counting::all) & of(false, Counting::all);
}

// The solver's answer, if the evaluator says the same of it.
bool Comparison::take(const Asked& asked, std::optional<Facts>& person) const {
  auto found = people_.found(0);
  if (days(asked, found).empty()) return false;
  person = std::move(found);
  return true;
}

// Whether somebody who is an example already gains, or loses, the same day of this too.
bool Comparison::joins(const Asked& asked, std::vector<Found>& all) const {
  for (auto& found : all) {
    if (found.asked.direction != asked.direction || found.asked.counting != asked.counting) continue;
    const auto differing = days(asked, found.person);
    if (differing.empty() || first_of(differing, found.person) != found.day) continue;
    found.pairs.push_back(asked.pair);
    return true;
  }
  return false;
}

Result<Answer> Comparison::settle(const Asked& asked, std::vector<Found>& all) {
  if (joins(asked, all)) return Answer::possible;
  const std::vector<Formula> parts{formula(asked)};
  deadline_ = Clock::now() + options_.timeout;
  std::optional<Facts> person;
  const auto taken = [&] { return take(asked, person); };
  Search search{smt_, calendar_, [this] { return left(); }, "A difference did not replay."};
  NWD_TRY(const auto answer, search.find(parts, 0, taken));
  if (answer != Answer::possible) return answer;
  NWD_CHECK(search.make_usual(people_.usual(start_, std::array{day_}), parts, taken));
  const bool met = !since_met(days(asked, *person), *person).empty();
  const auto still = [&](const Facts& one, const Facts*) {
    const auto differing = days(asked, one);
    return !(met ? since_met(differing, one) : differing).empty();
  };
  make_ordinary(joined_.before, Example{{start_, last_day + 1}, none, 0, still}, *person, nullptr);
  const auto differing = days(asked, *person);
  if (differing.empty()) return fail(Code::internal, "A difference was lost while its example was simplified.");
  all.push_back({asked, {asked.pair}, *person, first_of(differing, *person)});
  return Answer::possible;
}

Result<Differences> Comparison::run() {
  Differences out;
  const auto all = pairs();
  std::vector<Found> found;
  for (const auto& pair : all) {
    auto worst = Answer::impossible;
    bool different = false;
    for (const auto counting : {Counting::all, Counting::unconditional}) {
      if (counting == Counting::unconditional && !hangs_on_money(pair)) continue;
      for (const auto direction : {Direction::gains, Direction::loses}) {
        NWD_TRY(const auto answer, settle({&pair, direction, counting}, found));
        if (answer == Answer::unknown) worst = answer;
        if (answer == Answer::possible) different = true;
      }
    }
    auto names = what(pair);
    if (worst == Answer::unknown)
      out.unknown.insert(out.unknown.end(), names.begin(), names.end());
    else if (!different)
      out.same.insert(out.same.end(), names.begin(), names.end());
  }
  for (const auto& one : found) {
    NWD_TRY(auto difference, told(one));
    out.found.push_back(std::move(difference));
  }
  return out;
}

}  // namespace nwd::proof
