#include "charter/evaluator.h"

#include <algorithm>
#include <cassert>
#include <stdexcept>

namespace nwd::charter {
namespace {

constexpr std::int32_t far = 400'000'000;  // days; about 1.1 million years, within which int32 arithmetic is safe

DaySet interval(Day from, Day until) { return {from, until}; }

// All days, none, or not known which.
Days truth(bool certainly, bool possibly) {
  if (certainly == possibly) return Days::known(certainly ? DaySet::all() : DaySet{});
  return Days::between({}, DaySet::all());
}

Days span_of(const DateRange& from, const DateRange& until) {
  auto certain = interval(from.latest, until.earliest);
  if (from.exact() && until.exact()) return Days::known(std::move(certain));
  return Days::between(std::move(certain), interval(from.earliest, until.latest));
}

DateRange next_day(const DateRange& r) {
  return {shifted(r.earliest, 1, Unit::days, true), shifted(r.latest, 1, Unit::days, true)};
}

constexpr DateRange since_ever{distant_past, distant_past};

// The last day of the month instead of the first of the next one, where the month has no such day.
Day add_months_down(Day day, std::int32_t months) {
  const Day up = add_months(day, months);
  return civil(up).day == civil(day).day ? up : up - civil(up).day;
}

}  // namespace

Days operator&(const Days& a, const Days& b) {
  if (a.exact && b.exact) return Days::known(a.certain & b.certain);
  return Days::between(a.certain & b.certain, a.upper() & b.upper());
}

Days operator|(const Days& a, const Days& b) {
  if (a.exact && b.exact) return Days::known(a.certain | b.certain);
  return Days::between(a.certain | b.certain, a.upper() | b.upper());
}

Days operator-(const Days& a, const Days& b) {
  if (a.exact && b.exact) return Days::known(a.certain - b.certain);
  return Days::between(a.certain - b.upper(), a.upper() - b.certain);
}

Day shifted(Day day, std::int32_t amount, Unit unit, bool up) {
  if (day.number >= far) return distant_future;
  if (day.number <= -far) return distant_past;
  Day out = day;
  switch (unit) {
    case Unit::days: out = day + amount; break;
    case Unit::weeks: out = day + amount * 7; break;
    case Unit::months: out = up ? add_months(day, amount) : add_months_down(day, amount); break;
    case Unit::years: out = up ? add_years(day, amount) : add_months_down(day, amount * 12); break;
  }
  if (out.number >= far) return distant_future;
  return out.number <= -far ? distant_past : out;
}

Evaluator::Evaluator(const Charter& charter, const Facts& facts) : charter_(charter), facts_(facts) {
  if (facts.values().size() != charter.facts.size()) throw std::logic_error("facts of another charter");
  states_.reserve(charter.states.size());
  for (const auto& state : charter.states)
    states_.push_back(charter.exprs[state.is].per_service ? Days{} : days(state.is, none, nullptr));
}

void Evaluator::set_service(ServiceId service) {
  if (service_ == service) return;
  service_ = service;
  for (std::size_t i = 0; i < charter_.states.size(); ++i)
    if (charter_.exprs[charter_.states[i].is].per_service) states_[i] = days(charter_.states[i].is, service, nullptr);
}

DateRange Evaluator::date(ExprId id, const Facts::Row* row) const {
  const Expr& e = charter_.exprs[id];
  switch (e.op) {
    case Op::day: return DateRange::known(e.day);
    case Op::fact_date: return facts_.values()[e.fact].date;
    case Op::field_date:
      assert(row != nullptr);  // check() lets fields stand within rows only
      return row->dates[e.field];
    case Op::earliest:
    case Op::latest: return extreme(e, row);
    case Op::first_row:
    case Op::last_row: return of_rows(e);
    case Op::shift: {
      const auto from = date(e.of[0], row);
      const bool up = charter_.feb29_becomes_mar1;
      return {shifted(from.earliest, e.amount, e.unit, up), shifted(from.latest, e.amount, e.unit, up)};
    }
    default: return DateRange::never();
  }
}

DateRange Evaluator::extreme(const Expr& e, const Facts::Row* row) const {
  DateRange out = date(e.of[0], row);
  for (std::size_t i = 1; i < e.of.size(); ++i) {
    const auto next = date(e.of[i], row);
    out = e.op == Op::earliest ? DateRange{std::min(out.earliest, next.earliest), std::min(out.latest, next.latest)}
                               : DateRange{std::max(out.earliest, next.earliest), std::max(out.latest, next.latest)};
  }
  return out;
}

DateRange Evaluator::of_rows(const Expr& e) const {
  const auto& list = facts_.values()[e.fact];
  const bool first = e.op == Op::first_row;
  DateRange out = first ? DateRange::never() : since_ever;
  for (const auto& row : list.rows) {
    const auto next = date(e.of[0], &row);
    out = first ? DateRange{std::min(out.earliest, next.earliest), std::min(out.latest, next.latest)}
                : DateRange{std::max(out.earliest, next.earliest), std::max(out.latest, next.latest)};
  }
  if (!list.complete) (first ? out.earliest : out.latest) = first ? distant_past : distant_future;
  return out;
}

Days Evaluator::days(ExprId id, ServiceId service, const Facts::Row* row) const {
  const Expr& e = charter_.exprs[id];
  switch (e.op) {
    case Op::always: return Days::known(DaySet::all());
    case Op::before: return span_of(since_ever, date(e.of[0], row));
    case Op::from: return span_of(date(e.of[0], row), DateRange::never());
    case Op::after: return span_of(next_day(date(e.of[0], row)), DateRange::never());
    case Op::interval: return span_of(date(e.of[0], row), date(e.of[1], row));
    case Op::during: return during(date(e.of[0], row), days(e.of[1], service, row));
    case Op::fact_state: return Days::of(facts_.values()[e.fact].days);
    case Op::service_state: return service_days(facts_.values()[e.fact], e.service == none ? service : e.service);
    case Op::state: return states_[e.state];
    case Op::all_of:
    case Op::any_of: return joined(e, service, row);
    case Op::not_: return Days::known(DaySet::all()) - days(e.of[0], service, row);
    case Op::some_row:
    case Op::every_row: return some_or_every(e, service);
    case Op::is_choice:
    case Op::is_field: {
      assert(e.op == Op::is_choice || row != nullptr);
      const auto may = e.op == Op::is_choice ? facts_.values()[e.fact].choices : row->choices[e.field];
      const auto& field = e.op == Op::is_choice ? charter_.facts[e.fact].self : charter_.facts[e.fact].fields[e.field];
      const auto all = field.choices.size() >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << field.choices.size()) - 1;
      return truth((may & all & ~e.choices) == 0, (may & e.choices) != 0);
    }
    default: return {};
  }
}

