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
  // possible: owed if what is not known is so; fact: known of the person; wrong: owed by a standard, and not granted.
  enum class Style : std::uint8_t { owed, received, gap, possible, fact, wrong };
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
  std::vector<TimelineBar::Style> legend{TimelineBar::Style::owed, TimelineBar::Style::received,
                                         TimelineBar::Style::gap};
  std::string today_text{};  // instead of "Today", where `today` is another day that matters
  bool one_track = false;    // nothing is received or missing: a row needs half the height
};
Html render(const Timeline&, Say);

std::string day_text(Day, Say);  // "24 November 2026" in the reader's language

}  // namespace nwd::ui
