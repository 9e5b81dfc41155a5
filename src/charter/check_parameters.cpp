// Numbers of law. A text that hangs on a dated one is lowered once for each of its values, as if the number that counts
// then were written in it; which of these wordings counts is up to the day, or to the date a rule is keyed by.
#include <fmt/format.h>

#include <algorithm>

#include "charter/checker.h"

namespace nwd::charter {
namespace {

std::string days_text(Day from, Day until) {
  if (from <= distant_past) return "before " + to_text(until);
  if (until >= distant_future) return "from " + to_text(from) + " on";
  return fmt::format("from {} until {}", to_text(from), to_text(until));
}

}  // namespace

void Checker::declare_parameters(const syntax::File& file) {
  if (file.parameters.size() > max_parameters) {
    diagnostics_.error("C0902", file.parameters.back().name.span,
                       fmt::format("there are at most {} parameters", max_parameters));
    return;
  }
  for (const auto& from : file.parameters) {
    if (facts_.contains(from.name.text)) {
      diagnostics_.error("C0302", from.name.span,
                         fmt::format("`{}` is a fact already; give the parameter another name", from.name.text));
      continue;
    }
    const auto id = static_cast<std::uint32_t>(charter_.parameters.size());
    if (from.values.empty() || from.values.size() > max_values) {
      if (!from.values.empty())
        diagnostics_.error("C0902", from.name.span, fmt::format("a parameter has at most {} values", max_values));
      broken_.insert(from.name.text);
      continue;
    }
    if (!claim(parameters_, from.name, id, "parameter", &parameter_spans_)) continue;
    Parameter parameter{from.name.text, {}, from.name.span};
    for (const auto& value : from.values) parameter_value(from, value, parameter);
    every_day_once(from, parameter);
    charter_.parameters.push_back(std::move(parameter));
  }
}

void Checker::parameter_value(const syntax::Parameter& of, const syntax::ParameterValue& from, Parameter& out) {
  need_calendar(from.is);
  ParameterValue value{from.is.amount,
                       static_cast<Unit>(from.is.unit),
                       from.dates.from.value_or(distant_past),
                       from.dates.until.value_or(distant_future),
                       sources(from.cites.empty() ? of.cites : from.cites),
                       from.span};
  if (value.until <= value.from)
    diagnostics_.error("C0320", from.span, "this value ends before it begins", "it would count on no day");
  out.values.push_back(std::move(value));
}

// Said of the first pair that does not fit together.
void Checker::every_day_once(const syntax::Parameter& from, Parameter& parameter) {
  auto& values = parameter.values;
  std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) {
    return std::pair(a.from, a.span.begin) < std::pair(b.from, b.span.begin);
  });
  const auto gap = [&](Day begin, Day end) {
    auto& d = diagnostics_.error("C0318", from.name.span,
                                 fmt::format("`{}` has no value {}", parameter.name, days_text(begin, end)));
    d.notes.emplace_back("every day has one value: `45 days before 2023-01-30, 30 days from then`");
  };
  Day covered = distant_past;
  const ParameterValue* before = nullptr;
  for (const auto& value : values) {
    if (value.from > covered) return gap(covered, value.from);
    if (value.from < covered) {
      auto& d = diagnostics_.error(
          "C0319", value.span,
          fmt::format("`{}` has two values {}", parameter.name, days_text(value.from, std::min(covered, value.until))));
      d.related.push_back({before->span, "the other one is here"});
      return;
    }
    if (value.until <= value.from) return;  // told already
    covered = value.until;
    before = &value;
  }
  if (covered < distant_future) gap(covered, distant_future);
}

void Checker::note_parameter(const std::string& name, Used& out) const {
  if (const auto found = parameters_.find(name); found != parameters_.end()) out.insert(found->second);
  if (const auto state = states_declared_.find(name); state != states_declared_.end())
    out.insert(state_parameters_[state->second].begin(), state_parameters_[state->second].end());
}

// States that it names have been lowered already.
void Checker::note_parameters(const syntax::Expression& e, const std::vector<Renaming>* renamings, Used& out) const {
  Scope scope;
  scope.renamed = renamings;
  std::vector<const syntax::Expression*> rest{&e};
  while (!rest.empty()) {
    const auto* next = rest.back();
    rest.pop_back();
    if (next->form == syntax::Form::name) note_parameter(renamed(next->name.text, scope), out);
    if (next->form == syntax::Form::shift) note_parameter(renamed(next->by.text, scope), out);
    for (const auto& part : next->of) rest.push_back(part.get());
  }
}

