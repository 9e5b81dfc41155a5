#include "population/cells.h"

#include <algorithm>

#include "base/text.h"
#include "population/columns.h"

namespace nwd::population {
namespace {

constexpr std::size_t most_intervals = 1000;  // in one cell

Result<Day> end_of(std::string_view text, Day open) {
  if (text == "..") return open;
  return parse_day(text);
}

Result<DayInterval> interval(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return fail(Code::invalid, "has an interval without a slash");
  const auto from = end_of(text.substr(0, slash), distant_past);
  const auto until = end_of(text.substr(slash + 1), distant_future);
  if (!from || !until) return fail(Code::invalid, "has an end of an interval that is no date");
  if (*until < *from) return fail(Code::invalid, "has an interval that ends before it begins");
  return DayInterval{*from, *until};
}

}  // namespace

bool blank(std::string_view text) { return text.empty() || text == "unknown"; }

Result<std::int32_t> day_cell(std::string_view text, bool may_be_never) {
  if (blank(text)) return unknown_day;
  if (text == "never" && may_be_never) return never_day;
  const auto day = parse_day(text);
  if (!day) return fail(Code::invalid, "is no date");
  return day->number;
}

Result<std::uint8_t> word_cell(std::string_view text, const std::vector<std::string>& words) {
  if (blank(text)) return unknown_word;
  const auto at = std::find(words.begin(), words.end(), text);
  if (at == words.end()) return fail(Code::invalid, "is none of its words");
  return static_cast<std::uint8_t>(at - words.begin());
}

Result<std::optional<DaySet>> days_cell(std::string_view text) {
  if (blank(text)) return std::optional<DaySet>();
  if (text == "always") return std::optional(DaySet::all());
  if (text == "never") return std::optional(DaySet());
  std::vector<DayInterval> intervals;
  for (const auto part : split(text, ' ')) {
    if (part.empty()) continue;
    if (intervals.size() == most_intervals) return fail(Code::invalid, "has too many intervals");
    NWD_TRY(const auto next, interval(part));
    intervals.push_back(next);
  }
  return std::optional(DaySet::of(intervals));
}

std::string text_of(Day day) { return day <= distant_past || day >= distant_future ? ".." : to_text(day); }

}  // namespace nwd::population
