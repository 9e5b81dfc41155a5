#include "population/report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace nwd::population {

void Report::set_row_aside(std::int64_t line, std::string reason) {
  ++set_aside;
  if (listed.size() < most_listed) listed.push_back({line, std::move(reason)});
}

std::string render_text(const Report& report) {
  const auto& c = report.counts;
  std::string out = fmt::format("{} rows: {} evaluated, {} set aside\n", report.rows, c.persons, report.set_aside);
  for (const auto& row : report.listed) out += fmt::format("  line {}: {}\n", row.line, row.reason);
  if (report.set_aside > static_cast<std::int64_t>(report.listed.size()))
    out += fmt::format("  and {} more\n", report.set_aside - static_cast<std::int64_t>(report.listed.size()));
  for (const auto& name : report.columns_set_aside) out += fmt::format("column not used, no such fact: {}\n", name);
  if (!report.facts_without_column.empty())
    out += fmt::format("not known of anybody, no such column: {}\n", fmt::join(report.facts_without_column, ", "));
  if (c.unknown > 0) out += fmt::format("{} persons of whom something that matters is not known\n", c.unknown);
  const auto alone = c.alone_facts + c.alone_days + c.alone_intricate;
  if (alone > 0) out += fmt::format("{} persons evaluated one by one\n", alone);
  for (const auto& remark : report.remarks) out += remark + '\n';
  return out;
}

}  // namespace nwd::population
