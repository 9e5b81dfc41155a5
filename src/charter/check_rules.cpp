// A rule is cut into versions: its own wording while its sources are in force, and another from each amendment on.
#include <fmt/format.h>

#include <algorithm>

#include "charter/checker.h"
#include "charter/spelling.h"

namespace nwd::charter {

namespace {

bool says(const syntax::Expression& e, const std::string& name) {
  if ((e.form == syntax::Form::name || e.form == syntax::Form::is) && e.name.text == name) return true;
  if (e.form == syntax::Form::shift && e.by.text == name) return true;
  return std::any_of(e.of.begin(), e.of.end(), [&](const auto& part) { return says(*part, name); });
}

bool says(const syntax::Rule& rule, const std::string& name) {
  return std::any_of(rule.clauses.begin(), rule.clauses.end(), [&](const auto& c) {
    return c.is ? says(*c.is, name) : c.word == Word::for_ && c.name.text == name;
  });
}

const syntax::Clause* clause_of(const syntax::Rule& rule, Word word) {
  const auto found =
      std::find_if(rule.clauses.begin(), rule.clauses.end(), [&](const auto& c) { return c.word == word; });
  return found == rule.clauses.end() ? nullptr : &*found;
}

}  // namespace

void Checker::lower_rules(const syntax::File& file) {
  for (const auto& rule : file.rules)
    if (rule.effect == syntax::Effect::immune && !rule.immunity.missing() &&
        !immunities_.contains(rule.immunity.text)) {
      immunities_.emplace(rule.immunity.text, static_cast<std::uint32_t>(charter_.immunities.size()));
      charter_.immunities.push_back(rule.immunity.text);
    }
  const auto count = std::min(file.rules.size(), max_rules);
  for (std::size_t i = 0; i < count && !diagnostics_.full(); ++i)
    if (file.rules[i].effect == syntax::Effect::replaces) check_amendment(file, i);
  for (std::size_t i = 0; i < count && !diagnostics_.full(); ++i) lower_rule(file, i);
}

void Checker::lower_rule(const syntax::File& file, std::size_t index) {
  const auto& from = file.rules[index];
  Rule rule;
  rule.id = from.id.text;
  rule.span = from.span;
  rule.cites = sources(from.cites);
  if (from.effect == syntax::Effect::replaces) {
    rule.effect = Effect::replaces;
    if (const auto target = rules_.find(from.amended.text); target != rules_.end()) rule.amends = target->second;
  } else if (from.effect != syntax::Effect::missing) {
    once_each(from);
    lower_effect(from, rule);
    versions(file, index, rule);
    note_mentions(rule);
  }
  charter_.rules.push_back(std::move(rule));
}

std::vector<SourceId> Checker::sources(const std::vector<syntax::Name>& names) {
  std::vector<SourceId> out;
  for (const auto& name : names) {
    const auto found = sources_.find(name.text);
    if (found != sources_.end()) {
      out.push_back(found->second);
    } else if (!name.missing()) {
      std::vector<std::string_view> candidates;
      for (const auto& source : charter_.sources) candidates.push_back(source.id);
      unknown("C0311", name, "source", candidates);
    }
  }
  return out;
}

void Checker::lower_effect(const syntax::Rule& from, Rule& rule) {
  rule.effect = from.effect == syntax::Effect::owed ? Effect::owed : Effect::immune;
  for (const auto& path : from.services)
    if (const auto id = service(path); id != none) leaves(id, rule.services);
  if (rule.effect == Effect::immune) rule.immunity = immunity(from.immunity);
  rule.subject_to_appropriations = clause_of(from, Word::subject) != nullptr;
  if (const auto* key = clause_of(from, Word::keyed); key != nullptr && key->is) rule.key = date(*key->is, {});
  const auto* funded = clause_of(from, Word::funded);
  if (funded == nullptr || funded->name.missing()) return;
  if (const auto fund = funds_.find(funded->name.text); fund != funds_.end()) {
    rule.fund = fund->second;
    return;
  }
  std::vector<std::string_view> candidates;
  for (const auto& fund : charter_.funds) candidates.push_back(fund.id);
  unknown("C0312", funded->name, "fund", candidates);
}

void Checker::once_each(const syntax::Rule& rule) {
  for (std::size_t i = 0; i < rule.clauses.size(); ++i) {
    const auto* first = clause_of(rule, rule.clauses[i].word);
    if (first == &rule.clauses[i]) continue;
    auto& d = diagnostics_.error("C0503", rule.clauses[i].span,
                                 fmt::format("rule {} says `{}` twice", rule.id.text, spelling(rule.clauses[i].word)));
    d.related.push_back({first->span, "the first is here"});
    d.notes.emplace_back("join what belongs together with `and` or `or`");
    return;
  }
  const auto* length = clause_of(rule, Word::for_);
  if (length != nullptr && clause_of(rule, Word::start) == nullptr)
    diagnostics_.error("C0504", length->span, "`for` counts from a day that this rule does not name",
                       "say from when with `start`");
  if (rule.effect == syntax::Effect::immune && clause_of(rule, Word::funded) != nullptr)
    diagnostics_.error("C0507", clause_of(rule, Word::funded)->span,
                       "an immunity costs nothing, so that no fund pays for it");
}

// What every source of the rule allows: all must be in force.
Checker::Window Checker::window(const syntax::Rule& rule, bool keyed) {
  Window out;
  for (const auto& name : rule.cites) {
    const auto found = sources_.find(name.text);
    if (found == sources_.end()) continue;
    const Source& source = charter_.sources[found->second];
    if (source.conduct_from && !keyed) {
      auto& d = diagnostics_.error(
          "C0502", name.span,
          fmt::format("source {} applies by the date of the conduct, and the rule does not say which date that is",
                      source.id));
      d.related.push_back({source.span, "applies to conduct on or after"});
      d.notes.emplace_back("add `keyed by conduct` to the rule");
    }
    const Day from = std::max(source.from, source.conduct_from.value_or(source.from));
    if (from > out.from) {
      out.from = from;
      out.from_source = found->second;
    }
    if (source.until < out.until) {
      out.until = source.until;
      out.until_source = found->second;
    }
  }
  return out;
}

Checker::Sort Checker::sort_of(const std::string& name) const {
  if (parameters_.contains(name)) return Sort::duration;
  const auto found = meaning(name);
  if (!found) return Sort::unknown;
  if (found->fact == none) return Sort::days;
  switch (charter_.facts[found->fact].self.type) {
    case FactType::date:
    case FactType::maybe_date: return Sort::date;
    case FactType::state:
    case FactType::state_per_service: return Sort::days;
    default: return Sort::other;
  }
}

// Whether the new name can stand where the old one stood.
bool Checker::fits(const syntax::Rule& amendment) {
  const auto& old_name = amendment.old_name;
  const auto& new_name = amendment.new_name;
  for (const auto* name : {&old_name, &new_name}) {
    if (sort_of(name->text) != Sort::unknown) continue;
    unknown_name(*name, name->text);
    return false;
  }
  if (sort_of(old_name.text) == sort_of(new_name.text)) return true;
  diagnostics_.error("C0510", new_name.span,
                     fmt::format("`{}` cannot take the place of `{}`", new_name.text, old_name.text),
                     sort_of(old_name.text) == Sort::duration || sort_of(new_name.text) == Sort::duration
                         ? "one is a duration, the other is not"
                         : "one is a date, the other is not");
  return false;
}

void Checker::check_amendment(const syntax::File& file, std::size_t index) {
  const auto& from = file.rules[index];
  idle_amendments_.insert(index);
  const auto target = rules_.find(from.amended.text);
  if (target == rules_.end()) {
    std::vector<std::string_view> candidates;
    for (const auto& other : file.rules) candidates.push_back(other.id.text);
    unknown("C0313", from.amended, "rule", candidates);
    return;
  }
  const auto& amended = file.rules[target->second];
  if (amended.effect == syntax::Effect::replaces) {
    diagnostics_.error("C0508", from.amended.span,
                       fmt::format("rule {} only amends another; amend that one", amended.id.text));
    return;
  }
  const auto& siblings = amendments_[from.amended.text];
  if (siblings.size() > max_amendments) {
    if (siblings.front() == index)
      diagnostics_.error("C0902", from.amended.span, fmt::format("a rule is amended at most {} times", max_amendments));
    return;
  }
  const bool known = says(amended, from.old_name.text) || std::any_of(siblings.begin(), siblings.end(), [&](auto i) {
                       return i != index && file.rules[i].new_name.text == from.old_name.text;
                     });
  if (!known && amended.effect != syntax::Effect::missing) {
    auto& d = diagnostics_.error("C0509", from.old_name.span,
                                 fmt::format("rule {} never says `{}`", amended.id.text, from.old_name.text));
    d.related.push_back({amended.span, "the amended rule"});
  } else if (fits(from)) {
    idle_amendments_.erase(index);
  }
}

std::vector<Checker::Amendment> Checker::amendments_of(const syntax::File& file, std::size_t index, bool keyed) {
  std::vector<Amendment> out;
  const auto found = amendments_.find(file.rules[index].id.text);
  if (found == amendments_.end() || found->second.size() > max_amendments) return out;
  for (const auto place : found->second)
    if (file.rules[place].effect == syntax::Effect::replaces && !idle_amendments_.contains(place))
      out.push_back({&file.rules[place], static_cast<RuleId>(place), window(file.rules[place], keyed)});
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return std::pair(a.window.from, a.id) < std::pair(b.window.from, b.id);
  });
  return out;
}

