// Dates.
#include <algorithm>

#include "proof/encoder.h"

namespace nwd::proof {

using charter::Expr;
using charter::ExprId;
using charter::none;
using charter::Op;
using charter::Unit;

namespace {

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

Date Encoder::by_calendar(Date d, std::int32_t months) {
  const bool up = charter_.feb29_becomes_mar1;
  const auto to = calendar_.shifted(d.is, months, up);
  const auto [least, most] = calendar_.lengths(months, up);
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

}  // namespace nwd::proof
