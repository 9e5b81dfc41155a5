// What is owed and what is received, drawn on the server: an SVG whose title and description say what it shows, and a
// table with every figure beside it. No script, no inline style; readable in print, in one colour, and at 320 px.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "ui/html.h"
#include "ui/messages.h"

namespace nwd::ui {

struct TimelineBar {
  enum class Style : std::uint8_t { owed, received, gap };
  Style style = Style::owed;
  Day from;
  std::optional<Day> until{};  // the first day that is no longer in it; none: no end
  std::string until_text{};    // instead of a date in the table: "the later of recovery and the action's end"
};

struct TimelineRow {
  std::string label;  // "Emergency shelter"
  std::vector<TimelineBar> bars{};
  Content source{};  // which provision says so
};

struct Timeline {
  std::string id = "timeline";  // several on one page need several
  std::string caption;
  Day today;
  std::vector<TimelineRow> rows{};
  std::optional<Day> from{}, until{};  // the part shown; none: all that is given, and today
};
Html render(const Timeline&, Say);

std::string day_text(Day, Say);  // "24 November 2026" in the reader's language

}  // namespace nwd::ui