// What the rule counts with once `renamed` takes the place of its own words.
Checker::Used Checker::parameters_of(const syntax::Rule& rule, const std::vector<Renaming>& renamings) const {
  Used out;
  Scope scope;
  scope.renamed = &renamings;
  for (const auto& c : rule.clauses) {
    if (c.word == Word::keyed) continue;
    if (c.is) note_parameters(*c.is, &renamings, out);
    if (c.word == Word::for_) note_parameter(renamed(c.name.text, scope), out);
  }
  return out;
}

// The days between two neighbouring dates at which anything changes have one wording.
void Checker::versions(const syntax::File& file, std::size_t index, Rule& rule) {
  const auto& from = file.rules[index];
  const bool keyed = rule.key != none;
  const Window base = window(from, keyed);
  const auto amendments = amendments_of(file, index, keyed);
  auto used = parameters_of(from, {});
  for (const auto& a : amendments) note_parameter(a.rule->new_name.text, used);
  Cuts cuts;  // where a wording may end, and whose date that is
  const auto cut = [&](Day day, SourceId source) {
    auto& at = cuts[day];
    if (source != none) at = {source, none};
  };
  cut_by_parameters(used, cuts);
  cut(base.from, base.from_source);
  cut(base.until, base.until_source);
  for (const auto& a : amendments) {
    cut(a.window.from, a.window.from_source);
    cut(a.window.until, a.window.until_source);
  }
  if (cuts.size() > max_wordings) {
    diagnostics_.error("C0902", from.span, fmt::format("a rule has at most {} wordings", max_wordings));
    return;
  }
  for (auto at = cuts.begin(); std::next(at) != cuts.end(); ++at) {
    const auto next = std::next(at);
    const Window piece{at->first,           next->first,          at->second.source,
                       next->second.source, at->second.parameter, next->second.parameter};
    if (piece.from < base.from || piece.until > base.until) continue;
    std::vector<const Amendment*> active;
    for (const auto& a : amendments)
      if (a.window.from <= piece.from && piece.until <= a.window.until) active.push_back(&a);
    rule.versions.push_back(version(from, piece, active, rule));
  }
  if (rule.versions.empty() && !rule.cites.empty())
    diagnostics_.warning("C0505", from.span, fmt::format("rule {} is never in force", rule.id),
                         "the sources it cites share no day");
}

