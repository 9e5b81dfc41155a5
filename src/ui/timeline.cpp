#include "ui/timeline.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace nwd::ui {
namespace {

// Across, the drawing is measured in hundredths of its width, so that it fits every screen and its words keep their
// size; down, in pixels.
constexpr double margin = 1;
constexpr double line_height = 19;
constexpr double bar_height = 14;
constexpr double bars_height = bar_height * 2 + 14;
constexpr double one_track_height = bar_height + 6;
constexpr double axis_height = 34;
constexpr std::size_t most_ticks = 6;

struct Frame {
  Day from;
  Day until;
  [[nodiscard]] double x(Day day) const {
    const double span = std::max(1, until - from);
    return margin + (100 - 2 * margin) * std::clamp((day - from) / span, 0.0, 1.0);
  }
};

Frame frame_of(const Timeline& t) {
  Day from = t.today;
  Day until = t.today + 30;
  for (const auto& row : t.rows)
    for (const auto& bar : row.bars) {
      if (bar.from > distant_past) from = std::min(from, bar.from);
      until = std::max(until, bar.until.value_or(add_years(std::max(bar.from, t.today), 1)));
    }
  return {t.from.value_or(from), t.until.value_or(until)};
}

std::string across(double percent) { return fmt::format("{:.2f}%", percent); }
std::string down(double pixels) { return fmt::format("{:.1f}", pixels); }

// Months apart, so that no more than `most_ticks` lie in the frame: whole months, quarters, half years, years, …
std::int32_t months_apart(const Frame& frame) {
  const double months = (frame.until - frame.from) / 30.44;
  for (const std::int32_t step : {1, 2, 3, 6, 12, 24, 60, 120}) {
    if (months / step <= static_cast<double>(most_ticks)) return step;
  }
  return 12 * static_cast<std::int32_t>(months / (12.0 * static_cast<double>(most_ticks)) + 1);
}

std::vector<Day> ticks(const Frame& frame) {
  const std::int32_t step = months_apart(frame);
  const auto first = civil(frame.from);
  std::vector<Day> out;
  auto day = day_of(CivilDay{first.year, step >= 12 ? 1 : first.month, 1});
  while (day && *day <= frame.until && out.size() <= most_ticks) {
    if (*day >= frame.from) out.push_back(*day);
    day = add_months(*day, step);
  }
  return out;
}

Html text_at(double x, double y, std::string_view words, std::string_view more_classes = {}) {
  // Words near an edge lean inwards.
  const std::string_view anchor = x < 8 ? "start" : x > 92 ? "end" : "middle";
  Attributes attributes{{"x", across(x)}, {"y", down(y)}, {"text-anchor", anchor}};
  return tag("text", attributes.classes("nwd-timeline__text", more_classes), words);
}

Html upright(double x, double bottom, std::string_view css_class) {
  return tag("line", {{"x1", across(x)}, {"x2", across(x)}, {"y1", "0"}, {"y2", down(bottom)}, {"class", css_class}});
}

// How a style is drawn, and called.
struct Look {
  std::string_view name;  // of its class and of its message
  bool below = false;     // on the second track
  double height = bar_height;
};

Look look_of(TimelineBar::Style style) {
  switch (style) {
    case TimelineBar::Style::owed: return {"owed"};
    case TimelineBar::Style::received: return {"received", true};
    case TimelineBar::Style::gap: return {"gap", true, bar_height / 2};
    case TimelineBar::Style::possible: return {"possible"};
    case TimelineBar::Style::fact: return {"fact", false, bar_height / 2};
    case TimelineBar::Style::wrong: return {"wrong"};
  }
  return {};
}

std::string words_of(TimelineBar::Style style, Say say) { return say("timeline-" + std::string(look_of(style).name)); }

// A single day must be seen among years; one that matters by itself, more than one among many.
double narrowest(TimelineBar::Style style) {
  const bool by_itself = style == TimelineBar::Style::fact || style == TimelineBar::Style::wrong;
  return by_itself ? 1.2 : 0.5;
}

// What is owed lies above, what is received and what is missing below it: the shapes differ, not only the colours.
// What lies outside the frame is only in the table.
Html bar(const Frame& frame, const TimelineBar& b, double top) {
  const Look look = look_of(b.style);
  const Day until = b.until.value_or(frame.until);
  const double x = frame.x(b.from);
  const double end = frame.x(until);
  const bool outside = b.from >= frame.until || until <= frame.from;
  if (end < x || outside || until <= b.from) return {};
  return tag("rect", {{"x", across(x)},
                      {"y", down(look.below ? top + bar_height + 2 : top)},
                      {"width", across(std::max(narrowest(b.style), end - x))},
                      {"height", down(look.height)},
                      {"class", "nwd-timeline__" + std::string(look.name)}});
}

Html axis(const Frame& frame, const Timeline& t, double bottom, Say say) {
  Html out;
  const bool yearly = months_apart(frame) >= 12;
  bool every_other = false;  // left out on narrow screens
  for (const auto day : ticks(frame)) {
    const double x = frame.x(day);
    const auto c = civil(day);
    out.add(upright(x, bottom, "nwd-timeline__tick"));
    const auto words = yearly ? std::to_string(c.year) : say("month-short", {{"month", c.month}, {"year", c.year}});
    out.add(text_at(x, bottom + 16, words, every_other ? "nwd-timeline__text--other" : ""));
    every_other = !every_other;
  }
  const double now = frame.x(t.today);
  out.add(upright(now, bottom, "nwd-timeline__today"));
  return out.add(text_at(now, bottom + 32, t.today_text.empty() ? say("timeline-today") : t.today_text,
                         "nwd-timeline__text--today"));
}

std::string description(const Timeline& t, Say say) {
  return say("timeline-describes", {{"rows", static_cast<std::int64_t>(t.rows.size())}});
}

// A label of one line, or two where it would not fit the narrowest screen.
std::vector<std::string_view> lines_of(std::string_view label) {
  constexpr std::size_t longest = 38;
  if (label.size() <= longest) return {label};
  const auto space = label.rfind(' ', longest);
  if (space == std::string_view::npos) return {label};
  return {label.substr(0, space), label.substr(space + 1)};
}

// Draws a row and returns where the next one begins.
double draw_row(const Frame& frame, const TimelineRow& row, double height, double top, Html& out) {
  double y = top;
  for (const auto line : lines_of(row.label)) {
    y += line_height;
    out.add(tag("text", {{"x", across(margin)}, {"y", down(y - 5)}, {"class", "nwd-timeline__label"}}, line));
  }
  for (const auto& b : row.bars) out.add(bar(frame, b, y));
  return y + height;
}

Html drawing(const Timeline& t, Say say) {
  const Frame frame = frame_of(t);
  Html rows;
  double bottom = 0;
  const double height = t.one_track ? one_track_height : bars_height;
  for (const auto& row : t.rows) bottom = draw_row(frame, row, height, bottom, rows);
  return tag("svg",
             {{"class", "nwd-timeline"},
              {"width", "100%"},
              {"height", down(bottom + axis_height + 4)},
              {"role", "img"},
              {"aria-labelledby", t.id + "-title " + t.id + "-desc"},
              {"focusable", "false"}},
             tag("title", {{"id", t.id + "-title"}}, t.caption),
             tag("desc", {{"id", t.id + "-desc"}}, description(t, say)), axis(frame, t, bottom, say), rows);
}

Html legend(const Timeline& t, Say say) {
  Html items;
  for (const auto style : t.legend)
    items.add(tag("li", {},
                  tag("span", {{"class", "nwd-timeline__key nwd-timeline__key--" + std::string(look_of(style).name)},
                               {"aria-hidden", "true"}}),
                  words_of(style, say)));
  return tag("ul", {{"class", "nwd-timeline__legend"}}, items);
}

std::string until_words(const TimelineBar& b, Say say) {
  if (!b.until_text.empty()) return b.until_text;
  return b.until ? day_text(*b.until, say) : say("timeline-no-end");
}

// The roles are said although the elements have them: on narrow screens the styles lay the table out as a list, and
// browsers then forget that it is one.
Html cell(std::string_view heading, const Html& content, std::string_view more_classes = {}) {
  Attributes attributes{{"role", "cell"}, {"data-heading", heading}};
  return tag("td", attributes.classes("govuk-table__cell", more_classes), content);
}

Html table_row(const TimelineRow& row, const TimelineBar& b, bool sources, Say say) {
  const std::string kind = words_of(b.style, say);
  const std::string from = b.from <= distant_past ? say("timeline-since-ever") : day_text(b.from, say);
  const std::string_view until_classes = b.until_text.empty() ? "nwd-timeline__day" : "";
  return tag("tr", {{"class", "govuk-table__row"}, {"role", "row"}},
             tag("th", {{"class", "govuk-table__header"}, {"scope", "row"}, {"role", "rowheader"}}, row.label),
             cell(say("timeline-what"), text(kind)), cell(say("timeline-from"), text(from), "nwd-timeline__day"),
             cell(say("timeline-until"), text(until_words(b, say)), until_classes),
             sources ? cell(say("timeline-source"), row.source.html()) : Html());
}

Html table(const Timeline& t, Say say) {
  const bool sources = std::any_of(t.rows.begin(), t.rows.end(), [](const auto& row) { return !row.source.empty(); });
  Html rows;
  for (const auto& row : t.rows)
    for (const auto& b : row.bars) rows.add(table_row(row, b, sources, say));
  const auto head = [&](std::string_view key) {
    return tag("th", {{"class", "govuk-table__header"}, {"scope", "col"}, {"role", "columnheader"}}, say(key));
  };
  return tag(
      "table", {{"class", "govuk-table nwd-timeline__table"}, {"role", "table"}},
      tag("caption", {{"class", "govuk-table__caption govuk-table__caption--s"}}, say("timeline-table")),
      tag("thead", {{"class", "govuk-table__head"}, {"role", "rowgroup"}},
          tag("tr", {{"class", "govuk-table__row"}, {"role", "row"}}, head("timeline-service"), head("timeline-what"),
              head("timeline-from"), head("timeline-until"), sources ? head("timeline-source") : Html())),
      tag("tbody", {{"class", "govuk-table__body"}, {"role", "rowgroup"}}, rows));
}

}  // namespace

Html render(const Timeline& t, Say say) {
  return join(tag("figure", {{"class", "nwd-timeline-figure"}},
                  tag("figcaption", {{"class", "govuk-heading-s"}}, t.caption), drawing(t, say), legend(t, say)),
              table(t, say));
}

std::string day_text(Day day, Say say) {
  const auto c = civil(day);
  return say("day", {{"day", c.day}, {"month", c.month}, {"year", c.year}});
}

}  // namespace nwd::ui
