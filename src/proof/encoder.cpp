#include "proof/encoder.h"

#include <algorithm>
#include <set>

namespace nwd::proof {

using charter::Charter;
using charter::Expr;
using charter::ExprId;
using charter::none;
using charter::Op;
using charter::ServiceId;

std::size_t Encoder::Hash::operator()(const Key& k) const {
  std::size_t out = k.expr;
  for (const std::size_t part : {k.day, k.person, k.service, k.row}) out = out * 0x9e3779b97f4a7c15U + part;
  return out ^ (out >> 29U);
}

Encoder::Encoder(const Charter& charter, Smt& smt, People& people, Calendar& calendar)
    : charter_(charter), smt_(smt), people_(people), calendar_(calendar) {}

// Persons and services that an expression does not tell apart share its formula.
Encoder::Key Encoder::key_of(ExprId id, const Place& at) const {
  const Expr& e = charter_.exprs[id];
  return {id, e.is_date ? none : at.day.id, people_.owner(at.person, e.mentions), e.per_service ? at.service : none,
          at.row};
}

// The states that an expression builds on, each after those it builds on itself: chains may be thousands long.
void Encoder::states_first(ExprId id, const Place& at) {
  std::set<charter::StateId> used;
  std::vector<ExprId> rest{id};
  while (!rest.empty()) {
    const Expr& e = charter_.exprs[rest.back()];
    rest.pop_back();
    for (const auto part : e.of) rest.push_back(part);
    if (e.op != Op::state) continue;
    const auto is = charter_.states[e.state].is;
    if (!known_.contains(key_of(is, {at.day, at.person, at.service, none})) && used.insert(e.state).second)
      rest.push_back(is);
  }
  for (const auto state : used) {
    const Place bare{at.day, at.person, at.service, none};
    const auto is = charter_.states[state].is;
    if (const auto key = key_of(is, bare); !known_.contains(key))
      known_.emplace(key, compute(charter_.exprs[is], bare));
  }
}

Formula Encoder::days(ExprId id, Place at) {
  const auto key = key_of(id, at);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  states_first(id, at);
  const auto out = compute(charter_.exprs[id], at);
  known_.insert_or_assign(key, out);
  return out;
}

Formula Encoder::compute(const Expr& e, const Place& at) {
  switch (e.op) {
    case Op::always: return smt_.truth(true);
    case Op::before: return smt_.less(at.day, date(e.of[0], at).is);
    case Op::from: return smt_.at_most(date(e.of[0], at).is, at.day);
    case Op::after: return smt_.less(date(e.of[0], at).is, at.day);
    case Op::interval:
      return smt_.all_of({smt_.at_most(date(e.of[0], at).is, at.day), smt_.less(at.day, date(e.of[1], at).is)});
    case Op::during: return during(date(e.of[0], at), e.of[1], at);
    case Op::is_choice:
      return chosen(people_.choice(e.fact, at.person), e.choices, charter_.facts[e.fact].self.choices.size());
    case Op::is_field:
      return chosen(people_.field_choice(e.fact, at.person, at.row, e.field), e.choices,
                    charter_.facts[e.fact].fields[e.field].choices.size());
    case Op::fact_state: return people_.on(e.fact, at.person, none, at.day);
    case Op::service_state: return service_state(e.fact, e.service == none ? at.service : e.service, at);
    case Op::state: return days(charter_.states[e.state].is, {at.day, at.person, at.service, none});
    case Op::all_of:
    case Op::any_of: return joined(e, at);
    case Op::not_: return smt_.not_(days(e.of[0], at));
    case Op::some_row:
    case Op::every_row: return rows(e, at);
    default: return smt_.truth(false);
  }
}

Formula Encoder::joined(const Expr& e, const Place& at) {
  std::vector<Formula> parts;
  parts.reserve(e.of.size());
  for (const auto id : e.of) parts.push_back(days(id, at));
  return e.op == Op::all_of ? smt_.all_of(parts) : smt_.any_of(parts);
}

Formula Encoder::rows(const Expr& e, const Place& at) {
  std::vector<Formula> parts;
  for (std::uint32_t r = 0; r < most_rows; ++r) {
    const auto there = people_.row(e.fact, at.person, r);
    if (there == smt_.truth(false)) break;
    const auto holds = days(e.of[0], {at.day, at.person, at.service, r});
    parts.push_back(e.op == Op::some_row ? smt_.all_of({there, holds}) : smt_.implies(there, holds));
  }
  return e.op == Op::some_row ? smt_.any_of(parts) : smt_.all_of(parts);
}

// Never, and before all days, lie in no set.
Formula Encoder::during(Date d, ExprId set, const Place& at) {
  return smt_.all_of({smt_.less(smt_.constant(past_number), d.is), smt_.less(d.is, smt_.constant(never_number)),
                      days(set, {d.is, at.person, at.service, at.row})});
}

Formula Encoder::chosen(Number value, std::uint64_t choices, std::size_t count) {
  std::vector<Formula> parts;
  for (std::size_t i = 0; i < count; ++i)
    if (((choices >> i) & 1U) != 0) parts.push_back(smt_.equal(value, smt_.constant(static_cast<std::int64_t>(i))));
  return smt_.any_of(parts);
}

Formula Encoder::service_state(charter::FactId fact, ServiceId service, const Place& at) {
  if (service == none) return smt_.truth(false);
  const auto& children = charter_.services[service].children;
  if (children.empty()) return people_.on(fact, at.person, service, at.day);
  std::vector<Formula> parts;
  parts.reserve(children.size());
  for (const auto child : children) parts.push_back(service_state(fact, child, at));
  return smt_.any_of(parts);
}

Formula Encoder::needed(const Subject& subject, Place at) {
  const auto needs = charter_.fact("needs");
  if (!subject.owed || needs == none) return smt_.truth(true);
  return service_state(needs, subject.service, at);
}

Formula Encoder::window(const charter::Rule& rule, const charter::Version& v, const Place& at) {
  const auto day = rule.key == none ? at.day : date(rule.key, at).is;
  const auto inside =
      smt_.all_of({smt_.at_most(smt_.constant(v.from.number), day), smt_.less(day, smt_.constant(v.until.number))});
  if (rule.key == none) return inside;
  return smt_.all_of({smt_.less(smt_.constant(past_number), day), smt_.less(day, smt_.constant(never_number)), inside});
}

Formula Encoder::version(const charter::Rule& rule, const charter::Version& v, const Place& at, Counting counting) {
  std::vector<Formula> parts{window(rule, v, at)};
  const auto& c = v.clauses;
  if (c.start != none) parts.push_back(smt_.at_most(date(c.start, at).is, at.day));
  if (c.until != none) parts.push_back(smt_.less(at.day, date(c.until, at).is));
  for (const auto id : {c.to, c.when, c.while_})
    if (id != none && parts.back() != smt_.truth(false)) parts.push_back(days(id, at));
  if (c.unless != none && counting != Counting::without_unless) parts.push_back(smt_.not_(days(c.unless, at)));
  return smt_.all_of(parts);
}

Formula Encoder::granted(const Subject& subject, Place at, Counting counting) {
  at.service = subject.service;
  std::vector<Formula> parts;
  for (const auto id : subject.rules) {
    const auto& rule = charter_.rules[id];
    if (counting == Counting::unconditional && rule.subject_to_appropriations) continue;
    for (const auto& v : rule.versions) parts.push_back(version(rule, v, at, counting));
  }
  return smt_.any_of(parts);
}

Formula Encoder::keys_in_law(const Subject& subject, Place at, const Law& law) {
  at.service = subject.service;
  std::vector<Formula> parts;
  for (const auto id : subject.keyed) {
    const auto key = date(charter_.rules[id].key, at).is;
    parts.push_back(
        smt_.any_of({smt_.at_most(key, smt_.constant(past_number)), smt_.at_most(smt_.constant(never_number), key),
                     smt_.all_of({smt_.at_most(smt_.constant(law.from.number), key),
                                  smt_.less(key, smt_.constant(law.until.number))})}));
  }
  return smt_.all_of(parts);
}

}  // namespace nwd::proof
