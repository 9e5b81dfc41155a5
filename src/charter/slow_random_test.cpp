// Random laws and persons, and the text of a law.
#include <algorithm>

#include "base/day.h"
#include "charter/slow_model_test.h"

namespace nwd::charter::slow {
namespace {

int roll(Dice& dice, int sides) { return static_cast<int>(dice() % static_cast<unsigned>(sides)); }
bool chance(Dice& dice, int percent) { return roll(dice, 100) < percent; }

// Most days of interest lie close together, so that intervals touch and coincide; 29 February 2008 is often among them.
Num near_day(Dice& dice) {
  constexpr Num feb29 = 13938;
  if (chance(dice, 25)) return feb29;
  return chance(dice, 20) ? feb29 + roll(dice, 3) - 1 : feb29 - 30 + roll(dice, 75);
}

NodePtr node(Kind kind, std::vector<NodePtr> of = {}) {
  auto n = std::make_shared<Node>();
  n->kind = kind;
  n->of = std::move(of);
  return n;
}

struct Allowed {
  int states = 0;    // how many are declared already
  bool row = false;  // within some, every, first, last
  bool needs = false;
  bool constant = false;  // only conditions
  int parameters = 0;     // how many there are
};

NodePtr random_date(Dice& dice, int depth, Allowed a) {
  const int pick = roll(dice, depth > 0 ? 10 : 6);
  if (pick < 2) {
    auto n = node(Kind::literal);
    n->day = near_day(dice);
    return n;
  }
  if (pick < 6) {
    auto n = node(a.row && chance(dice, 60) ? Kind::field : Kind::fact);
    n->which = roll(dice, n->kind == Kind::field ? 2 : 4);
    return n;
  }
  if (pick == 6) return node(Kind::never_date);
  if (pick == 7 && !a.row) {
    Allowed inner = a;
    inner.row = true;
    return node(chance(dice, 50) ? Kind::first : Kind::last, {random_date(dice, depth - 1, inner)});
  }
  if (pick == 8)
    return node(chance(dice, 50) ? Kind::earliest : Kind::latest,
                {random_date(dice, depth - 1, a), random_date(dice, depth - 1, a)});
  auto n = node(Kind::shift, {random_date(dice, depth - 1, a)});
  n->which = roll(dice, 4);
  n->amount = n->which == 0 ? roll(dice, 40) : n->which == 3 ? (chance(dice, 30) ? 18 : roll(dice, 3)) : roll(dice, 5);
  if (a.parameters > 0 && chance(dice, 50)) {
    n->parameter = roll(dice, a.parameters);
    n->amount = 1;
  }
  if (chance(dice, 30)) n->amount = -n->amount;
  return n;
}

NodePtr random_days(Dice& dice, int depth, Allowed a);

NodePtr random_condition(Dice& dice, int depth, Allowed a) {
  if (chance(dice, 40) && depth > 0) {
    Allowed inner = a;
    inner.constant = false;
    return node(Kind::during, {random_date(dice, depth - 1, a), random_days(dice, depth - 1, inner)});
  }
  auto n = node(a.row && chance(dice, 50) ? Kind::field_is : Kind::is);
  const int count = n->kind == Kind::is ? 4 : 6;
  n->which = 1 + roll(dice, (1 << count) - 1);
  return n;
}

NodePtr random_days(Dice& dice, int depth, Allowed a) {
  if (a.constant) return random_condition(dice, depth, a);
  const int pick = roll(dice, depth > 0 ? 14 : 8);
  switch (pick) {
    case 0: return node(chance(dice, 50) ? Kind::always : Kind::never);
    case 1: return node(Kind::before, {random_date(dice, depth - 1, a)});
    case 2: return node(Kind::from, {random_date(dice, depth - 1, a)});
    case 3: return node(Kind::after, {random_date(dice, depth - 1, a)});
    case 4: return node(Kind::interval, {random_date(dice, depth - 1, a), random_date(dice, depth - 1, a)});
    case 5: return node(a.needs ? Kind::needs : Kind::cooperates);
    case 6:
    case 7: {
      if (a.states == 0) return node(Kind::cooperates);
      auto n = node(Kind::state);
      n->which = roll(dice, a.states);
      return n;
    }
    case 8: return node(Kind::all_of, {random_days(dice, depth - 1, a), random_days(dice, depth - 1, a)});
    case 9: return node(Kind::any_of, {random_days(dice, depth - 1, a), random_days(dice, depth - 1, a)});
    case 10: return node(Kind::not_, {random_days(dice, depth - 1, a)});
    case 11:
    case 12: {
      if (a.row) return random_condition(dice, depth, a);
      Allowed inner = a;
      inner.row = true;
      return node(chance(dice, 60) ? Kind::some : Kind::every, {random_days(dice, depth - 1, inner)});
    }
    default: return random_condition(dice, depth, a);
  }
}

Window random_window(Dice& dice) {
  Window w;
  w.from = near_day(dice) - (chance(dice, 50) ? 200 : 0);
  if (chance(dice, 40)) w.until = w.from + 1 + roll(dice, 120);
  return w;
}

Rule random_rule(Dice& dice, int states, int parameters) {
  const Allowed plain{states, false, false, false, parameters};
  const Allowed full{states, false, true, false, parameters};
  const Allowed condition{states, false, false, true, parameters};
  Rule r;
  r.source = random_window(dice);
  r.immune = chance(dice, 25);
  if (!r.immune)
    for (int i = 0; i < 5; ++i)
      if (chance(dice, 40)) r.services.push_back(i);
  if (!r.immune && r.services.empty()) r.services.push_back(4);
  const Allowed& to = r.immune ? plain : full;
  if (chance(dice, 70)) r.to = random_days(dice, 2, to);
  if (chance(dice, 25)) r.when = random_condition(dice, 2, condition);
  if (chance(dice, 50)) r.while_ = random_days(dice, 2, to);
  if (chance(dice, 50)) r.start = random_date(dice, 2, plain);
  if (chance(dice, 40)) r.until = random_date(dice, 2, plain);
  if (r.start && chance(dice, 30)) {
    r.for_amount = roll(dice, 20);
    r.for_unit = roll(dice, 4);
    if (parameters > 0 && chance(dice, 40)) r.for_parameter = roll(dice, parameters);
  }
  if (chance(dice, 30)) r.unless = random_days(dice, 2, to);
  if (chance(dice, 25)) r.key = random_date(dice, 1, {states, false, false, false, 0});
  return r;
}

Parameter random_parameter(Dice& dice) {
  Parameter out;
  Num from = past;
  for (int i = 1 + roll(dice, 3); i > 0; --i) {
    const int unit = roll(dice, 4);
    out.push_back({from, unit == 3 ? roll(dice, 19) : roll(dice, unit == 0 ? 40 : 5), unit});
    from = from <= past ? near_day(dice) : from + 1 + roll(dice, 60);
  }
  return out;
}

// Prices of a fund, some with dates; many services have none.
std::string random_prices(Dice& dice, bool first) {
  std::string out;
  for (std::size_t i = 0; i < 4; ++i) {
    if (chance(dice, 50)) continue;
    const auto price = [&](const std::string& dates) {
      out += (out.empty() ? " pays " : ", ") + std::to_string(roll(dice, 200)) + "." + std::to_string(roll(dice, 10)) +
             (first && out.empty() ? " USD" : "") + " a day for " + service_names[i] + dates;
    };
    if (chance(dice, 50)) {
      price("");
      continue;
    }
    price(" before " + to_text(Day{static_cast<std::int32_t>(near_day(dice))}));
    if (chance(dice, 70)) price(" from then");
  }
  return out;
}

void note_states(const NodePtr& n, std::vector<int>& out) {
  if (!n) return;
  if (n->kind == Kind::state) out.push_back(n->which);
  for (const auto& part : n->of) note_states(part, out);
}

void amend(Dice& dice, Rule& rule, int states) {
  std::vector<int> named;
  for (const auto& n : {rule.to, rule.when, rule.while_, rule.start, rule.until, rule.unless}) note_states(n, named);
  for (int i = 0; i < 2 && !named.empty() && chance(dice, 60); ++i) {
    const int old_state = named[static_cast<std::size_t>(roll(dice, static_cast<int>(named.size())))];
    rule.amendments.push_back({random_window(dice), old_state, roll(dice, states)});
  }
}

Tri random_tri(Dice& dice, bool exact) {
  Tri out;
  for (int i = roll(dice, 4); i > 0; --i) {
    const Num from = near_day(dice);
    out.certain.emplace_back(from, chance(dice, 15) ? future : from + roll(dice, 30));
  }
  out.possible = out.certain;
  if (!exact && chance(dice, 50)) out.possible.emplace_back(near_day(dice), near_day(dice) + 30);
  return out;
}

Range random_range(Dice& dice, bool exact, bool may_never) {
  if (may_never && chance(dice, 30)) return {future, future};
  const Num day = near_day(dice);
  if (exact || chance(dice, 40)) return {day, day};
  return chance(dice, 40) ? Range{} : Range{day, day + roll(dice, 40)};
}

Num within(const Range& r, Dice& dice) {
  if (r.lo == r.hi) return r.lo;
  if (r.lo <= past && r.hi >= future) return near_day(dice);
  return r.lo + static_cast<Num>(dice() % static_cast<unsigned>(r.hi - r.lo + 1));
}

}  // namespace

Law random_law(Dice& dice) {
  Law law;
  law.round_up = chance(dice, 50);
  for (int i = roll(dice, 3); i > 0; --i) law.parameters.push_back(random_parameter(dice));
  const int parameters = static_cast<int>(law.parameters.size());
  bool first = true;
  for (int i = chance(dice, 50) ? 0 : roll(dice, 4); i > 0; --i) {
    law.funds.push_back(random_prices(dice, first));
    first = first && law.funds.back().empty();
  }
  for (int i = 0; i < 4; ++i) law.states.push_back(random_days(dice, 3, {i, false, false, false, parameters}));
  for (int i = 1 + roll(dice, 4); i > 0; --i) {
    law.rules.push_back(random_rule(dice, 4, parameters));
    amend(dice, law.rules.back(), 4);
    const bool funded = !law.funds.empty() && !law.rules.back().immune && chance(dice, 70);
    if (funded) law.rules.back().fund = roll(dice, static_cast<int>(law.funds.size()));
  }
  return law;
}

Person random_person(Dice& dice, bool exact) {
  Person p;
  p.born = random_range(dice, exact, false);
  if (chance(dice, 50) && p.born.lo > past) p.born = {p.born.lo - 6575, p.born.hi - 6575};
  p.identified = random_range(dice, exact, false);
  p.recovered = random_range(dice, exact, true);
  p.conduct = random_range(dice, exact, true);
  p.cooperates = random_tri(dice, exact);
  p.exploitation = !exact && chance(dice, 30) ? -1 : roll(dice, 4);
  const int rows = chance(dice, 10) ? 16 : roll(dice, 4);
  for (int i = 0; i < rows; ++i)
    p.actions.push_back({!exact && chance(dice, 30) ? -1 : roll(dice, 6), random_range(dice, exact, false),
                         random_range(dice, exact, true)});
  p.all_actions = exact || chance(dice, 70);
  p.needs_given = exact || chance(dice, 80);
  for (const auto& name : service_names)
    if (p.needs_given && (chance(dice, 60) || name == "education")) p.needs.emplace_back(name, random_tri(dice, exact));
  return p;
}

Person completed(const Person& from, Dice& dice) {
  Person p = from;
  const auto pin = [&](Range& r) {
    const Num day = within(r, dice);
    r = {day, day};
  };
  const auto settle = [&](Tri& t) {
    if (chance(dice, 50)) t.certain = t.possible;
    t.possible = t.certain;
  };
  for (auto* r : {&p.born, &p.identified, &p.recovered, &p.conduct}) pin(*r);
  settle(p.cooperates);
  if (p.exploitation < 0) p.exploitation = roll(dice, 4);
  if (!p.all_actions && p.actions.size() < 16 && chance(dice, 60)) p.actions.push_back({roll(dice, 6), {}, {}});
  p.all_actions = true;
  for (auto& row : p.actions) {
    pin(row.opened);
    pin(row.closed);
    if (row.kind < 0) row.kind = roll(dice, 6);
  }
  for (auto& [name, days] : p.needs) settle(days);
  if (!p.needs_given)
    for (const auto& name : service_names) p.needs.emplace_back(name, random_tri(dice, true));
  p.needs_given = true;
  return p;
}

namespace {

std::string day_text(Num day) { return to_text(Day{static_cast<std::int32_t>(day)}); }

std::string is_text(const std::string& what, int mask, const std::vector<std::string>& names) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (((mask >> i) & 1) != 0) list += (list.empty() ? "" : ", ") + names[i];
  return list.find(',') == std::string::npos ? what + " is " + list : what + " is any of " + list;
}

std::string text_of(const NodePtr& n) {
  static const char* facts[] = {"born", "identified", "recovered", "conduct"};
  static const char* units[] = {"days", "weeks", "months", "years"};
  const auto part = [&](std::size_t i) { return text_of(n->of[i]); };
  switch (n->kind) {
    case Kind::literal: return day_text(n->day);
    case Kind::never_date:
    case Kind::never: return "never";
    case Kind::fact: return facts[n->which];
    case Kind::field: return n->which == 0 ? "a.opened" : "a.closed";
    case Kind::shift:
      if (n->parameter >= 0)
        return part(0) + (n->amount < 0 ? " - " : " + ") + "measure of " +
               std::string(1, static_cast<char>('a' + n->parameter));
      return part(0) + (n->amount < 0 ? " - " : " + ") + std::to_string(std::abs(n->amount)) + " " + units[n->which];
    case Kind::earliest: return "earliest of (" + part(0) + ", " + part(1) + ")";
    case Kind::latest: return "latest of (" + part(0) + ", " + part(1) + ")";
    case Kind::first: return "first action a: " + part(0);
    case Kind::last: return "last action a: " + part(0);
    case Kind::always: return "always";
    case Kind::before: return "before " + part(0);
    case Kind::from: return "from " + part(0);
    case Kind::after: return "after " + part(0);
    case Kind::interval: return "[" + part(0) + ", " + part(1) + ")";
    case Kind::during: return part(0) + " during (" + part(1) + ")";
    case Kind::is: return is_text("exploitation", n->which, exploitations);
    case Kind::field_is: return is_text("a.kind", n->which, kinds);
    case Kind::cooperates: return "cooperates";
    case Kind::needs: return "needs";
    case Kind::state: return "state-" + std::to_string(n->which);
    case Kind::all_of: return "(" + part(0) + ") and (" + part(1) + ")";
    case Kind::any_of: return "(" + part(0) + ") or (" + part(1) + ")";
    case Kind::not_: return "not (" + part(0) + ")";
    case Kind::some: return "some action a: (" + part(0) + ")";
    case Kind::every: return "every action a: (" + part(0) + ")";
  }
  return {};
}

std::string source_text(const std::string& id, const Window& w) {
  return "source " + id + " \"law " + id + "\" in force from " + day_text(w.from) +
         (w.until < future ? " until " + day_text(w.until) : "") + "\n";
}

std::string parameter_text(const Parameter& parameter) {
  static const char* units[] = {"days", "weeks", "months", "years"};
  std::string out;
  for (std::size_t i = 0; i < parameter.size(); ++i) {
    const auto& value = parameter[i];
    const bool last = i + 1 == parameter.size();
    out += std::string(i == 0 ? "" : ", ") + std::to_string(value.amount) + " " + units[value.unit];
    if (i == 0 && !last) out += " before " + day_text(parameter[1].from);
    if (i > 0) out += " from " + (i % 2 == 1 ? "then" : day_text(value.from));
    if (i > 0 && !last) out += " until " + day_text(parameter[i + 1].from);
  }
  return out;
}

std::string rule_text(const Rule& r, const std::string& id) {
  static const char* units[] = {"days", "weeks", "months", "years"};
  std::string out = source_text("S" + id, r.source) + "rule R" + id + " cites S" + id + ": ";
  if (r.immune) out += "immune from prosecution for prostitution";
  for (std::size_t i = 0; i < r.services.size(); ++i)
    out += (i == 0 ? "owed " : ", ") + service_names[static_cast<std::size_t>(r.services[i])];
  const auto clause = [&](const char* word, const NodePtr& n) {
    if (n) out += std::string("\n  ") + word + " " + text_of(n);
  };
  clause("to", r.to);
  clause("when", r.when);
  clause("while", r.while_);
  clause("start", r.start);
  clause("until", r.until);
  if (r.for_parameter >= 0)
    out += "\n  for measure of " + std::string(1, static_cast<char>('a' + r.for_parameter));
  else if (r.for_amount >= 0)
    out += "\n  for " + std::to_string(r.for_amount) + " " + units[r.for_unit];
  clause("unless", r.unless);
  clause("keyed by", r.key);
  if (r.fund >= 0) out += "\n  funded F" + std::to_string(r.fund);
  out += "\n";
  for (std::size_t i = 0; i < r.amendments.size(); ++i) {
    const std::string amendment = id + "-" + std::to_string(i);
    out += source_text("A" + amendment, r.amendments[i].source) + "rule R" + amendment + " cites A" + amendment +
           ": in R" + id + " replaces state-" + std::to_string(r.amendments[i].old_state) + " with state-" +
           std::to_string(r.amendments[i].new_state) + "\n";
  }
  return out;
}

}  // namespace

std::string text_of(const Law& law) {
  std::string out =
      std::string("charter T \"Test\"\ncalendar gregorian, feb29 becomes ") + (law.round_up ? "mar1" : "feb28") + "\n";
  for (std::size_t i = 0; i < law.funds.size(); ++i)
    out += "fund F" + std::to_string(i) + " \"fund\"" + law.funds[i] + "\n";
  for (std::size_t i = 0; i < law.parameters.size(); ++i)
    out += "parameter measure of " + std::string(1, static_cast<char>('a' + i)) + " = " +
           parameter_text(law.parameters[i]) + "\n";
  for (std::size_t i = 0; i < law.states.size(); ++i)
    out += "state state-" + std::to_string(i) + " = " + text_of(law.states[i]) + "\n";
  for (std::size_t i = 0; i < law.rules.size(); ++i) out += rule_text(law.rules[i], std::to_string(i));
  return out;
}

}  // namespace nwd::charter::slow
