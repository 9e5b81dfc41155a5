#include <fmt/format.h>

#include <algorithm>

#include "charter/checker.h"
#include "charter/spelling.h"

namespace nwd::charter {

using syntax::Form;

namespace {

constexpr const char* dates_note = "a date becomes days with `before`, `from`, `after`, or between two dates: [a, b)";
constexpr const char* days_note = "a set of days has no single date; name the date that begins or ends it";

constexpr const char* duration_note = "a duration is added to a date, as in `before born + age of majority`";

std::string type_text(FactType type) {
  switch (type) {
    case FactType::date:
    case FactType::maybe_date: return "a date";
    case FactType::state:
    case FactType::state_per_service: return "a set of days";
    case FactType::choice: return "a choice of words";
    case FactType::list: return "a list";
  }
  return {};
}

}  // namespace

ExprId Checker::add(Expr e) {
  if (charter_.exprs.size() == max_lowered) {
    diagnostics_.error("C0902", e.span,
                       fmt::format("the wordings of this charter have more than {} parts", max_lowered),
                       "states and rules are there once for each of their wordings");
    e.op = Op::broken;
  }
  if (charter_.exprs.size() > max_lowered) return static_cast<ExprId>(max_lowered);
  charter_.exprs.push_back(std::move(e));
  return static_cast<ExprId>(charter_.exprs.size() - 1);
}

ExprId Checker::broken(Span span) {
  Expr e;
  e.span = span;
  return add(std::move(e));
}

ExprId Checker::combine(Op op, Span span, std::vector<ExprId> of, bool is_date) {
  Expr e;
  e.op = op;
  e.span = span;
  e.is_date = is_date;
  e.constant = true;
  for (const auto id : of) {
    const Expr& part = charter_.exprs[id];
    if (part.op == Op::broken) return id;
    e.constant = e.constant && part.constant;
    e.per_service = e.per_service || part.per_service;
    e.mentions |= part.mentions;
  }
  e.of = std::move(of);
  return add(std::move(e));
}

std::string Checker::renamed(const std::string& name, const Scope& scope) const {
  if (scope.renamed != nullptr)
    for (const auto& r : *scope.renamed)
      if (r.from == name) return r.to;
  return name;
}

void Checker::wrong_type(Span span, const char* expected, const std::string& found, const char* note) {
  diagnostics_.error("C0401", span, fmt::format("expected {}", expected), "this is " + found).notes.emplace_back(note);
}

ExprId Checker::days(const syntax::Expression& e, const Scope& scope) {
  switch (e.form) {
    case Form::missing: return broken(e.span);
    case Form::name: return days_of_name(e, scope);
    case Form::always: return combine(Op::always, e.span, {}, false);
    case Form::never: return combine(Op::never, e.span, {}, false);
    case Form::before: return days_of_dates(Op::before, e, scope);
    case Form::from: return days_of_dates(Op::from, e, scope);
    case Form::after: return days_of_dates(Op::after, e, scope);
    case Form::interval: return days_of_dates(Op::interval, e, scope);
    case Form::during: return during(e, scope);
    case Form::is: return is(e, scope);
    case Form::some: return rows(Op::some_row, e, scope);
    case Form::every: return rows(Op::every_row, e, scope);
    case Form::all_of: return days_of_days(Op::all_of, e, scope);
    case Form::any_of: return days_of_days(Op::any_of, e, scope);
    case Form::not_: return days_of_days(Op::not_, e, scope);
    default: break;
  }
  const auto id = date(e, scope);
  if (!is_broken(id)) wrong_type(e.span, "a set of days", "a date", dates_note);
  return broken(e.span);
}

ExprId Checker::date(const syntax::Expression& e, const Scope& scope) {
  std::vector<ExprId> of;
  switch (e.form) {
    case Form::missing: return broken(e.span);
    case Form::name: return date_of_name(e, scope);
    case Form::field: return field_of_row(e, scope, false);
    case Form::never: return combine(Op::never_comes, e.span, {}, true);
    case Form::shift: return shift(e, scope);
    case Form::first: return rows(Op::first_row, e, scope);
    case Form::last: return rows(Op::last_row, e, scope);
    case Form::date: {
      const auto id = combine(Op::day, e.span, {}, true);
      charter_.exprs[id].day = e.day;
      return id;
    }
    case Form::earliest:
    case Form::latest:
      for (const auto& part : e.of) of.push_back(date(*part, scope));
      return combine(e.form == Form::earliest ? Op::earliest : Op::latest, e.span, std::move(of), true);
    default: break;
  }
  const auto id = days(e, scope);
  if (!is_broken(id)) wrong_type(e.span, "a date", "a set of days", days_note);
  return broken(e.span);
}

ExprId Checker::days_of_name(const syntax::Expression& e, const Scope& scope) {
  const auto text = renamed(e.name.text, scope);
  auto found = meaning(text);
  if (!found && parameters_.contains(text))
    return wrong_type(e.span, "a set of days", "a duration", duration_note), broken(e.span);
  if (!found) return unknown_name(e.name, text), broken(e.span);
  Expr out;
  out.span = e.span;
  if (found->fact == none) {
    if (found->state >= none - 1) return broken(e.span);
    found->state = wording_of(states_declared_.at(text), scope);
    const Expr& is = charter_.exprs[charter_.states[found->state].is];
    if (is.op == Op::broken) return broken(e.span);
    out.op = Op::state;
    out.state = found->state;
    out.constant = is.constant;
    out.per_service = is.per_service;
    out.mentions = is.mentions;
    return add(std::move(out));
  }
  const auto& fact = charter_.facts[found->fact];
  out.fact = found->fact;
  out.service = found->service;
  out.mentions = std::uint64_t{1} << found->fact;
  out.op = fact.self.type == FactType::state_per_service ? Op::service_state : Op::fact_state;
  out.per_service = out.op == Op::service_state && found->service == none;
  if (out.op == Op::service_state || fact.self.type == FactType::state) return add(std::move(out));
  const char* note = fact.self.type == FactType::choice
                         ? "a choice becomes days with `is`, as in `exploitation is sexual`"
                     : fact.self.type == FactType::list
                         ? "a list becomes days with `some` or `every`, as in `some action a: [a.opened, a.closed)`"
                         : dates_note;
  wrong_type(e.span, "a set of days", type_text(fact.self.type), note);
  return broken(e.span);
}

ExprId Checker::date_of_name(const syntax::Expression& e, const Scope& scope) {
  const auto text = renamed(e.name.text, scope);
  const auto found = meaning(text);
  if (!found && parameters_.contains(text))
    return wrong_type(e.span, "a date", "a duration", duration_note), broken(e.span);
  if (!found) return unknown_name(e.name, text), broken(e.span);
  if (found->fact == none || !is_date(charter_.facts[found->fact].self.type)) {
    const bool broken_state = found->fact == none && found->state >= none - 1;
    const auto type = found->fact == none ? "a set of days" : type_text(charter_.facts[found->fact].self.type);
    if (!broken_state) wrong_type(e.span, "a date", type, days_note);
    return broken(e.span);
  }
  const auto id = combine(Op::fact_date, e.span, {}, true);
  charter_.exprs[id].fact = found->fact;
  charter_.exprs[id].mentions = std::uint64_t{1} << found->fact;
  return id;
}

ExprId Checker::field_of_row(const syntax::Expression& e, const Scope& scope, bool want_choice) {
  if (scope.list == none || e.name.text != scope.variable) {
    if (!rowless_.insert(e.name.text).second) return broken(e.span);
    auto& d = diagnostics_.error("C0308", e.name.span, fmt::format("`{}` names no row here", e.name.text));
    d.notes.emplace_back(
        "a row is named by `some`, `every`, `first` or `last`, as in `some action a: [a.opened, a.closed)`");
    return broken(e.span);
  }
  const auto& fields = charter_.facts[scope.list].fields;
  const auto at = std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.name == e.part.text; });
  if (at == fields.end()) {
    std::vector<std::string_view> candidates;
    for (const auto& field : fields) candidates.push_back(field.name);
    unknown("C0309", e.part, fmt::format("field of `{}` called", charter_.facts[scope.list].self.name), candidates);
    return broken(e.span);
  }
  if ((at->type == FactType::choice) != want_choice) {
    wrong_type(e.span, want_choice ? "a choice of words" : "a date", type_text(at->type),
               want_choice ? "only a choice can be compared with `is`" : "a choice becomes days with `is`");
    return broken(e.span);
  }
  const auto id = combine(want_choice ? Op::is_field : Op::field_date, e.span, {}, !want_choice);
  charter_.exprs[id].fact = scope.list;
  charter_.exprs[id].field = static_cast<std::uint32_t>(at - fields.begin());
  charter_.exprs[id].mentions = std::uint64_t{1} << scope.list;
  return id;
}

