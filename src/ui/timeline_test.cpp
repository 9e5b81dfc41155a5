#include "ui/timeline.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ui/countdown.h"

namespace nwd::ui {
namespace {

const Messages& messages() {
  static const Messages all = [] {
    auto loaded = Messages::load();
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *std::move(loaded);
  }();
  return all;
}

Say english() { return {messages(), Locale::en}; }

Day day(std::string_view text) { return *parse_day(text); }

std::size_t count(const std::string& in, std::string_view what) {
  std::size_t n = 0;
  for (auto at = in.find(what); at != std::string::npos; at = in.find(what, at + 1)) ++n;
  return n;
}

Timeline example() {
  return {
      .caption = "What is owed",
      .today = day("2026-11-24"),
      .rows = {{.label = "Shelter & food",
                .bars = {{.style = TimelineBar::Style::owed, .from = day("2026-11-01")},
                         {.style = TimelineBar::Style::received, .from = day("2026-11-10"), .until = day("2026-11-20")},
                         {.style = TimelineBar::Style::gap,
                          .from = day("2026-11-20"),
                          .until = day("2026-11-25"),
                          .until_text = "today"}},
                .source = "145.4717"}}};
}

TEST(Timeline, TheTableSaysAllThatTheDrawingShows) {
  const std::string html = render(example(), english()).str();
  EXPECT_EQ(count(html, "<rect"), 3U);
  EXPECT_EQ(count(html, "scope=\"row\""), 3U);
  for (const std::string_view said : {"1 November 2026", "20 November 2026", "No end", "145.4717", "today",
                                      "Shelter &amp; food", "Owed, not received"}) {
    EXPECT_GE(count(html, said), 1U) << said;
  }
}

TEST(Timeline, WhatIsPerhapsKnownOrWrongHasShapesAndWordsOfItsOwn) {
  auto t = example();
  using Style = TimelineBar::Style;
  t.rows[0].source = {};
  t.rows[0].bars = {{.style = Style::possible, .from = day("2026-11-01"), .until = day("2026-11-05")},
                    {.style = Style::fact, .from = day("2026-11-05"), .until = day("2026-11-06")},
                    {.style = Style::wrong, .from = day("2026-11-06"), .until = day("2026-11-07")},
                    {.style = Style::owed, .from = day("1990-01-01"), .until = day("1991-01-01")}};
  t.from = day("2026-10-01");
  t.legend = {Style::possible, Style::fact, Style::wrong};
  t.today_text = "That day";
  const std::string html = render(t, english()).str();
  for (const std::string_view said : {"nwd-timeline__possible", "nwd-timeline__fact", "nwd-timeline__wrong"})
    EXPECT_EQ(count(html, said), 1U) << said;
  EXPECT_EQ(count(html, "<rect"), 3U) << "what lies outside the frame is only in the table";
  EXPECT_EQ(count(html, "scope=\"row\""), 4U);
  EXPECT_EQ(count(html, "That day"), 1U);
  EXPECT_EQ(count(html, "By which law"), 0U) << "no row names a law";
  EXPECT_EQ(count(html, "nwd-timeline__key--received"), 0U);
}

TEST(Timeline, IsAPictureWithATitleAndADescription) {
  const std::string html = render(example(), english()).str();
  EXPECT_EQ(count(html, "role=\"img\" aria-labelledby=\"timeline-title timeline-desc\""), 1U);
  EXPECT_EQ(count(html, "<title id=\"timeline-title\">What is owed</title>"), 1U);
  EXPECT_EQ(count(html, "<desc id=\"timeline-desc\">"), 1U);
  EXPECT_EQ(count(html, " style="), 0U);
  EXPECT_EQ(count(html, "viewBox"), 0U) << "words would shrink with the screen";
}

// However long the time and wherever the bars: every measure lies within the drawing and few words stand below it.
RC_GTEST_PROP(Timeline, EverythingLiesWithinTheDrawing, ()) {
  const auto from = *rc::gen::inRange(-20'000, 20'000);
  const auto length = *rc::gen::inRange(0, 30'000);
  const auto today = *rc::gen::inRange(-20'000, 20'000);
  Timeline t{.caption = "x", .today = Day{today}};
  const Day begins = *rc::gen::element(Day{from}, distant_past);
  t.rows.push_back({.label = "a", .bars = {{.from = begins, .until = Day{from} + length}, {.from = Day{from}}}});
  const std::string html = render(t, english()).str();
  RC_ASSERT(count(html, "nwd-timeline__tick") <= 7U);
  for (const std::string_view name : {" x=\"", " x1=\"", " width=\""}) {
    for (auto at = html.find(name); at != std::string::npos; at = html.find(name, at + 1)) {
      const double value = std::stod(html.substr(at + name.size(), 12));
      RC_ASSERT(value >= 0.0 && value <= 100.0);
    }
  }
}

TimelineBar any_bar() {
  const auto begins = *rc::gen::inRange(-5'000, 5'000);
  TimelineBar bar{
      .style = *rc::gen::element(TimelineBar::Style::owed, TimelineBar::Style::received, TimelineBar::Style::gap),
      .from = Day{begins}};
  if (*rc::gen::arbitrary<bool>()) bar.until = bar.from + *rc::gen::inRange(0, 5'000);
  return bar;
}

double percent(const std::string& html, std::string_view name, std::size_t from) {
  return std::stod(html.substr(html.find(name, from) + name.size(), 12));
}

// Whatever part of the time is shown: a bar that is drawn lies wholly inside, and the table leaves no bar out.
RC_GTEST_PROP(Timeline, BarsStayInsideAndTheTableHasThemAll, ()) {
  Timeline t{.caption = "x", .today = Day{*rc::gen::inRange(-5'000, 5'000)}};
  std::size_t bars = 0;
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    t.rows.push_back({.label = "a"});
    for (int j = *rc::gen::inRange(0, 4); j > 0; --j, ++bars) t.rows.back().bars.push_back(any_bar());
  }
  if (*rc::gen::arbitrary<bool>()) t.from = Day{*rc::gen::inRange(-5'000, 5'000)};
  if (t.from && *rc::gen::arbitrary<bool>()) t.until = *t.from + *rc::gen::inRange(0, 400);
  const std::string html = render(t, english()).str();
  RC_ASSERT(count(html, "role=\"img\"") == 1U);
  RC_ASSERT(count(html, "scope=\"row\"") == bars);
  RC_ASSERT(count(html, "<rect") <= bars);
  for (auto at = html.find("<rect"); at != std::string::npos; at = html.find("<rect", at + 1)) {
    const double x = percent(html, " x=\"", at);
    RC_ASSERT(x >= 0.0);
    RC_ASSERT(x + percent(html, " width=\"", at) <= 100.0);
  }
}

TEST(Timeline, ABarOfTheLastDayStaysInside) {
  Timeline t{.caption = "x", .today = Day{0}, .from = Day{0}, .until = Day{1'000}};
  t.rows.push_back({.label = "a", .bars = {{.from = Day{999}, .until = Day{1'000}}}});
  const std::string html = render(t, english()).str();
  const auto at = html.find("<rect");
  ASSERT_NE(at, std::string::npos);
  EXPECT_LE(percent(html, " x=\"", at) + percent(html, " width=\"", at), 100.0);
}

TEST(Timeline, BreaksLabelsThatWouldNotFitANarrowScreen) {
  Timeline t = example();
  t.rows[0].label = "Help with alcohol or other drugs (perhaps, from another day)";
  const std::string html = render(t, english()).str();
  EXPECT_EQ(count(html, "nwd-timeline__label"), 2U);
  EXPECT_EQ(count(html, ">Help with alcohol or other drugs</text>"), 1U);
  EXPECT_EQ(count(html, ">(perhaps, from another day)</text>"), 1U);
}

TEST(Timeline, SaysDaysInTheReadersLanguage) {
  EXPECT_EQ(day_text(day("2026-11-24"), english()), "24 November 2026");
  EXPECT_EQ(day_text(day("2026-11-24"), Say(messages(), Locale::es)), "24 de noviembre de 2026");
}

TEST(Countdown, CountsWholeMinutesUp) {
  const Instant now{1'800'000'000'000};
  const auto left = [&](std::int64_t ms) { return render(Countdown{now + ms, now}, english()).str(); };
  EXPECT_EQ(count(left(29 * minute_ms), ">29 minutes left<"), 1U);
  EXPECT_EQ(count(left(1), ">1 minute left<"), 1U);
  EXPECT_EQ(count(left(minute_ms + 1), ">2 minutes left<"), 1U);
  EXPECT_EQ(count(left(0), ">Time is up<"), 1U);
}

}  // namespace
}  // namespace nwd::ui
