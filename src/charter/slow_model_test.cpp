#include "charter/slow_model_test.h"

#include <algorithm>
#include <chrono>
#include <map>

namespace nwd::charter::slow {
namespace {

// ---- Meaning -------------------------------------------------------------------------------------------------------

struct Place {
  const Law& law;
  const Person& person;
  const Row* row = nullptr;
  int service = -1;
  const std::vector<std::pair<int, int>>* replaced = nullptr;
};

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

Range date(const NodePtr& n, const Place& at) {
  const Person& p = at.person;
  switch (n->kind) {
    case Kind::literal: return {n->day, n->day};
    case Kind::fact: return n->which == 0 ? p.born : n->which == 1 ? p.identified : n->which == 2 ? p.recovered : p.conduct;
    case Kind::field: return n->which == 0 ? at.row->opened : at.row->closed;
    case Kind::shift: {
      const auto r = date(n->of[0], at);
      return {add(r.lo, n->amount, n->which, at.law.round_up), add(r.hi, n->amount, n->which, at.law.round_up)};
    }
    case Kind::earliest:
    case Kind::latest: {
      const auto a = date(n->of[0], at);
      const auto b = date(n->of[1], at);
      if (n->kind == Kind::earliest) return {std::min(a.lo, b.lo), std::min(a.hi, b.hi)};
      return {std::max(a.lo, b.lo), std::max(a.hi, b.hi)};
    }
    case Kind::first:
    case Kind::last: {
      const bool first = n->kind == Kind::first;
      Range out = first ? Range{future, future} : Range{past, past};
      for (const auto& row : p.actions) {
        Place inner = at;
        inner.row = &row;
        const auto r = date(n->of[0], inner);
        out = first ? Range{std::min(out.lo, r.lo), std::min(out.hi, r.hi)} : Range{std::max(out.lo, r.lo), std::max(out.hi, r.hi)};
      }
      if (!p.all_actions) (first ? out.lo : out.hi) = first ? past : future;
      return out;
    }
    default: return {future, future};
  }
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

Truth needs(const Person& p, int service, Num day) {
  if (!p.needs_given) return Truth::maybe;
  Truth out = Truth::no;
  const std::string& path = service_names[static_cast<std::size_t>(service)];
  for (const auto& [name, days] : p.needs)
    if (path == name || path.starts_with(name + " > ")) out = either(out, in(days, day));
  return out;
}

Truth days(const NodePtr& n, const Place& at, Num day);

// Day by day over the whole window in which anything in these tests can happen.
constexpr Num window_begin = 13500;  // 2006-12-18
constexpr Num window_end = 15000;    // 2011-01-26

Truth during(const NodePtr& n, const Place& at) {
  const auto d = date(n->of[0], at);
  bool all = d.lo > past && d.hi < future;
  bool any = false;
  // Outside the window nothing changes any more but at 18-year distances: look at both ends and at every day between.
  const Num lo = std::max(d.lo, window_begin - 10000);
  const Num hi = std::min(d.hi, window_end + 10000);
  for (Num t = lo; t <= hi; ++t) {
    const Truth x = days(n->of[1], at, t);
    all = all && x == Truth::yes;
    any = any || x != Truth::no;
    if (any && !all) break;
  }
  return truth(all && lo <= hi, any);
}

Truth days(const NodePtr& n, const Place& at, Num day) {
  const Person& p = at.person;
  switch (n->kind) {
    case Kind::always: return Truth::yes;
    case Kind::before: return inverse(reached(date(n->of[0], at), day));
    case Kind::from: return reached(date(n->of[0], at), day);
    case Kind::after: return reached(date(n->of[0], at), day - 1);
    case Kind::interval: return both(reached(date(n->of[0], at), day), inverse(reached(date(n->of[1], at), day)));
    case Kind::during: return during(n, at);
    case Kind::is: return chosen(p.exploitation, n->which, 4);
    case Kind::field_is: return chosen(at.row->kind, n->which, 6);
    case Kind::cooperates: return in(p.cooperates, day);
    case Kind::needs: return needs(p, at.service, day);
    case Kind::all_of: return both(days(n->of[0], at, day), days(n->of[1], at, day));
    case Kind::any_of: return either(days(n->of[0], at, day), days(n->of[1], at, day));
    case Kind::not_: return inverse(days(n->of[0], at, day));
    case Kind::state: {
      int which = n->which;
      if (at.replaced != nullptr)
        for (const auto& [from, to] : *at.replaced)
          if (which == from) which = to;
      Place plain = at;
      plain.replaced = nullptr;  // an amendment changes the words of the rule, not of the states it names
      plain.row = nullptr;
      return days(at.law.states[static_cast<std::size_t>(which)], plain, day);
    }
    case Kind::some:
    case Kind::every: {
      const bool some = n->kind == Kind::some;
      Truth out = some ? Truth::no : Truth::yes;
      for (const auto& row : p.actions) {
        Place inner = at;
        inner.row = &row;
        const auto x = days(n->of[0], inner, day);
        out = some ? either(out, x) : both(out, x);
      }
      return p.all_actions ? out : some ? either(out, Truth::maybe) : both(out, Truth::maybe);
    }
    default: return Truth::no;
  }
}

bool contains(const Window& w, Num day) { return w.from <= day && day < w.until; }

// What the rule's own words say of a day, after the amendments in force on `version_day`.
Truth says(const Law& law, const Rule& rule, const Person& person, int service, Num version_day, Num day) {
  if (!contains(rule.source, version_day)) return Truth::no;
  std::multimap<Num, Amendment> active;  // by date; of the same date, in the order of the text
  for (const auto& a : rule.amendments)
    if (contains(a.source, version_day)) active.emplace(a.source.from, a);
  std::vector<std::pair<int, int>> replaced;  // applied one after the other
  for (const auto& [from, a] : active) replaced.emplace_back(a.old_state, a.new_state);
  Place at{law, person, nullptr, service, &replaced};
  Truth out = Truth::yes;
  if (rule.to) out = both(out, days(rule.to, at, day));
  if (rule.when) out = both(out, days(rule.when, at, day));
  if (rule.while_) out = both(out, days(rule.while_, at, day));
  if (rule.start) out = both(out, reached(date(rule.start, at), day));
  if (rule.until) out = both(out, inverse(reached(date(rule.until, at), day)));
  if (rule.for_amount >= 0) {
    const auto s = date(rule.start, at);
    const Range end{add(s.lo, rule.for_amount, rule.for_unit, law.round_up), add(s.hi, rule.for_amount, rule.for_unit, law.round_up)};
    out = both(out, inverse(reached(end, day)));
  }
  if (rule.unless) out = both(out, inverse(days(rule.unless, at, day)));
  return out;
}

Truth of_rule(const Law& law, const Rule& rule, const Person& person, int service, Num day) {
  if (!rule.key) return says(law, rule, person, service, day, day);
  const Range key = date(rule.key, {law, person});
  if (key.lo != key.hi || key.lo <= past || key.lo >= future) return Truth::no;  // callers compare exact keys only
  return says(law, rule, person, service, key.lo, day);
}

}  // namespace

Truth owed(const Law& law, const Person& person, int service, Num day) {
  Truth out = Truth::no;
  if (service_names[static_cast<std::size_t>(service)] == "housing") {
    for (int leaf = 0; leaf < 3; ++leaf) out = either(out, owed(law, person, leaf, day));
    return out;
  }
  for (const auto& rule : law.rules)
    for (const int s : rule.services)
      if (!rule.immune && (s == service || (s == 4 && service < 3))) out = either(out, of_rule(law, rule, person, service, day));
  return out;
}

Truth immune(const Law& law, const Person& person, Num day) {
  Truth out = Truth::no;
  for (const auto& rule : law.rules)
    if (rule.immune) out = either(out, of_rule(law, rule, person, -1, day));
  return out;
}

bool keyed(const Law& law, int service) {
  return std::any_of(law.rules.begin(), law.rules.end(), [&](const Rule& r) { return r.key && r.immune == (service < 0); });
}

}  // namespace nwd::charter::slow