std::vector<Day> Checker::pieces(const Used& used) const {
  std::vector<Day> out{distant_past};
  for (const auto id : used)
    for (const auto& value : charter_.parameters[id].values) out.push_back(value.from);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void Checker::cut_by_parameters(const Used& used, Cuts& cuts) const {
  for (const auto id : used)
    for (const auto& value : charter_.parameters[id].values)
      if (value.from > distant_past) cuts.emplace(value.from, Change{none, id});
}

void Checker::check_in_force(const syntax::Rule& rule, const Used& used, const Window& window) {
  for (const auto id : used) {
    const auto& parameter = charter_.parameters[id];
    const auto at = parameter.value_on(window.from);
    const auto& value = parameter.values[at];
    for (const auto source : value.cites) {
      const auto& cited = charter_.sources[source];
      if (cited.from <= window.from && window.until <= cited.until) continue;
      if (!out_of_force_.emplace(id, at).second) break;
      auto& d = diagnostics_.warning(
          "C0512", value.span, fmt::format("{} is not in force on all days on which this counts", cited.id),
          fmt::format("rule {} counts with it {}", rule.id.text, days_text(window.from, window.until)));
      d.related.push_back({cited.span, "in force on other days"});
    }
  }
}

ParameterUse Checker::parameter(const syntax::Name& at, const std::string& name, const Scope& scope) {
  const auto found = parameters_.find(name);
  if (found == parameters_.end()) {
    if (at.missing() || broken_.contains(name)) return {};
    if (const auto other = meaning(name)) {
      const bool days = other->fact == none || !is_date(charter_.facts[other->fact].self.type);
      wrong_type(at.span, "a duration", days ? "a set of days" : "a date",
                 "a duration is a number of days, weeks, months or years, or the name of a parameter");
      return {};
    }
    std::vector<std::string_view> candidates;
    for (const auto& p : charter_.parameters) candidates.push_back(p.name);
    unknown("C0314", at, "parameter", candidates);
    return {};
  }
  parameters_used_.insert(found->second);
  const auto& parameter = charter_.parameters[found->second];
  if (parameter.values.size() == 1) return {found->second, 0};
  if (scope.as_of) return {found->second, parameter.value_on(*scope.as_of)};
  diagnostics_.error("C0406", at.span, fmt::format("which value of `{}` counts hangs on a day, and here is none", name),
                     "the date that chooses the wording cannot hang on the wording");
  return {};
}

// Only where there are no errors: what is not lowered uses nothing.
void Checker::tell_unused(const syntax::File& file) {
  const auto& told = diagnostics_.all();
  if (std::any_of(told.begin(), told.end(), [](const auto& d) { return d.severity == Severity::error; })) return;
  for (const auto& from : file.parameters) {
    const auto found = parameters_.find(from.name.text);
    if (found == parameters_.end() || parameters_used_.contains(found->second)) continue;
    parameters_used_.insert(found->second);
    diagnostics_.warning("C0513", from.name.span, fmt::format("the parameter `{}` is used nowhere", from.name.text));
  }
}

StateId Checker::wording_of(std::uint32_t declared, const Scope& scope) const {
  const auto& wordings = wordings_[declared];
  if (!scope.as_of || wordings.empty()) return state_ids_[declared];
  return std::prev(wordings.upper_bound(*scope.as_of))->second;
}

ExprId Checker::within(Day from, Day until, ExprId set, Span span) {
  const auto at = [&](Day day) {
    const auto id = combine(Op::day, span, {}, true);
    charter_.exprs[id].day = day;
    return id;
  };
  ExprId piece = none;
  if (from <= distant_past)
    piece = combine(Op::before, span, {at(until)}, false);
  else if (until >= distant_future)
    piece = combine(Op::from, span, {at(from)}, false);
  else
    piece = combine(Op::interval, span, {at(from), at(until)}, false);
  charter_.exprs[piece].constant = false;
  return combine(Op::all_of, span, {piece, set}, false);
}

// A set of days outside of rules: on each day, what the text says with the numbers of that day.
ExprId Checker::by_the_day(const syntax::Expression& e) {
  Used used;
  note_parameters(e, nullptr, used);
  const auto begins = pieces(used);
  if (begins.size() == 1) return days(e, {});
  std::vector<ExprId> of;
  for (std::size_t i = 0; i < begins.size(); ++i) {
    Scope scope;
    scope.as_of = begins[i];
    of.push_back(within(begins[i], i + 1 < begins.size() ? begins[i + 1] : distant_future, days(e, scope), e.span));
  }
  return combine(Op::any_of, e.span, std::move(of), false);
}

}  // namespace nwd::charter