Version Checker::version(const syntax::Rule& from, Window window, const std::vector<const Amendment*>& active,
                         const Rule& rule) {
  Version out;
  out.from = window.from;
  out.until = window.until;
  out.from_source = window.from_source;
  out.until_source = window.until_source;
  out.from_parameter = window.from_parameter;
  out.until_parameter = window.until_parameter;
  out.sources = rule.cites;
  std::vector<Renaming> renamed;
  for (const auto* amendment : active) {
    const auto& old_name = amendment->rule->old_name.text;
    const auto& new_name = amendment->rule->new_name.text;
    for (auto& r : renamed)
      if (r.to == old_name) r.to = new_name;
    if (std::none_of(renamed.begin(), renamed.end(), [&](const auto& r) { return r.from == old_name; }))
      renamed.push_back({old_name, new_name});
    out.amended_by.push_back(amendment->id);
    for (const auto source : sources(amendment->rule->cites))
      if (std::find(out.sources.begin(), out.sources.end(), source) == out.sources.end()) out.sources.push_back(source);
  }
  check_in_force(from, parameters_of(from, renamed), window);
  Scope scope;
  scope.renamed = &renamed;
  scope.as_of = window.from;
  out.clauses = clauses(from, scope);
  return out;
}

void Checker::must_be_condition(const syntax::Clause& clause, ExprId id) {
  const Expr& e = charter_.exprs[id];
  if (e.op == Op::broken || e.constant) return;
  auto& d = diagnostics_.error("C0402", clause.is->span, "`when` asks once, and this changes from day to day",
                               "a set of days");
  suggest(d, {clause.span.begin, clause.span.begin + 4}, "while");
}

