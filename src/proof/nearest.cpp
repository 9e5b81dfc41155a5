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

// Goes down into what is joined by `and`, also inside named states, as long as `into` chooses a part.
template <class Into>
void narrow(const Charter& charter, ExprId id, Into into, Nearest& out) {
  while (true) {
    const auto& e = charter.exprs[id];
    if (e.op == Op::state) {
      out.state = e.state;
      out.joined = false;
      id = charter.states[e.state].is;
      continue;
    }
    out.expr = id;
    out.part = e.span;
    if (e.op != Op::all_of) return;
    const auto at = std::find_if(e.of.begin(), e.of.end(), into);
    if (at == e.of.end()) return;
    out.joined = true;
    const auto& part = charter.exprs[*at];
    // `youth` in `youth and at risk`: the name is what can be left out.
    if (part.op == Op::state && charter.exprs[charter.states[part.state].is].op != Op::all_of) {
      out.expr = *at;
      out.part = part.span;
      return;
    }
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
      miss(rule.key == none ? ClauseKind::in_force : ClauseKind::keyed_by, rule.key);
    set(ClauseKind::to, c.to);
    set(ClauseKind::when, c.when);
    set(ClauseKind::while_, c.while_);
    if (c.start != none && day_ < evaluator_.date(c.start, nullptr).latest) miss(ClauseKind::start, c.start);
    if (c.until != none && day_ >= evaluator_.date(c.until, nullptr).earliest) miss(ClauseKind::until, c.until);
    if (c.unless != none && evaluator_.days(c.unless, q_.subject->service, nullptr).certain.contains(day_))
      miss(ClauseKind::unless, c.unless);
    return out_;
  }

 private:
  void set(ClauseKind kind, ExprId id) {
    const auto misses = [&](ExprId part) {
      return !evaluator_.days(part, q_.subject->service, nullptr).certain.contains(day_);
    };
    if (id == none || !misses(id)) return;
    if (miss(kind, id)) narrow(charter_, id, misses, out_.first);
  }
  bool miss(ClauseKind kind, ExprId id) {
    if (out_.clauses++ > 0) return false;
    out_.first.clause = kind;
    out_.first.expr = id;
    out_.first.part = id == none ? charter_.rules[out_.first.rule].span : charter_.exprs[id].span;
    return true;
  }

  const Charter& charter_;
  const Question& q_;
  Evaluator evaluator_;
  Day day_;
  Missed out_;
};

// Of the clauses that are expressions.
template <class C>
auto& clause(C& c, ClauseKind kind) {
  switch (kind) {
    case ClauseKind::to: return c.to;
    case ClauseKind::when: return c.when;
    case ClauseKind::while_: return c.while_;
    case ClauseKind::start: return c.start;
    case ClauseKind::until: return c.until;
    default: return c.unless;
  }
}

// As it stands in the text, but for an amendment, which puts one name in the place of another.
std::string words(const Charter& charter, ExprId id) {
  const auto& e = charter.exprs[id];
  if (e.op == Op::state) return charter.states[e.state].name;
  return e.span.end <= charter.text.size() ? charter.text.substr(e.span.begin, e.span.end - e.span.begin)
                                           : std::string();
}

// Of the standard, which may stand in the shared file.
std::string words(const Charter& charter, const charter::Standard& standard, ExprId id) {
  const auto span = charter.exprs[id].span;
  if (!standard.shared) return words(charter, id);
  return std::string(charter::builtin("standards").substr(span.begin, span.end - span.begin));
}

std::string one_line(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c != '\n' && (c != ' ' || !out.ends_with(' ')))
      out += c;
    else if (!out.ends_with(' '))
      out += ' ';
  return out;
}

Change new_rule(const Charter& charter, const Question& q) {
  const auto& standard = *q.standard;
  const auto subject = *q.subject;
  std::string text = fmt::format("rule {}-new cites SOURCE: {}", charter.id,
                                 !subject.owed ? "immune from " + charter.immunities[subject.immunity]
                                               : "owed " + charter.services[subject.service].path);
  Rule rule;
  rule.id = "new";
  rule.effect = subject.owed ? charter::Effect::owed : charter::Effect::immune;
  if (subject.owed) rule.services = {subject.service};
  rule.immunity = subject.immunity;
  rule.versions.emplace_back();
  if (standard.property == Property::includes)
    text += " start identified, while needs, until recovered";
  else if (standard.state != none) {
    rule.versions[0].clauses.to = standard.state;
    text += fmt::format(" {} {}{}", charter.exprs[standard.state].constant ? "when" : "to",
                        words(charter, standard, standard.state), subject.owed ? ", while needs" : "");
  }
  return {none, fmt::format("Add a rule with the source that promises it: `{}`.", one_line(text)),
          [rule](Charter& changed) { changed.rules.push_back(rule); }};
}

