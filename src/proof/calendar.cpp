// What shifts are bound by, short of the calendar itself (calendar_exact.cpp).
#include "proof/calendar.h"

#include <algorithm>

#include "charter/evaluator.h"
#include "proof/people.h"

namespace nwd::proof {

using charter::Unit;

// How many days so many months are at least and at most, from the last days of every month of the 400-year cycle: from
// earlier days of a month it is as from the 28th.
std::pair<std::int64_t, std::int64_t> Calendar::lengths(std::int32_t months, bool up) {
  if (const auto at = lengths_.find({months, up}); at != lengths_.end()) return at->second;
  std::int64_t least = never_number;
  std::int64_t most = past_number;
  for (std::int32_t year = 2000; year < 2400; ++year)
    for (std::int32_t month = 1; month <= 12; ++month)
      for (std::int32_t d = 28; d <= days_in_month(year, month); ++d) {
        const Day from = *day_of({year, month, d});
        const std::int64_t length = charter::shifted(from, months, Unit::months, up) - from;
        least = std::min(least, length);
        most = std::max(most, length);
      }
  return lengths_[{months, up}] = {least, most};
}

Number Calendar::shifted(Number from, std::int32_t months, bool up) {
  const auto name = (std::uint64_t{from.id} << 32U) | static_cast<std::uint32_t>(months);
  const auto [known_shift, fresh] = known_[up ? 1 : 0].emplace(name, shifts_.size());
  if (!fresh) return shifts_[known_shift->second].to;
  const auto [least, most] = lengths(months, up);
  // Never and before all days are days far away here; whoever asks puts them right.
  const bool special = smt_.least(from) <= -far || smt_.most(from) >= far;
  const auto to = special ? smt_.number(past_number * 2, never_number * 2)
                          : smt_.number(smt_.least(from) + least, smt_.most(from) + most);
  shifts_.push_back({from, months, up, to});
  smt_.always(smt_.all_of({smt_.at_most(smt_.plus(from, least), to), smt_.at_most(to, smt_.plus(from, most))}));
  in_step(shifts_.back());
  return to;
}

// A later day is shifted to a later one, and more months lead further. For few shifts; answers that miss the calendar
// are mended one by one in any case.
void Calendar::in_step(const Shift& s) {
  constexpr std::size_t few = 12;
  if (shifts_.size() > few) return;
  for (const auto& other : shifts_) {
    if (&other == &s || other.up != s.up) continue;
    if (other.months <= s.months)
      smt_.always(smt_.implies(smt_.at_most(other.from, s.from), smt_.at_most(other.to, s.to)));
    if (s.months <= other.months)
      smt_.always(smt_.implies(smt_.at_most(s.from, other.from), smt_.at_most(s.to, other.to)));
  }
}

// An exact value for the month in which the answer lies.
void Calendar::missed(const Shift& s, std::vector<Formula>& exact) {
  const std::int64_t from = smt_.found(s.from);
  if (from <= -far || from >= far) return;
  const Day day{static_cast<std::int32_t>(from)};
  const std::int64_t to = charter::shifted(day, s.months, Unit::months, s.up).number;
  if (std::abs(to) >= far || smt_.found(s.to) == to) return;
  const auto c = civil(day);
  const bool alike = c.day <= 28;  // from the 1st to the 28th it is as far
  const auto least = smt_.constant(alike ? from - c.day + 1 : from);
  const auto most = smt_.constant(alike ? from - c.day + 28 : from);
  exact.push_back(smt_.implies(smt_.all_of({smt_.at_most(least, s.from), smt_.at_most(s.from, most)}),
                               smt_.equal(s.to, smt_.plus(s.from, to - from))));
}

bool Calendar::refine(bool wholly) {
  std::vector<Formula> exact;
  for (const auto& s : shifts_) missed(s, exact);
  for (const auto f : exact) smt_.always(f);
  if (wholly && !exact.empty()) take();
  return !exact.empty();
}

}  // namespace nwd::proof