Clauses Checker::clauses(const syntax::Rule& rule, const Scope& scope) {
  Clauses out;
  for (const auto& c : rule.clauses) {
    if (!c.is) continue;
    switch (c.word) {
      case Word::to: out.to = days(*c.is, scope); break;
      case Word::while_: out.while_ = days(*c.is, scope); break;
      case Word::unless: out.unless = days(*c.is, scope); break;
      case Word::start: out.start = date(*c.is, scope); break;
      case Word::until: out.until = date(*c.is, scope); break;
      case Word::when:
        out.when = days(*c.is, scope);
        must_be_condition(c, out.when);
        break;
      default: break;
    }
  }
  const auto* length = clause_of(rule, Word::for_);
  if (length == nullptr || out.start == none) return out;
  const auto end = end_of(*length, out.start, scope);
  if (is_broken(end)) return out;
  out.until = out.until == none ? end : combine(Op::earliest, length->span, {out.until, end}, true);
  return out;
}

ExprId Checker::end_of(const syntax::Clause& length, ExprId start, const Scope& scope) {
  if (length.name.missing()) return shifted(length.span, start, length.duration);
  return shifted(length.span, start, parameter(length.name, renamed(length.name.text, scope), scope), 1);
}

void Checker::note_mentions(Rule& rule) const {
  const auto add_from = [&](ExprId id) {
    if (id != none) rule.mentions |= charter_.exprs[id].mentions;
  };
  add_from(rule.key);
  for (const auto& v : rule.versions)
    for (const auto id : v.clauses.all()) add_from(id);
  for (std::size_t i = 0; i < charter_.facts.size(); ++i)
    rule.sensitive = rule.sensitive || (charter_.facts[i].sensitive && ((rule.mentions >> i) & 1U) != 0);
}

}  // namespace nwd::charter
