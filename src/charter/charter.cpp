#include "charter/charter.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace nwd::charter {

std::uint32_t Charter::fact(std::string_view name) const {
  const auto at = std::find_if(facts.begin(), facts.end(), [&](const auto& f) { return f.self.name == name; });
  return at == facts.end() ? none : static_cast<std::uint32_t>(at - facts.begin());
}

std::uint32_t Charter::service(std::string_view path) const {
  std::uint32_t by_name = none;
  for (std::uint32_t i = 0; i < services.size(); ++i) {
    if (services[i].path == path) return i;
    if (services[i].name == path) by_name = by_name == none ? i : none - 1;
  }
  return by_name == none - 1 ? none : by_name;
}

std::uint32_t Charter::immunity(std::string_view name) const {
  const auto at = std::find(immunities.begin(), immunities.end(), name);
  return at == immunities.end() ? none : static_cast<std::uint32_t>(at - immunities.begin());
}

std::uint32_t Parameter::value_on(Day day) const {
  const auto at = std::find_if(values.begin(), values.end(), [&](const auto& v) { return day < v.until; });
  return static_cast<std::uint32_t>(std::min<std::ptrdiff_t>(at - values.begin(), std::ssize(values) - 1));
}

std::string to_text(const ParameterValue& value) {
  static constexpr std::string_view units[] = {"day", "week", "month", "year"};
  return fmt::format("{} {}{}", value.amount, units[static_cast<std::size_t>(value.unit)],
                     value.amount == 1 ? "" : "s");
}

ParameterUse parameter_of(const Charter& charter, ExprId root) {
  ParameterUse found;
  each_expression(charter, {root}, [&](const Expr& e) {
    if (e.by.parameter != none) found = e.by;
    return found.parameter == none;
  });
  return found;
}

void each_expression(const Charter& charter, std::vector<ExprId> roots, const std::function<bool(const Expr&)>& visit) {
  std::vector<bool> seen(charter.exprs.size());
  while (!roots.empty()) {
    const auto id = roots.back();
    roots.pop_back();
    if (id == none || seen[id]) continue;
    seen[id] = true;
    const Expr& e = charter.exprs[id];
    if (!visit(e)) return;
    roots.insert(roots.end(), e.of.begin(), e.of.end());
    if (e.op == Op::state) roots.push_back(charter.states[e.state].is);
  }
}

}  // namespace nwd::charter
