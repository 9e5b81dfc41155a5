// Worked examples, and the facts of a person given in words.
#include <fmt/format.h>

#include <algorithm>

#include "charter/checker.h"

namespace nwd::charter {

using How = syntax::Given::How;

void Checker::constant_only(Span span, ExprId id) {
  if (!is_broken(id) && charter_.exprs[id].mentions != 0)
    diagnostics_.error("C0602", span, "a fact is given as days and dates, not by other facts");
}

std::vector<GivenValue> Checker::given(const std::vector<syntax::Given>& from) {
  std::vector<GivenValue> out;
  for (const auto& g : from) {
    if (g.how == How::missing || diagnostics_.full()) continue;
    const auto whole = [&] {
      std::string text = g.name.text;
      for (const auto& part : g.deeper) text += " > " + part.text;
      return text;
    }();
    const auto found = meaning(whole);
    if (!found || found->fact == none) {
      unknown_name(g.name, whole);
      continue;
    }
    GivenValue value;
    value.fact = found->fact;
    value.service = found->service;
    const auto again = std::find_if(out.begin(), out.end(), [&](const auto& v) {
      return v.fact == value.fact && v.service == value.service && !v.is_row;
    });
    if (again != out.end()) diagnostics_.error("C0604", g.span, fmt::format("`{}` is given twice", whole));
    given_value(g, charter_.facts[found->fact].self, value);
    out.push_back(std::move(value));
  }
  return out;
}

void Checker::given_value(const syntax::Given& g, const Field& field, GivenValue& out) {
  const bool date_like = is_date(field.type);
  const bool fits = g.how == How::unknown || (g.how == How::between && date_like) ||
                    (g.how == How::is && field.type == FactType::choice) ||
                    (g.how == How::row && field.type == FactType::list) ||
                    (g.how == How::expression && field.type != FactType::choice && field.type != FactType::list);
  if (!fits) {
    static constexpr const char* forms[] = {
        "a date: `2016-05-02`, `between 2000-01-01 and 2000-12-31` or `unknown`",
        "a date, `never`, `between ... and ...` or `unknown`",
        "days: `[2016-05-02, 2016-08-01)`, `from 2016-05-02`, `always`, `never` or `unknown`",
        "days: `[2016-05-02, 2016-08-01)`, `from 2016-05-02`, `always`, `never` or `unknown`",
        "a value: `is` and one of the words it may be",
        "a row: `{ ... }` with its fields"};
    diagnostics_.error("C0601", g.span,
                       fmt::format("`{}` is given as {}", field.name, forms[static_cast<std::size_t>(field.type)]));
    return;
  }
  out.unknown = g.how == How::unknown;
  if (g.how == How::row) return given_row(g, charter_.facts[out.fact], out);
  if (g.how == How::is) {
    out.choices = choices(field, {g.value});
    return;
  }
  if (g.first) out.first = date_like ? date(*g.first, {}) : days(*g.first, {});
  if (g.second) out.second = date(*g.second, {});
  for (const auto id : {out.first, out.second})
    if (id != none) constant_only(g.span, id);
  if (field.type == FactType::date && out.first != none && charter_.exprs[out.first].op == Op::never_comes)
    diagnostics_.error("C0603", g.span,
                       fmt::format("everybody has a date `{}`; write `unknown` if it is not known", field.name));
}

void Checker::given_row(const syntax::Given& g, const Fact& list, GivenValue& out) {
  out.is_row = true;
  for (const auto& item : g.row) {
    if (item.how == How::missing) continue;
    const auto at =
        std::find_if(list.fields.begin(), list.fields.end(), [&](const auto& f) { return f.name == item.name.text; });
    if (at == list.fields.end()) {
      std::vector<std::string_view> candidates;
      for (const auto& field : list.fields) candidates.push_back(field.name);
      unknown("C0309", item.name, fmt::format("field of `{}` called", list.self.name), candidates);
      continue;
    }
    GivenValue value;
    value.fact = static_cast<std::uint32_t>(at - list.fields.begin());
    given_value(item, *at, value);
    out.row.push_back(std::move(value));
  }
}

void Checker::lower_example(const syntax::Example& from) {
  Example out;
  out.title = from.title;
  out.span = from.span;
  out.given = given(from.given);
  for (const auto& e : from.expected) {
    if (diagnostics_.full()) return;
    Expectation x;
    x.span = e.span;
    x.owed = e.owed;
    x.possibly = e.possibly;
    if (e.owed)
      x.service = service(e.service);
    else
      x.immunity = immunity(e.immunity);
    x.days = by_the_day(*e.days);
    if (charter_.exprs[x.days].per_service)
      diagnostics_.error("C0605", e.span, "say which service is meant", "this differs from service to service");
    out.expected.push_back(x);
  }
  if (out.expected.empty())
    diagnostics_.error("C0606", from.span, "this example expects nothing",
                       "add `then owed ...` or `then immune from ...`");
  charter_.examples.push_back(std::move(out));
}

}  // namespace nwd::charter