Days Evaluator::joined(const Expr& e, ServiceId service, const Facts::Row* row) const {
  Days out = days(e.of[0], service, row);
  for (std::size_t i = 1; i < e.of.size(); ++i) {
    if (e.op == Op::all_of && out.hopeless()) return out;
    const auto next = days(e.of[i], service, row);
    out = e.op == Op::all_of ? out & next : out | next;
  }
  return out;
}

Days Evaluator::some_or_every(const Expr& e, ServiceId service) const {
  const auto& list = facts_.values()[e.fact];
  const bool some = e.op == Op::some_row;
  Days out = Days::known(some ? DaySet{} : DaySet::all());
  for (const auto& row : list.rows) {
    const auto next = days(e.of[0], service, &row);
    out = some ? out | next : out & next;
  }
  if (list.complete) return out;
  return some ? Days::between(out.certain, DaySet::all()) : Days::between({}, out.upper());
}

// Whether a date lies in a set. Never, and before all days, lie in none.
Days Evaluator::during(const DateRange& d, const Days& days) const {
  const bool real = d.earliest > distant_past && d.latest < distant_future;
  const auto range =
      interval(std::max(d.earliest, distant_past + 1), d.latest < distant_future ? d.latest + 1 : d.latest);
  return truth(real && (range - days.certain).empty(), !(range & days.upper()).empty());
}

Days Evaluator::leaf_days(const Facts::Value& value, ServiceId leaf) const {
  if (!value.set) return Days::between({}, DaySet::all());
  Days out;
  for (ServiceId at = leaf; at != none; at = charter_.services[at].parent)
    for (const auto& [service, days] : value.per_service)
      if (service == at) out = out.hopeless() ? Days::of(days) : out | Days::of(days);
  return out;
}

Days Evaluator::service_days(const Facts::Value& value, ServiceId service) const {
  if (service == none) return {};
  if (charter_.services[service].leaf()) return leaf_days(value, service);
  Days out;
  for (const auto child : charter_.services[service].children) out = out | service_days(value, child);
  return out;
}

Days Evaluator::days_of_fact(FactId fact, ServiceId service) const {
  return service_days(facts_.values()[fact], service);
}

DateRange Evaluator::given_date(const GivenValue& given) const {
  const auto first = date(given.first, nullptr);
  if (given.second == none) return first;
  const auto second = date(given.second, nullptr);
  return {std::min(first.earliest, second.earliest), std::max(first.latest, second.latest)};
}

Days Evaluator::window(const Rule& rule, const Version& version) const {
  auto in_force = Days::known({version.from, version.until});
  return rule.key == none ? in_force : during(date(rule.key, nullptr), in_force);
}

Days Evaluator::term(const Clauses& c) const {
  return span_of(c.start == none ? since_ever : date(c.start, nullptr),
                 c.until == none ? DateRange::never() : date(c.until, nullptr));
}

Days Evaluator::fixed(const Rule& rule, const Version& version) const {
  const auto& c = version.clauses;
  Days out = window(rule, version);
  if (c.start != none || c.until != none) out = out & term(c);
  for (const auto id : {c.to, c.when, c.while_})
    if (id != none && !per_service(id) && !out.hopeless()) out = out & days(id, none, nullptr);
  if (c.unless != none && !per_service(c.unless) && !out.hopeless()) out = out - days(c.unless, none, nullptr);
  return out;
}

bool Evaluator::varies(const Version& version) const {
  const auto& c = version.clauses;
  return per_service(c.to) || per_service(c.when) || per_service(c.while_) || per_service(c.unless);
}

Days Evaluator::varying(const Version& version, ServiceId service) const {
  const auto& c = version.clauses;
  Days out = Days::known(DaySet::all());
  for (const auto id : {c.to, c.when, c.while_})
    if (per_service(id)) out = out & days(id, service, nullptr);
  return per_service(c.unless) ? out - days(c.unless, service, nullptr) : out;
}

}  // namespace nwd::charter
