// Dates and the calendar.
#include <algorithm>

#include "proof/encoder.h"

namespace nwd::proof {

using charter::Expr;
using charter::ExprId;
using charter::none;
using charter::Op;
using charter::Unit;

namespace {

// Beyond these a date is never, or before all days, as in the evaluator.
constexpr std::int64_t far = 400'000'000;

Date known(Smt& smt, Day day) {
  const bool real = day > distant_past && day < distant_future;
  return {smt.constant(day.number), real ? day.number : 0, real ? day.number : -1};
}

Date both(Number is, const Date& a, const Date& b) {
  if (a.least > a.most) return {is, b.least, b.most};
  if (b.least > b.most) return {is, a.least, a.most};
  return {is, std::min(a.least, b.least), std::max(a.most, b.most)};
}

}  // namespace

Date Encoder::date(ExprId id, const Place& at) {
  const auto key = key_of(id, at);
  if (const auto found = known_dates_.find(key); found != known_dates_.end()) return found->second;
  const auto out = compute_date(charter_.exprs[id], at);
  known_dates_.emplace(key, out);
  return out;
}

Date Encoder::compute_date(const Expr& e, const Place& at) {
  switch (e.op) {
    case Op::day: return known(smt_, e.day);
    case Op::fact_date: return people_.date(e.fact, at.person);
    case Op::field_date: return people_.field(e.fact, at.person, at.row, e.field);
    case Op::shift: return shifted(date(e.of[0], at), e.amount, e.unit);
    case Op::first_row:
    case Op::last_row: return of_rows(e, at);
    case Op::earliest:
    case Op::latest: {
      Date out = date(e.of[0], at);
      for (std::size_t i = 1; i < e.of.size(); ++i) out = extreme(out, date(e.of[i], at), e.op == Op::earliest);
      return out;
    }
    default: return known(smt_, distant_future);
  }
}

Date Encoder::extreme(Date a, Date b, bool earliest) {
  const auto less = smt_.less(a.is, b.is);
  return both(earliest ? smt_.either(less, a.is, b.is) : smt_.either(less, b.is, a.is), a, b);
}

Date Encoder::of_rows(const Expr& e, const Place& at) {
  const bool first = e.op == Op::first_row;
  const Date nobody = known(smt_, first ? distant_future : distant_past);
  Date out = nobody;
  for (std::uint32_t r = 0; r < most_rows; ++r) {
    const auto there = people_.row(e.fact, at.person, r);
    if (there == smt_.truth(false)) break;
    const Date here = date(e.of[0], {at.day, at.person, at.service, r});
    const Date counted = both(smt_.either(there, here.is, nobody.is), here, nobody);
    out = extreme(out, counted, first);
  }
  return out;
}

Date Encoder::shifted(Date d, std::int32_t amount, Unit unit) {
  if (const auto value = smt_.value_of(d.is))
    return known(smt_,
                 charter::shifted({static_cast<std::int32_t>(*value)}, amount, unit, charter_.feb29_becomes_mar1));
  if (unit == Unit::months) return by_calendar(d, amount);
  if (unit == Unit::years) return by_calendar(d, amount * 12);
  const std::int64_t days = unit == Unit::days ? amount : std::int64_t{amount} * 7;
  const auto later = smt_.plus(d.is, days);
  const auto too_late = smt_.at_most(smt_.constant(far - std::max<std::int64_t>(days, 0)), d.is);
  const auto too_early = smt_.at_most(d.is, smt_.constant(-far - std::min<std::int64_t>(days, 0)));
  const auto bounded = smt_.either(too_early, smt_.constant(past_number), later);
  return {smt_.either(too_late, smt_.constant(never_number), bounded), d.least + days, d.most + days};
}

// How many days so many months are at least and at most, from the last days of every month of the 400-year cycle: from
// earlier days of a month it is as from the 28th.
std::pair<std::int64_t, std::int64_t> Encoder::lengths(std::int32_t months) {
  if (const auto at = lengths_.find(months); at != lengths_.end()) return at->second;
  std::int64_t least = never_number;
  std::int64_t most = past_number;
  for (std::int32_t year = 2000; year < 2400; ++year)
    for (std::int32_t month = 1; month <= 12; ++month)
      for (std::int32_t d = 28; d <= days_in_month(year, month); ++d) {
        const Day from = *day_of({year, month, d});
        const std::int64_t length = charter::shifted(from, months, Unit::months, charter_.feb29_becomes_mar1) - from;
        least = std::min(least, length);
        most = std::max(most, length);
      }
  return lengths_[months] = {least, most};
}

Date Encoder::by_calendar(Date d, std::int32_t months) {
  const auto name = (std::uint64_t{d.is.id} << 32U) | static_cast<std::uint32_t>(months);
  auto [known_shift, fresh] = known_shifts_.emplace(name, shifts_.size());
  const auto [least, most] = lengths(months);
  if (fresh) {
    // Never and before all days are days far away here; they are put right below.
    const bool special = smt_.least(d.is) <= -far || smt_.most(d.is) >= far;
    const auto to = special ? smt_.number(past_number * 2, never_number * 2)
                            : smt_.number(smt_.least(d.is) + least, smt_.most(d.is) + most);
    shifts_.push_back({d.is, months, to});
    smt_.always(smt_.all_of({smt_.at_most(smt_.plus(d.is, least), to), smt_.at_most(to, smt_.plus(d.is, most))}));
    in_step(shifts_.back());
  }
  const auto to = shifts_[known_shift->second].to;
  const std::int64_t low = d.least + least;
  const std::int64_t high = d.most + most;
  const auto either_of = [&](bool real_may, Formula real, Formula is) {
    return real_may ? smt_.any_of({is, real}) : is;
  };
  const auto too_late =
      either_of(high >= far, smt_.at_most(smt_.constant(far), to), smt_.at_most(smt_.constant(far), d.is));
  const auto too_early =
      either_of(low <= -far, smt_.at_most(to, smt_.constant(-far)), smt_.at_most(d.is, smt_.constant(-far)));
  const auto bounded = smt_.either(too_early, smt_.constant(past_number), to);
  return {smt_.either(too_late, smt_.constant(never_number), bounded), low, high};
}

// A later day is shifted to a later one, and more months lead further. For few shifts; answers that miss the calendar
// are mended one by one in any case.
void Encoder::in_step(const Shift& s) {
  constexpr std::size_t few = 12;
  if (shifts_.size() > few) return;
  for (const auto& other : shifts_) {
    if (&other == &s) continue;
    if (other.months <= s.months)
      smt_.always(smt_.implies(smt_.at_most(other.from, s.from), smt_.at_most(other.to, s.to)));
    if (s.months <= other.months)
      smt_.always(smt_.implies(smt_.at_most(s.from, other.from), smt_.at_most(s.to, other.to)));
  }
}

// An exact value for the month in which the answer lies.
void Encoder::missed(const Shift& s, std::vector<Formula>& exact) {
  const std::int64_t from = smt_.found(s.from);
  if (from <= -far || from >= far) return;
  const Day day{static_cast<std::int32_t>(from)};
  const std::int64_t to = charter::shifted(day, s.months, Unit::months, charter_.feb29_becomes_mar1).number;
  if (std::abs(to) >= far || smt_.found(s.to) == to) return;
  const auto c = civil(day);
  const bool alike = c.day <= 28;  // from the 1st to the 28th it is as far
  const auto least = smt_.constant(alike ? from - c.day + 1 : from);
  const auto most = smt_.constant(alike ? from - c.day + 28 : from);
  exact.push_back(smt_.implies(smt_.all_of({smt_.at_most(least, s.from), smt_.at_most(s.from, most)}),
                               smt_.equal(s.to, smt_.plus(s.from, to - from))));
}

bool Encoder::refine(bool wholly) {
  std::vector<Formula> exact;
  for (const auto& s : shifts_) missed(s, exact);
  for (const auto f : exact) smt_.always(f);
  if (wholly && !exact.empty()) take_calendar();
  return !exact.empty();
}

}  // namespace nwd::proof
