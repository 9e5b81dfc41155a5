// For tests alone: the persons and laws of the slow model as the engine's.
#pragma once

#include <stdexcept>

#include "charter/evaluate.h"
#include "charter/slow_model_test.h"

namespace nwd::charter::slow {

inline Day fast_day(Num n) {
  return n <= past ? distant_past : n >= future ? distant_future : Day{static_cast<std::int32_t>(n)};
}
inline DateRange fast_range(const Range& r) { return {fast_day(r.lo), fast_day(r.hi)}; }
inline DayBounds fast_days(const Tri& t) {
  const auto set = [](const auto& list) {
    std::vector<DayInterval> out;
    for (const auto& [from, until] : list) out.push_back({fast_day(from), fast_day(until)});
    return DaySet::of(out);
  };
  return {set(t.certain), set(t.certain) | set(t.possible)};
}

inline void must(const Result<void>& r) {
  if (!r) throw std::runtime_error(r.error().message);
}

inline Facts fast_facts(const Charter& charter, const Person& p) {
  Facts f(charter);
  must(f.set_date("born", fast_range(p.born)));
  must(f.set_date("identified", fast_range(p.identified)));
  must(f.set_date("recovered", fast_range(p.recovered)));
  must(f.set_date("conduct", fast_range(p.conduct)));
  must(f.set_days("cooperates", fast_days(p.cooperates)));
  if (p.exploitation >= 0) must(f.set_choice("exploitation", exploitations[static_cast<std::size_t>(p.exploitation)]));
  for (const auto& row : p.actions)
    must(f.add_row("action",
                   {{"kind", {}, row.kind < 0 ? std::string_view{} : kinds[static_cast<std::size_t>(row.kind)]},
                    {"opened", fast_range(row.opened), {}},
                    {"closed", fast_range(row.closed), {}}}));
  if (!p.all_actions) must(f.set_incomplete("action"));
  for (const auto& [service, days] : p.needs) must(f.set_days("needs", service, fast_days(days)));
  return f;
}

inline Charter checked_law(const std::string& text) {
  auto result = check(text);
  if (!result.charter) throw std::runtime_error(render_text(result.diagnostics, "random.charter", text) + text);
  return *std::move(result.charter);
}

}  // namespace nwd::charter::slow
