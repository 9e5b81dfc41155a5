#include "charter/slow_model_test.h"

#include <algorithm>
#include <chrono>
#include <map>

namespace nwd::charter::slow {
namespace {

// ---- Meaning -------------------------------------------------------------------------------------------------------

Num add_calendar(Num day, int months, bool up) {
  using namespace std::chrono;
  const year_month_day from{sys_days{days{day}}};
  const year_month target = year_month{from.year(), from.month()} + std::chrono::months{months};
  const year_month_day wanted{target.year(), target.month(), from.day()};
  if (wanted.ok()) return sys_days{wanted}.time_since_epoch().count();
  const sys_days end{target / last};
  return end.time_since_epoch().count() + (up ? 1 : 0);
}

Num add(Num day, int amount, int unit, bool up) {
  if (day <= past || day >= future) return day;
  if (unit == 0) return day + amount;
  if (unit == 1) return day + 7 * Num{amount};
  return add_calendar(day, unit == 2 ? amount : amount * 12, up);
}

Truth both(Truth a, Truth b) { return std::min(a, b); }
Truth either(Truth a, Truth b) { return std::max(a, b); }
Truth inverse(Truth a) { return a == Truth::yes ? Truth::no : a == Truth::no ? Truth::yes : Truth::maybe; }
Truth truth(bool certainly, bool possibly) { return certainly ? Truth::yes : possibly ? Truth::maybe : Truth::no; }

Truth in(const Tri& set, Num day) {
  const auto inside = [&](const auto& list) {
    return std::any_of(list.begin(), list.end(), [&](const auto& i) { return i.first <= day && day < i.second; });
  };
  return truth(inside(set.certain), inside(set.possible));
}

Truth reached(const Range& r, Num day) { return truth(r.hi <= day, r.lo <= day); }  // day is that date or later

Truth chosen(int known, int mask, int count) {
  if (known >= 0) return truth(((mask >> known) & 1) != 0, ((mask >> known) & 1) != 0);
  return truth(mask == (1 << count) - 1, mask != 0);
}

bool contains(const Window& w, Num day) { return w.from <= day && day < w.until; }

// Day by day over the whole window in which anything in these tests can happen.
constexpr Num window_begin = 13500;  // 2006-12-18
constexpr Num window_end = 15000;    // 2011-01-26

}  // namespace

Value Model::number(int parameter, Num day) const {
  Value out;
  for (const auto& value : law_.parameters[static_cast<std::size_t>(parameter)])
    if (value.from <= day) out = value;
  return out;
}

Range Model::date(const NodePtr& n, const Place& at) {
  switch (n->kind) {
    case Kind::literal: return {n->day, n->day};
    case Kind::fact: {
      const Range facts[] = {person_.born, person_.identified, person_.recovered, person_.conduct};
      return facts[n->which];
    }
    case Kind::field: return n->which == 0 ? at.row->opened : at.row->closed;
    case Kind::shift: {
      const auto r = date(n->of[0], at);
      int amount = n->amount;
      int unit = n->which;
      if (n->parameter >= 0) {
        const auto by = number(n->parameter, at.law_of);
        amount *= by.amount;
        unit = by.unit;
      }
      return {add(r.lo, amount, unit, law_.round_up), add(r.hi, amount, unit, law_.round_up)};
    }
    case Kind::earliest:
    case Kind::latest: {
      const auto a = date(n->of[0], at);
      const auto b = date(n->of[1], at);
      if (n->kind == Kind::earliest) return {std::min(a.lo, b.lo), std::min(a.hi, b.hi)};
      return {std::max(a.lo, b.lo), std::max(a.hi, b.hi)};
    }
    case Kind::first:
    case Kind::last: return of_rows(n, at);
    default: return {future, future};
  }
}

Range Model::of_rows(const NodePtr& n, const Place& at) {
  const bool first = n->kind == Kind::first;
  Range out = first ? Range{future, future} : Range{past, past};
  for (const auto& row : person_.actions) {
    const auto r = date(n->of[0], {&row, at.service, at.replaced, at.law_of});
    out = first ? Range{std::min(out.lo, r.lo), std::min(out.hi, r.hi)}
                : Range{std::max(out.lo, r.lo), std::max(out.hi, r.hi)};
  }
  if (!person_.all_actions) (first ? out.lo : out.hi) = first ? past : future;
  return out;
}

Truth Model::needs(int service, Num day) const {
  if (!person_.needs_given) return Truth::maybe;
  Truth out = Truth::no;
  const std::string& path = service_names[static_cast<std::size_t>(service)];
  for (const auto& [name, days] : person_.needs)
    if (path == name || path.starts_with(name + " > ")) out = either(out, in(days, day));
  return out;
}

// Outside the window nothing changes any more but at the distances that numbers of a law make: 18 years and 19 more.
// Look well past both ends, at every day.
constexpr Num beyond = 20000;

Truth Model::during(const NodePtr& n, const Place& at) {
  std::vector<Num> numbers;  // that count
  for (std::size_t i = 0; i < law_.parameters.size(); ++i)
    numbers.push_back(number(static_cast<int>(i), at.law_of).from);
  const auto place = std::tuple(static_cast<const Node*>(n.get()), at.row, at.service, at.replaced, numbers);
  if (const auto found = known_.find(place); found != known_.end()) return found->second;
  const auto d = date(n->of[0], at);
  bool all = d.lo > past && d.hi < future;
  bool any = false;
  const Num hi = std::min(d.hi, window_end + beyond);
  for (Num t = std::max(d.lo, window_begin - beyond); t <= hi && (all || !any); ++t) {
    const Truth x = days(n->of[1], at, t);
    all = all && x == Truth::yes;
    any = any || x != Truth::no;
  }
  return known_[place] = truth(all && any, any);
}

Truth Model::days(const NodePtr& n, const Place& at, Num day) {
  switch (n->kind) {
    case Kind::always: return Truth::yes;
    case Kind::before: return inverse(reached(date(n->of[0], at), day));
    case Kind::from: return reached(date(n->of[0], at), day);
    case Kind::after: return reached(date(n->of[0], at), day - 1);
    case Kind::interval: return both(reached(date(n->of[0], at), day), inverse(reached(date(n->of[1], at), day)));
    case Kind::during: return during(n, at);
    case Kind::is: return chosen(person_.exploitation, n->which, 4);
    case Kind::field_is: return chosen(at.row->kind, n->which, 6);
    case Kind::cooperates: return in(person_.cooperates, day);
    case Kind::needs: return needs(at.service, day);
    case Kind::all_of: return both(days(n->of[0], at, day), days(n->of[1], at, day));
    case Kind::any_of: return either(days(n->of[0], at, day), days(n->of[1], at, day));
    case Kind::not_: return inverse(days(n->of[0], at, day));
    case Kind::state: return of_state(n, at, day);
    case Kind::some:
    case Kind::every: return of_actions(n, at, day);
    default: return Truth::no;
  }
}

// An amendment changes the words of the rule, not of the states that it names.
Truth Model::of_state(const NodePtr& n, const Place& at, Num day) {
  int which = n->which;
  for (const auto& [from, to] : at.replaced)
    if (which == from) which = to;
  return days(law_.states[static_cast<std::size_t>(which)], {nullptr, at.service, {}, at.law_of}, day);
}

Truth Model::of_actions(const NodePtr& n, const Place& at, Num day) {
  const bool some = n->kind == Kind::some;
  Truth out = some ? Truth::no : Truth::yes;
  for (const auto& row : person_.actions) {
    const auto x = days(n->of[0], {&row, at.service, at.replaced, at.law_of}, day);
    out = some ? either(out, x) : both(out, x);
  }
  if (person_.all_actions) return out;
  return some ? either(out, Truth::maybe) : both(out, Truth::maybe);
}

// What the rule's own words say of a day, after the amendments in force on `version_day`.
Truth Model::says(const Rule& rule, int service, Num version_day, Num day) {
  if (!contains(rule.source, version_day)) return Truth::no;
  std::multimap<Num, Amendment> active;  // by date; of the same date, in the order of the text
  for (const auto& a : rule.amendments)
    if (contains(a.source, version_day)) active.emplace(a.source.from, a);
  Place at{nullptr, service, {}, version_day};
  for (const auto& [from, a] : active) at.replaced.emplace_back(a.old_state, a.new_state);
  Truth out = Truth::yes;
  if (rule.to) out = both(out, days(rule.to, at, day));
  if (rule.when) out = both(out, days(rule.when, at, day));
  if (rule.while_) out = both(out, days(rule.while_, at, day));
  if (rule.start) out = both(out, reached(date(rule.start, at), day));
  if (rule.until) out = both(out, inverse(reached(date(rule.until, at), day)));
  if (rule.for_amount >= 0) {
    const auto s = date(rule.start, at);
    const Value length =
        rule.for_parameter >= 0 ? number(rule.for_parameter, version_day) : Value{past, rule.for_amount, rule.for_unit};
    const Range end{add(s.lo, length.amount, length.unit, law_.round_up),
                    add(s.hi, length.amount, length.unit, law_.round_up)};
    out = both(out, inverse(reached(end, day)));
  }
  if (rule.unless) out = both(out, inverse(days(rule.unless, at, day)));
  return out;
}

Truth Model::of_rule(const Rule& rule, int service, Num day) {
  if (!rule.key) return says(rule, service, day, day);
  const Range key = date(rule.key, {});
  if (key.lo != key.hi || key.lo <= past || key.lo >= future) return Truth::no;  // callers compare exact keys only
  return says(rule, service, key.lo, day);
}

Truth Model::owed(int service, Num day) {
  Truth out = Truth::no;
  if (service_names[static_cast<std::size_t>(service)] == "housing") {
    for (int leaf = 0; leaf < 3; ++leaf) out = either(out, owed(leaf, day));
    return out;
  }
  for (const auto& rule : law_.rules)
    for (const int s : rule.services)
      if (!rule.immune && (s == service || (s == 4 && service < 3))) out = either(out, of_rule(rule, service, day));
  return out;
}

int Model::payer(int service, Num day) {
  for (int fund = 0; fund < static_cast<int>(law_.funds.size()); ++fund)
    for (const auto& rule : law_.rules)
      for (const int s : rule.services)
        if (rule.fund == fund && !rule.immune && (s == service || (s == 4 && service < 3)) &&
            of_rule(rule, service, day) == Truth::yes)
          return fund;
  return -1;
}

Truth Model::immune(Num day) {
  Truth out = Truth::no;
  for (const auto& rule : law_.rules)
    if (rule.immune) out = either(out, of_rule(rule, -1, day));
  return out;
}

bool keyed(const Law& law, int service) {
  return std::any_of(law.rules.begin(), law.rules.end(),
                     [&](const Rule& r) { return r.key && r.immune == (service < 0); });
}

}  // namespace nwd::charter::slow