// In all wordings of the rule that say the same there.
std::function<void(Charter&)> set_clause(const Nearest& nearest, ClauseKind kind, ExprId to) {
  return [=](Charter& changed) {
    auto& versions = changed.rules[nearest.rule].versions;
    const auto was = clause(versions[nearest.version].clauses, kind);
    for (auto& v : versions)
      if (clause(v.clauses, kind) == was) clause(v.clauses, kind) = to;
  };
}

// What is left out of parts joined by `and` is as if it were always so.
std::function<void(Charter&)> leave_out(ExprId part) {
  return [=](Charter& changed) {
    auto& e = changed.exprs[part];
    e.op = Op::always;
    e.of.clear();
    e.mentions = 0;
  };
}

// For independence: the clause that speaks of the facts, whatever it misses.
Nearest speaking(const Charter& charter, Nearest nearest, const Clauses& c, std::uint64_t facts) {
  const auto speaks = [&](ExprId id) { return id != none && (charter.exprs[id].mentions & facts) != 0; };
  for (const auto kind : {ClauseKind::to, ClauseKind::when, ClauseKind::while_, ClauseKind::start, ClauseKind::until,
                          ClauseKind::unless}) {
    const auto id = clause(c, kind);
    if (!speaks(id)) continue;
    nearest.clause = kind;
    nearest.state = none;
    nearest.joined = false;
    nearest.expr = id;
    nearest.part = charter.exprs[id].span;
    if (kind != ClauseKind::start && kind != ClauseKind::until) narrow(charter, id, speaks, nearest);
    return nearest;
  }
  nearest.clause = ClauseKind::keyed_by;
  return nearest;
}

// The end of an interval that the standard asks for, if it is one: what `start` or `until` should say.
ExprId asked(const Charter& charter, const charter::Standard& standard, std::size_t end) {
  auto id = standard.state;
  while (id != none) {
    const auto& e = charter.exprs[id];
    if (e.op == Op::state)
      id = charter.states[e.state].is;
    else if (e.op == Op::interval)
      return e.of[end];
    else if (e.op == Op::all_of)
      id = e.of.back();
    else
      return none;
  }
  return none;
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
      if (!in_force(rule.versions[v], q.law)) continue;
      auto missed = look.at(id, v);
      const bool excluded = missed.clauses == 1 && missed.first.clause == ClauseKind::unless;
      if (property == Property::no_exclusion && !excluded) continue;
      if (best.first.rule == none || missed.clauses < best.clauses) best = std::move(missed);
    }
  }
  if (property != Property::independent || best.first.rule == none) return best.first;
  return speaking(charter, best.first, charter.rules[best.first.rule].versions[best.first.version].clauses, facts);
}

Change change_for(const Charter& charter, const Question& q, const Nearest& nearest) {
  if (nearest.rule == none) return new_rule(charter, q);
  const Rule& rule = charter.rules[nearest.rule];
  const auto& c = rule.versions[nearest.version].clauses;
  const auto& standard = *q.standard;
  const auto kind = nearest.clause;
  const auto in_rule = [&](const std::string& what, std::function<void(Charter&)> make) {
    return Change{nearest.rule, one_line(fmt::format("In rule {}, {}.", rule.id, what)), std::move(make)};
  };
  if (standard.property == Property::unconditional)
    return in_rule("leave out `subject to appropriations`",
                   [id = nearest.rule](Charter& changed) { changed.rules[id].subject_to_appropriations = false; });
  if (kind == ClauseKind::in_force || kind == ClauseKind::keyed_by) {
    if (standard.property == Property::independent)
      return in_rule("choose the wording by a date that does not hang on these facts", {});
    return Change{nearest.rule, fmt::format("Let rule {} also cite a source that is in force then.", rule.id), {}};
  }
  const auto said = fmt::format("`{} {}`", charter::name(kind), words(charter, clause(c, kind)));
  if (kind == ClauseKind::start || kind == ClauseKind::until) {
    const auto wanted = asked(charter, standard, kind == ClauseKind::start ? 0 : 1);
    if (standard.property == Property::independent || wanted == none)
      return in_rule("leave out " + said, set_clause(nearest, kind, none));
    return in_rule(
        fmt::format("write `{} {}` in place of {}", charter::name(kind), words(charter, standard, wanted), said),
        set_clause(nearest, kind, wanted));
  }
  if (!nearest.joined || kind == ClauseKind::unless)
    return in_rule("leave out " + said, set_clause(nearest, kind, none));
  const auto part = words(charter, nearest.expr);
  if (nearest.state == none) return in_rule(fmt::format("leave out `{}` from {}", part, said), leave_out(nearest.expr));
  return Change{nearest.rule,
                one_line(fmt::format("In the state `{}`, on which rule {} builds, leave out `{}`.",
                                     charter.states[nearest.state].name, rule.id, part)),
                leave_out(nearest.expr)};
}

}  // namespace nwd::proof