ExprId Checker::days_of_dates(Op op, const syntax::Expression& e, const Scope& scope) {
  std::vector<ExprId> of;
  for (const auto& part : e.of) of.push_back(date(*part, scope));
  const auto id = combine(op, e.span, std::move(of), false);
  if (!is_broken(id)) charter_.exprs[id].constant = false;
  return id;
}

ExprId Checker::days_of_days(Op op, const syntax::Expression& e, const Scope& scope) {
  std::vector<ExprId> of;
  for (const auto& part : e.of) of.push_back(days(*part, scope));
  return combine(op, e.span, std::move(of), false);
}

ExprId Checker::during(const syntax::Expression& e, const Scope& scope) {
  std::vector<ExprId> of{date(*e.of[0], scope), days(*e.of[1], scope)};
  const auto id = combine(Op::during, e.span, std::move(of), false);
  if (!is_broken(id)) charter_.exprs[id].constant = true;
  return id;
}

ExprId Checker::is(const syntax::Expression& e, const Scope& scope) {
  const auto& left = *e.of[0];
  if (left.form == Form::field) {
    const auto id = field_of_row(left, scope, true);
    if (is_broken(id)) return id;
    charter_.exprs[id].span = e.span;
    charter_.exprs[id].choices = choices(charter_.facts[scope.list].fields[charter_.exprs[id].field], e.values);
    return id;
  }
  if (left.form == Form::missing) return broken(e.span);
  const auto text = renamed(left.name.text, scope);
  const auto found = left.form == Form::name ? meaning(text) : std::nullopt;
  if (left.form == Form::name && !found) return unknown_name(left.name, text), broken(e.span);
  if (!found || found->fact == none || charter_.facts[found->fact].self.type != FactType::choice) {
    wrong_type(left.span, "a choice of words before `is`",
               found && found->fact == none ? "a set of days"
               : found                      ? type_text(charter_.facts[found->fact].self.type)
                                            : "a date",
               "only a fact declared `one of ...` can be compared with `is`");
    return broken(e.span);
  }
  const auto id = combine(Op::is_choice, e.span, {}, false);
  charter_.exprs[id].fact = found->fact;
  charter_.exprs[id].mentions = std::uint64_t{1} << found->fact;
  charter_.exprs[id].choices = choices(charter_.facts[found->fact].self, e.values);
  return id;
}

