// Why something is not owed: the rule that came nearest, and the part of it that no day meets.
#include <algorithm>
#include <bit>

#include "charter/explainer.h"

namespace nwd::charter {
namespace {

bool none_left(const Days& days, bool possible) { return (possible ? days.upper() : days.certain).empty(); }

}  // namespace

bool Explainer::unknown(FactId id) const {
  const auto& value = facts_.values()[id];
  const auto& fact = charter_.facts[id];
  switch (fact.self.type) {
    case FactType::date:
    case FactType::maybe_date: return !value.date.exact();
    case FactType::state: return !value.days.exact();
    case FactType::choice: return !std::has_single_bit(value.choices);
    case FactType::state_per_service:
      return !value.set || std::any_of(value.per_service.begin(), value.per_service.end(),
                                       [](const auto& entry) { return !entry.second.exact(); });
    case FactType::list: break;
  }
  return !value.complete || std::any_of(value.rows.begin(), value.rows.end(), [](const auto& row) {
    return std::any_of(row.dates.begin(), row.dates.end(), [](const auto& date) { return !date.exact(); });
  });
}

std::vector<FactId> Explainer::unknown_facts(std::uint32_t what, bool service) const {
  std::uint64_t mentions = 0;
  for (const auto& rule : charter_.rules) {
    const bool grants = service ? std::find(rule.services.begin(), rule.services.end(), what) != rule.services.end()
                                : rule.immunity == what;
    if (grants) mentions |= rule.mentions;
  }
  std::vector<FactId> out;
  for (FactId id = 0; id < charter_.facts.size(); ++id)
    if (((mentions >> id) & 1U) != 0 && unknown(id)) out.push_back(id);
  return out;
}

// `possible`: not even possibly owed; otherwise only not for certain.
WhyNot Explainer::why_not(std::uint32_t what, bool service, bool possible) {
  WhyNot nearest;
  std::uint32_t furthest = 0;
  for (RuleId r = 0; r < charter_.rules.size(); ++r) {
    const Rule& rule = charter_.rules[r];
    const bool grants = service ? std::find(rule.services.begin(), rule.services.end(), what) != rule.services.end()
                                : rule.immunity == what;
    for (std::uint32_t v = 0; grants && v < rule.versions.size(); ++v) {
      WhyNot here;
      const auto passed = failing(r, v, service ? what : none, possible, here);
      if (nearest.rule != none && passed < furthest) continue;
      furthest = passed;
      nearest = std::move(here);
    }
  }
  return nearest;
}

// How many clauses were met together before the first that leaves no day.
std::uint32_t Explainer::failing(RuleId r, std::uint32_t v, ServiceId service, bool possible, WhyNot& out) {
  const Rule& rule = charter_.rules[r];
  const Version& version = rule.versions[v];
  const Clauses& c = version.clauses;
  if (service != none) evaluator_.set_service(service);
  out.rule = r;
  out.version = v;
  std::uint32_t passed = 0;
  Days so_far = Days::known(DaySet::all());
  const auto fails = [&](ClauseKind kind, ExprId id, const Days& days) {
    const auto next = so_far & days;
    if (none_left(next, possible)) {
      out.clause = kind;
      if (id == none) return true;
      if (charter_.exprs[id].is_date || kind == ClauseKind::unless) {
        out.counted = parameter_of(charter_, id);
        out.part = charter_.exprs[id].span;
        for (std::uint64_t m = charter_.exprs[id].mentions; m != 0; m &= m - 1)
          out.facts.push_back(static_cast<FactId>(std::countr_zero(m)));
      } else {
        narrow(id, so_far, possible, service, out);
      }
      return true;
    }
    so_far = next;
    ++passed;
    return false;
  };
  const auto window = evaluator_.window(rule, version);
  if (fails(rule.key == none ? ClauseKind::in_force : ClauseKind::keyed_by, rule.key, window)) return passed;
  const std::pair<ClauseKind, ExprId> positive[] = {
      {ClauseKind::to, c.to}, {ClauseKind::when, c.when}, {ClauseKind::while_, c.while_}};
  for (const auto& [kind, id] : positive)
    if (id != none && fails(kind, id, evaluator_.days(id, service, nullptr))) return passed;
  if (c.start != none || c.until != none) {
    const bool at_start =
        c.until == none || none_left(so_far & evaluator_.term({none, none, none, c.start, none, none}), possible);
    if (fails(at_start && c.start != none ? ClauseKind::start : ClauseKind::until,
              at_start && c.start != none ? c.start : c.until, evaluator_.term(c)))
      return passed;
  }
  if (c.unless != none)
    fails(ClauseKind::unless, c.unless, Days::known(DaySet::all()) - evaluator_.days(c.unless, service, nullptr));
  return passed;
}

// The smallest part that leaves no day: `exploitation is sexual` rather than `exploited minor`.
void Explainer::narrow(ExprId id, Days so_far, bool possible, ServiceId service, WhyNot& out) const {
  while (true) {
    const Expr& e = charter_.exprs[id];
    if (e.op == Op::state) {
      id = charter_.states[e.state].is;
      continue;
    }
    out.part = e.span;
    ExprId next = none;
    for (std::size_t i = 0; e.op == Op::all_of && i < e.of.size() && next == none; ++i) {
      auto met = so_far & evaluator_.days(e.of[i], service, nullptr);
      if (none_left(met, possible))
        next = e.of[i];
      else
        so_far = std::move(met);
    }
    if (next == none) {
      out.counted = parameter_of(charter_, id);
      for (std::uint64_t m = e.mentions; m != 0; m &= m - 1)
        out.facts.push_back(static_cast<FactId>(std::countr_zero(m)));
      return;
    }
    id = next;
  }
}

}  // namespace nwd::charter
