#include "ui/timeline.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace nwd::ui {
namespace {

// Units of the drawing; it scales with the page.
constexpr double width = 720;
constexpr double left = 8;
constexpr double label_height = 20;
constexpr double bar_height = 14;
constexpr double row_height = label_height + bar_height * 2 + 12;
constexpr double axis_height = 30;
constexpr std::size_t most_ticks = 7;

struct Frame {
  Day from;
  Day until;
  [[nodiscard]] double x(Day day) const {
    const double span = std::max(1, until - from);
    return left + (width - 2 * left) * std::clamp((day - from) / span, 0.0, 1.0);
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

std::string number(double value) { return fmt::format("{:.1f}", value); }

// Ticks at whole years, or months where the years are few.
std::vector<Day> ticks(const Frame& frame) {
  const auto years = civil(frame.until).year - civil(frame.from).year;
  const std::int32_t months_apart = years >= 2   ? 12 * std::max(1, years / static_cast<std::int32_t>(most_ticks) + 1)
                                    : years == 1 ? 3
                                                 : 1;
  std::vector<Day> out;
  const auto first = civil(frame.from);
  auto day = day_of(CivilDay{first.year, months_apart >= 12 ? 1 : first.month, 1});
  while (day && *day <= frame.until && out.size() < 2 * most_ticks) {
    if (*day >= frame.from) out.push_back(*day);
    day = add_months(*day, months_apart);
  }
  return out;
}

Html text_at(double x, double y, std::string_view anchor, std::string_view words) {
  return tag("text", {{"x", number(x)}, {"y", number(y)}, {"text-anchor", anchor}, {"class", "nwd-timeline__text"}},
             words);
}

std::string_view class_of(TimelineBar::Style style) {
  switch (style) {
    case TimelineBar::Style::owed: return "nwd-timeline__owed";
    case TimelineBar::Style::received: return "nwd-timeline__received";
    case TimelineBar::Style::gap: return "nwd-timeline__gap";
  }
  return "";
}

// What is owed lies above, what is received and what is missing below it: the shapes differ, not only the colours.
Html bar(const Frame& frame, const TimelineBar& b, double top) {
  const double x = frame.x(b.from);
  const double end = frame.x(b.until.value_or(frame.until));
  if (end <= x) return {};
  const double y = b.style == TimelineBar::Style::owed ? top : top + bar_height + 2;
  const double height = b.style == TimelineBar::Style::gap ? bar_height / 2 : bar_height;
  return tag("rect", {{"x", number(x)},
                      {"y", number(y)},
                      {"width", number(std::max(1.5, end - x))},
                      {"height", number(height)},
                      {"class", class_of(b.style)}});
}

Html axis(const Frame& frame, const Timeline& t, double bottom, Say say) {
  Html out;
  const auto at = ticks(frame);
  const bool yearly = at.size() > 1 && at[1] - at[0] > 300;
  for (const auto day : at) {
    const double x = frame.x(day);
    out.add(tag(
        "line",
        {{"x1", number(x)}, {"x2", number(x)}, {"y1", "0"}, {"y2", number(bottom)}, {"class", "nwd-timeline__tick"}}));
    const auto c = civil(day);
    const auto words = yearly ? std::to_string(c.year) : say("month-short", {{"month", c.month}, {"year", c.year}});
    if (x > 20 && x < width - 30) out.add(text_at(x, bottom + 16, "middle", words));
  }
  const double now = frame.x(t.today);
  out.add(tag("line", {{"x1", number(now)},
                       {"x2", number(now)},
                       {"y1", "0"},
                       {"y2", number(bottom)},
                       {"class", "nwd-timeline__today"}}));
  const bool near_end = now > width - 60;
  return out.add(text_at(near_end ? now - 4 : now + 4, bottom + 28, near_end ? "end" : "start", say("timeline-today")));
}

std::string description(const Timeline& t, Say say) {
  return say("timeline-describes", {{"rows", static_cast<std::int64_t>(t.rows.size())}});
}

Html drawing(const Timeline& t, Say say) {
  const Frame frame = frame_of(t);
  const double bottom = row_height * static_cast<double>(t.rows.size());
  Html inside = join(tag("title", {{"id", t.id + "-title"}}, t.caption),
                     tag("desc", {{"id", t.id + "-desc"}}, description(t, say)), axis(frame, t, bottom, say));
  double top = 0;
  for (const auto& row : t.rows) {
    inside.add(
        tag("text", {{"x", number(left)}, {"y", number(top + 14)}, {"class", "nwd-timeline__label"}}, row.label));
    for (const auto& b : row.bars) inside.add(bar(frame, b, top + label_height));
    top += row_height;
  }
  const std::string box = fmt::format("0 0 {:.0f} {:.0f}", width, bottom + axis_height + 4);
  return tag("svg",
             {{"class", "nwd-timeline"},
              {"viewBox", box},
              {"role", "img"},
              {"aria-labelledby", t.id + "-title " + t.id + "-desc"},
              {"focusable", "false"}},
             inside);
}

Html legend(Say say) {
  const auto item = [&](std::string_view style, std::string_view words) {
    return tag("li", {}, tag("span", {{"class", "nwd-timeline__key " + std::string(style)}, {"aria-hidden", "true"}}),
               words);
  };
  return tag("ul", {{"class", "nwd-timeline__legend"}}, item("nwd-timeline__key--owed", say("timeline-owed")),
             item("nwd-timeline__key--received", say("timeline-received")),
             item("nwd-timeline__key--gap", say("timeline-gap")));
}

std::string until_words(const TimelineBar& b, Say say) {
  if (!b.until_text.empty()) return b.until_text;
  return b.until ? day_text(*b.until, say) : say("timeline-no-end");
}

Html table(const Timeline& t, Say say) {
  Html rows;
  for (const auto& row : t.rows) {
    for (const auto& b : row.bars) {
      const std::string kind = say(b.style == TimelineBar::Style::owed       ? "timeline-owed"
                                   : b.style == TimelineBar::Style::received ? "timeline-received"
                                                                             : "timeline-gap");
      const std::string from = b.from <= distant_past ? say("timeline-since-ever") : day_text(b.from, say);
      rows.add(tag("tr", {{"class", "govuk-table__row"}},
                   tag("th", {{"class", "govuk-table__header"}, {"scope", "row"}}, row.label),
                   tag("td", {{"class", "govuk-table__cell"}}, kind), tag("td", {{"class", "govuk-table__cell"}}, from),
                   tag("td", {{"class", "govuk-table__cell"}}, until_words(b, say)),
                   tag("td", {{"class", "govuk-table__cell"}}, row.source.html())));
    }
  }
  const auto head = [&](std::string_view key) {
    return tag("th", {{"class", "govuk-table__header"}, {"scope", "col"}}, say(key));
  };
  return tag("div",
             {{"class", "nwd-scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", say("timeline-table")}},
             tag("table", {{"class", "govuk-table nwd-timeline__table"}},
                 tag("caption", {{"class", "govuk-table__caption govuk-table__caption--s"}}, say("timeline-table")),
                 tag("thead", {{"class", "govuk-table__head"}},
                     tag("tr", {{"class", "govuk-table__row"}}, head("timeline-service"), head("timeline-what"),
                         head("timeline-from"), head("timeline-until"), head("timeline-source"))),
                 tag("tbody", {{"class", "govuk-table__body"}}, rows)));
}

}  // namespace

Html render(const Timeline& t, Say say) {
  return join(tag("figure", {{"class", "nwd-timeline-figure"}},
                  tag("figcaption", {{"class", "govuk-heading-s"}}, t.caption), drawing(t, say), legend(say)),
              table(t, say));
}

std::string day_text(Day day, Say say) {
  const auto c = civil(day);
  return say("day", {{"day", c.day}, {"month", c.month}, {"year", c.year}});
}

}  // namespace nwd::ui