ExprId Checker::rows(Op op, const syntax::Expression& e, const Scope& scope) {
  const auto list = facts_.find(e.name.text);
  if (list == facts_.end() || charter_.facts[list->second].self.type != FactType::list) {
    std::vector<std::string_view> candidates;
    for (const auto& fact : charter_.facts)
      if (fact.self.type == FactType::list) candidates.push_back(fact.self.name);
    if (!e.name.missing()) unknown("C0310", e.name, "list", candidates);
    return broken(e.span);
  }
  if (scope.list != none) {
    diagnostics_.error("C0403", e.span,
                       "one row at a time: this stands inside another `some`, `every`, `first` or `last`");
    return broken(e.span);
  }
  Scope inner = scope;
  inner.list = list->second;
  inner.variable = e.part.text;
  const bool is_date = op == Op::first_row || op == Op::last_row;
  const auto id = combine(op, e.span, {is_date ? date(*e.of[0], inner) : days(*e.of[0], inner)}, is_date);
  if (is_broken(id)) return id;
  charter_.exprs[id].fact = list->second;
  charter_.exprs[id].mentions |= std::uint64_t{1} << list->second;
  return id;
}

// Said once: the first duration that needs it stands for all.
void Checker::need_calendar(const syntax::Duration& by) {
  const bool by_calendar = by.unit == syntax::Unit::months || by.unit == syntax::Unit::years;
  if (!by_calendar || rounding_ != syntax::Rounding::unstated || asked_for_calendar_) return;
  asked_for_calendar_ = true;
  auto& d = diagnostics_.error("C0404", by.span, "the charter does not say what 29 February plus a year is",
                               "months and years need it");
  d.notes.emplace_back("write `calendar gregorian, feb29 becomes mar1` (or feb28) below the title");
}

ExprId Checker::shifted(Span span, ExprId day, const syntax::Duration& by) {
  need_calendar(by);
  const auto id = combine(Op::shift, span, {day}, true);
  if (is_broken(id)) return id;
  charter_.exprs[id].amount = by.amount;
  charter_.exprs[id].unit = static_cast<Unit>(by.unit);
  return id;
}

ExprId Checker::shifted(Span span, ExprId day, ParameterUse by, std::int32_t sign) {
  if (by.parameter == none) return broken(span);
  const auto id = combine(Op::shift, span, {day}, true);
  if (is_broken(id)) return id;
  const auto& value = charter_.parameters[by.parameter].values[by.value];
  charter_.exprs[id].amount = sign * value.amount;
  charter_.exprs[id].unit = value.unit;
  charter_.exprs[id].by = by;
  return id;
}

ExprId Checker::shift(const syntax::Expression& e, const Scope& scope) {
  const auto day = date(*e.of[0], scope);
  if (e.by.missing()) return shifted(e.span, day, e.shift);
  return shifted(e.span, day, parameter(e.by, renamed(e.by.text, scope), scope), e.shift.amount);
}

}  // namespace nwd::charter
