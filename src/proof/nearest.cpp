// The rule that comes nearest to granting a day, the clause at which it stops, and one wording that would mend it.
#include <fmt/format.h>

#include <algorithm>

#include "charter/evaluator.h"
#include "proof/telling.h"

namespace nwd::proof {

using charter::Charter;
using charter::ClauseKind;
using charter::Clauses;
using charter::Evaluator;
using charter::ExprId;
using charter::Facts;
using charter::none;
using charter::Op;
using charter::Property;
using charter::Rule;
using charter::Span;

namespace {

// Which part of a set of days, joined by `and`, misses the day: also inside named states.
Span missing_part(const Charter& charter, Evaluator& evaluator, ExprId id, charter::ServiceId service, Day day) {
  while (true) {
    const auto& e = charter.exprs[id];
    if (e.op == Op::state) {
      id = charter.states[e.state].is;
      continue;
    }
    if (e.op != Op::all_of) return e.span;
    const auto at = std::find_if(e.of.begin(), e.of.end(), [&](ExprId part) {
      return !evaluator.days(part, service, nullptr).certain.contains(day);
    });
    if (at == e.of.end()) return e.span;
    id = *at;
  }
}

struct Missed {
  std::size_t clauses = 0;
  Nearest first{};
};

class Look {
 public:
  Look(const Charter& charter, const Question& q, const Facts& facts, Day day)
      : charter_(charter), q_(q), evaluator_(charter, facts), day_(day) {
    if (q.subject->owed) evaluator_.set_service(q.subject->service);
  }

  Missed at(charter::RuleId id, std::uint32_t v) {
    const Rule& rule = charter_.rules[id];
    const auto& version = rule.versions[v];
    const Clauses& c = version.clauses;
    out_ = {};
    out_.first.rule = id;
    out_.first.version = v;
    out_.first.sources = version.sources;
    if (!evaluator_.window(rule, version).certain.contains(day_))
      miss(rule.key == none ? ClauseKind::in_force : ClauseKind::keyed_by,
           rule.key == none ? rule.span : charter_.exprs[rule.key].span);
    set(ClauseKind::to, c.to);
    set(ClauseKind::when, c.when);
    set(ClauseKind::while_, c.while_);
    if (c.start != none && day_ < evaluator_.date(c.start, nullptr).latest)
      miss(ClauseKind::start, charter_.exprs[c.start].span);
    if (c.until != none && day_ >= evaluator_.date(c.until, nullptr).earliest)
      miss(ClauseKind::until, charter_.exprs[c.until].span);
    if (c.unless != none && evaluator_.days(c.unless, q_.subject->service, nullptr).certain.contains(day_))
      miss(ClauseKind::unless, charter_.exprs[c.unless].span);
    return out_;
  }

 private:
  void set(ClauseKind kind, ExprId id) {
    if (id == none || evaluator_.days(id, q_.subject->service, nullptr).certain.contains(day_)) return;
    miss(kind, missing_part(charter_, evaluator_, id, q_.subject->service, day_));
  }
  void miss(ClauseKind kind, Span part) {
    if (out_.clauses++ > 0) return;
    out_.first.clause = kind;
    out_.first.part = part;
  }

