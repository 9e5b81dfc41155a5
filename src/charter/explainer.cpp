#include "charter/explainer.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace nwd::charter {
namespace {

bool holds(const Days& days, Day day, bool possible) { return (possible ? days.upper() : days.certain).contains(day); }

}  // namespace

Explainer::Explainer(const Charter& charter, const Facts& facts)
    : charter_(charter),
      facts_(facts),
      evaluator_(charter, facts),
      by_service_(charter.services.size()),
      by_immunity_(charter.immunities.size()) {}

void Explainer::collect() {
  for (RuleId r = 0; r < charter_.rules.size(); ++r) {
    const Rule& rule = charter_.rules[r];
    for (std::uint32_t v = 0; v < rule.versions.size(); ++v) {
      const auto fixed = evaluator_.fixed(rule, rule.versions[v]);
      if (fixed.hopeless()) continue;
      if (rule.effect == Effect::immune) by_immunity_[rule.immunity].push_back({r, v, fixed});
      const bool varies = evaluator_.varies(rule.versions[v]);
      for (const auto service : rule.services) {
        if (varies) evaluator_.set_service(service);
        auto days = varies ? fixed & evaluator_.varying(rule.versions[v], service) : fixed;
        if (!days.hopeless()) by_service_[service].push_back({r, v, std::move(days)});
      }
    }
  }
}

Explanation Explainer::run() {
  collect();
  const auto sum = [](const std::vector<Piece>& pieces) {
    Days out;
    for (const auto& piece : pieces) out = out.hopeless() ? piece.days : out | piece.days;
    return out.bounds();
  };
  Explanation out;
  for (const auto& pieces : by_service_) out.entitlements.services.push_back(sum(pieces));
  for (const auto& pieces : by_immunity_) out.entitlements.immunities.push_back(sum(pieces));
  for (std::uint32_t i = 0; i < by_service_.size(); ++i)
    if (charter_.services[i].leaf())
      out.services.push_back(explained(i, by_service_[i], out.entitlements.services[i], true));
  for (std::uint32_t i = 0; i < by_immunity_.size(); ++i)
    out.immunities.push_back(explained(i, by_immunity_[i], out.entitlements.immunities[i], false));
  for (std::size_t i = charter_.services.size(); i-- > 0;) {
    const auto parent = charter_.services[i].parent;
    if (parent == none) continue;
    auto& whole = out.entitlements.services[parent];
    whole = {whole.certain | out.entitlements.services[i].certain,
             whole.possible | out.entitlements.services[i].possible};
  }
  return out;
}

Explained Explainer::explained(std::uint32_t what, const std::vector<Piece>& pieces, const DayBounds& days,
                               bool service) {
  Explained out;
  out.what = what;
  const ServiceId s = service ? what : none;
  if (service && !pieces.empty()) evaluator_.set_service(what);
  out.certain = intervals(pieces, days.certain, false, s);
  if (!days.exact()) {
    out.possible = intervals(pieces, days.possible, true, s);
    out.unknown = unknown_facts(what, service);
  }
  if (days.certain.empty()) out.why_not = why_not(what, service, days.possible.empty());
  return out;
}

std::vector<ExplainedInterval> Explainer::intervals(const std::vector<Piece>& pieces, const DaySet& days, bool possible,
                                                    ServiceId service) {
  std::vector<ExplainedInterval> out;
  out.reserve(days.intervals().size());
  for (const auto& interval : days.intervals()) {
    ExplainedInterval e;
    e.days = interval;
    e.begin = endpoint(pieces, interval.begin, true, possible, service);
    e.end = endpoint(pieces, interval.end, false, possible, service);
    for (const auto& piece : pieces) {
      const DaySet& owed = possible ? piece.days.upper() : piece.days.certain;
      const bool touches = std::any_of(owed.intervals().begin(), owed.intervals().end(),
                                       [&](const auto& i) { return i.begin < interval.end && interval.begin < i.end; });
      if (!touches) continue;
      if (e.rules.empty()) e.conditions = conditions(piece);
      if (std::find(e.rules.begin(), e.rules.end(), piece.rule) == e.rules.end()) e.rules.push_back(piece.rule);
    }
    out.push_back(std::move(e));
  }
  return out;
}

Endpoint Explainer::endpoint(const std::vector<Piece>& pieces, Day day, bool rising, bool possible, ServiceId service) {
  Endpoint out;
  out.day = day;
  out.open = rising ? day <= distant_past : day >= distant_future;
  if (out.open) return out;
  const Flip flip{day, rising, possible, service};
  const auto piece = std::find_if(pieces.begin(), pieces.end(), [&](const auto& p) { return flips(p.days, flip); });
  if (piece != pieces.end()) out.cause = cause(*piece, flip);
  return out;
}

const Cause& Explainer::cause(const Piece& piece, const Flip& flip) {
  const bool varies = evaluator_.varies(charter_.rules[piece.rule].versions[piece.version]);
  for (const auto& k : known_)
    if (k.rule == piece.rule && k.version == piece.version && k.flip.day == flip.day && k.flip.rising == flip.rising &&
        k.flip.possible == flip.possible && (!varies || k.flip.service == flip.service))
      return k.cause;
  known_.push_back({piece.rule, piece.version, flip, find_cause(piece, flip)});
  return known_.back().cause;
}

bool Explainer::flips(const Days& days, const Flip& f) const {
  return holds(days, f.day - 1, f.possible) != f.rising && holds(days, f.day, f.possible) == f.rising;
}

bool Explainer::flips(ExprId id, const Flip& f, const Facts::Row* row) const {
  return flips(evaluator_.days(id, f.service, row), f);
}

Cause Explainer::find_cause(const Piece& piece, const Flip& flip) const {
  const Rule& rule = charter_.rules[piece.rule];
  const Version& version = rule.versions[piece.version];
  const Clauses& c = version.clauses;
  Cause out;
  out.rule = piece.rule;
  out.version = piece.version;
  const ExprId bound = flip.rising ? c.start : c.until;
  if (bound != none && flips(evaluator_.term(c), flip)) {
    out.clause = flip.rising ? ClauseKind::start : ClauseKind::until;
    out.part = charter_.exprs[bound].span;
    descend_date(bound, flip, nullptr, out);
    return out;
  }
  const std::pair<ClauseKind, ExprId> positive[] = {{ClauseKind::to, c.to}, {ClauseKind::while_, c.while_}};
  for (const auto& [kind, id] : positive) {
    if (id == none || !flips(id, flip, nullptr)) continue;
    out.clause = kind;
    descend(id, flip, nullptr, out);
    return out;
  }
  Flip inverse = flip;
  inverse.rising = !flip.rising;
  inverse.possible = !flip.possible;
  if (c.unless != none && flips(c.unless, inverse, nullptr)) {
    out.clause = ClauseKind::unless;
    descend(c.unless, inverse, nullptr, out);
    return out;
  }
  out.clause = ClauseKind::in_force;
  out.source = flip.rising ? version.from_source : version.until_source;
  const auto changed = flip.rising ? version.from_parameter : version.until_parameter;
  if (changed != none) out.counted = {changed, charter_.parameters[changed].value_on(flip.day)};
  return out;
}

void Explainer::descend(ExprId id, Flip flip, const Facts::Row* row, Cause& out) const {
  while (true) {
    const Expr& e = charter_.exprs[id];
    out.part = e.span;
    switch (e.op) {
      case Op::state: id = charter_.states[e.state].is; continue;
      case Op::not_:
        flip.rising = !flip.rising;
        flip.possible = !flip.possible;
        id = e.of[0];
        continue;
      case Op::all_of:
      case Op::any_of: {
        const auto part = std::find_if(e.of.begin(), e.of.end(), [&](ExprId p) { return flips(p, flip, row); });
        if (part == e.of.end()) return;
        id = *part;
        continue;
      }
      case Op::some_row:
      case Op::every_row: {
        const auto& rows = facts_.values()[e.fact].rows;
        const auto at = std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return flips(e.of[0], flip, &r); });
        out.fact = e.fact;
        if (at == rows.end()) return;
        out.row = static_cast<std::uint32_t>(at - rows.begin());
        row = &*at;
        id = e.of[0];
        continue;
      }
      case Op::before:
      case Op::from:
      case Op::after: return descend_date(e.of[0], flip, row, out);
      case Op::interval: return descend_date(e.of[flip.rising ? 0 : 1], flip, row, out);
      case Op::fact_state:
      case Op::service_state: out.fact = e.fact; return;
      default: return;
    }
  }
}

// Leaves Cause::part as it is: "before born + 25 years" says more than "born".
void Explainer::descend_date(ExprId id, const Flip& flip, const Facts::Row* row, Cause& out) const {
  const bool late = flip.rising != flip.possible;  // a certain begin waits for the latest it may be
  const auto bound = [&](const DateRange& r) { return late ? r.latest : r.earliest; };
  while (true) {
    const Expr& e = charter_.exprs[id];
    const Day wanted = bound(evaluator_.date(id, row));
    switch (e.op) {
      case Op::shift:
        if (out.counted.parameter == none) out.counted = e.by;
        id = e.of[0];
        continue;
      case Op::earliest:
      case Op::latest:
        id =
            *std::find_if(e.of.begin(), e.of.end(), [&](ExprId p) { return bound(evaluator_.date(p, row)) == wanted; });
        continue;
      case Op::first_row:
      case Op::last_row: {
        const auto& rows = facts_.values()[e.fact].rows;
        const auto at = std::find_if(rows.begin(), rows.end(),
                                     [&](const auto& r) { return bound(evaluator_.date(e.of[0], &r)) == wanted; });
        out.fact = e.fact;
        if (at == rows.end()) return;
        out.row = static_cast<std::uint32_t>(at - rows.begin());
        row = &*at;
        id = e.of[0];
        continue;
      }
      case Op::fact_date:
        out.fact = e.fact;
        out.value = facts_.values()[e.fact].date;
        return;
      case Op::field_date:
        assert(row != nullptr);  // check() lets fields stand within rows only
        out.fact = e.fact;
        out.field = e.field;
        out.value = row->dates[e.field];
        return;
      default: return;
    }
  }
}

std::vector<Cause> Explainer::conditions(const Piece& piece) const {
  const Rule& rule = charter_.rules[piece.rule];
  const Version& version = rule.versions[piece.version];
  std::vector<Cause> out;
  const auto add = [&](ClauseKind kind, ExprId id) {
    Cause c;
    c.rule = piece.rule;
    c.version = piece.version;
    c.clause = kind;
    c.part = charter_.exprs[id].span;
    c.counted = parameter_of(charter_, id);
    const auto mentions = charter_.exprs[id].mentions;
    if (mentions != 0) c.fact = static_cast<FactId>(std::countr_zero(mentions));
    if (charter_.exprs[id].is_date) c.value = evaluator_.date(id, nullptr);
    if (c.fact != none && kind == ClauseKind::when) c.value = facts_.values()[c.fact].date;
    if (kind == ClauseKind::keyed_by) c.source = version.from_source;
    out.push_back(c);
  };
  if (rule.key != none) add(ClauseKind::keyed_by, rule.key);
  if (version.clauses.when != none) add(ClauseKind::when, version.clauses.when);
  return out;
}

Explanation explain(const Charter& charter, const Facts& facts) { return Explainer(charter, facts).run(); }

}  // namespace nwd::charter