  const Charter& charter_;
  const Question& q_;
  Evaluator evaluator_;
  Day day_;
  Missed out_;
};

ExprId clause(const Clauses& c, ClauseKind kind) {
  switch (kind) {
    case ClauseKind::to: return c.to;
    case ClauseKind::when: return c.when;
    case ClauseKind::while_: return c.while_;
    case ClauseKind::start: return c.start;
    case ClauseKind::until: return c.until;
    case ClauseKind::unless: return c.unless;
    default: return none;
  }
}

std::string words(const Charter& charter, Span span) {
  return span.end <= charter.text.size() ? charter.text.substr(span.begin, span.end - span.begin) : std::string();
}

// Of the standard, which may stand in the shared file.
std::string words(const Charter& charter, const charter::Standard& standard, ExprId id) {
  const auto span = charter.exprs[id].span;
  if (!standard.shared) return words(charter, span);
  return std::string(charter::builtin("standards").substr(span.begin, span.end - span.begin));
}

std::string one_line(std::string text) {
  std::string out;
  for (const char c : text)
    if (c != '\n' && (c != ' ' || !out.ends_with(' ')))
      out += c;
    else if (!out.ends_with(' '))
      out += ' ';
  return out;
}

Suggestion new_rule(const Charter& charter, const Question& q) {
  const auto& standard = *q.standard;
  const bool immunity = !q.subject->owed;
  std::string rule = fmt::format("rule {}-new cites SOURCE: {}", charter.id,
                                 immunity ? "immune from " + charter.immunities[q.subject->immunity]
                                          : "owed " + charter.services[q.subject->service].path);
  if (standard.property == Property::includes)
    rule += "\n  start identified, while needs, until recovered";
  else if (standard.state != none)
    rule += fmt::format("\n  {} {}{}", charter.exprs[standard.state].constant ? "when" : "to",
                        words(charter, standard, standard.state), immunity ? "" : ", while needs");
  return {none, "Add a rule with the source that promises it: " + one_line(rule)};
}

// The narrowest part, within `and`, that speaks of the facts.
std::pair<ClauseKind, Span> speaking_part(const Charter& charter, const Clauses& c, std::uint64_t facts) {
  for (const auto kind : {ClauseKind::to, ClauseKind::when, ClauseKind::while_, ClauseKind::start, ClauseKind::until,
                          ClauseKind::unless}) {
    const auto id = clause(c, kind);
    if (id != none && (charter.exprs[id].mentions & facts) != 0) return {kind, charter.exprs[id].span};
  }
  return {ClauseKind::in_force, {}};
}

}  // namespace

Nearest nearest_rule(const Charter& charter, const Question& q, const Facts& one, const Facts* other, Day day) {
  const auto facts = mask_of(q.standard->facts);
  const auto property = q.standard->property;
  Look look(charter, q, other != nullptr ? *other : one, day);
  Missed best;
  for (const auto id : q.subject->rules) {
    const Rule& rule = charter.rules[id];
    if (property == Property::unconditional && !rule.subject_to_appropriations) continue;
    if (property == Property::independent && (rule.mentions & facts) == 0) continue;
    for (std::uint32_t v = 0; v < rule.versions.size(); ++v) {
      if (!in_force(rule, rule.versions[v], q.law)) continue;
      auto missed = look.at(id, v);
      if (best.first.rule == none || missed.clauses < best.clauses) best = std::move(missed);
    }
  }
  return best.first;
}

std::optional<Suggestion> suggestion(const Charter& charter, const Question& q, const Nearest& nearest) {
  if (nearest.rule == none) return new_rule(charter, q);
  const Rule& rule = charter.rules[nearest.rule];
  const auto& c = rule.versions[nearest.version].clauses;
  const auto& standard = *q.standard;
  const auto in_rule = [&](const std::string& what) {
    return Suggestion{nearest.rule, one_line(fmt::format("In rule {}, {}.", rule.id, what))};
  };
  if (standard.property == Property::unconditional) return in_rule("leave out `subject to appropriations`");
  auto kind = nearest.clause;
  Span span = clause(c, kind) == none ? Span{} : charter.exprs[clause(c, kind)].span;
  if (standard.property == Property::independent)
    std::tie(kind, span) = speaking_part(charter, c, mask_of(standard.facts));
  const auto said = fmt::format("`{} {}`", charter::name(kind), words(charter, span));
  switch (kind) {
    case ClauseKind::in_force:
    case ClauseKind::keyed_by:
      if (standard.property == Property::independent)
        return in_rule("choose the wording by a date that does not hang on these facts");
      return Suggestion{nearest.rule, fmt::format("Let rule {} also cite a source that is in force then.", rule.id)};
    case ClauseKind::start:
      if (standard.property == Property::throughout && charter.exprs[standard.state].op == Op::interval)
        return in_rule(fmt::format("write `start {}` in place of {}",
                                   words(charter, standard, charter.exprs[standard.state].of[0]), said));
      return in_rule("write `start identified` in place of " + said);
    case ClauseKind::until:
      if (standard.property == Property::throughout && charter.exprs[standard.state].op == Op::interval)
        return in_rule(fmt::format("write `until {}` in place of {}",
                                   words(charter, standard, charter.exprs[standard.state].of[1]), said));
      return in_rule("leave out " + said);
    default: return in_rule("leave out " + said);
  }
}

}  // namespace nwd::proof
