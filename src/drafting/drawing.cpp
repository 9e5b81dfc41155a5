#include "drafting/drawing.h"

#include <algorithm>
#include <bit>

namespace nwd::drafting {

using charter::Charter;
using charter::Facts;
using charter::FactType;
using charter::none;
using ui::Say;
using ui::TimelineBar;
using ui::TimelineRow;
using Style = ui::TimelineBar::Style;

namespace {

bool is_day(Day day) { return day > distant_past && day < distant_future; }

void add_bars(TimelineRow& row, const DaySet& days, Style style) {
  for (const auto& interval : days.intervals()) {
    TimelineBar bar{.style = style, .from = interval.begin};
    if (interval.end < distant_future) bar.until = interval.end;
    row.bars.push_back(std::move(bar));
  }
}

// What is certain lies over what is possible.
void add_owed(TimelineRow& row, const charter::DayBounds& days) {
  if (!days.exact()) add_bars(row, days.possible - days.certain, Style::possible);
  add_bars(row, days.certain, Style::owed);
}

TimelineRow day_row(Say say, std::string label, Day day) {
  TimelineRow row{.label = std::move(label)};
  row.bars.push_back({.style = Style::fact, .from = day, .until = day + 1, .until_text = say("drafting-one-day")});
  return row;
}

// The rows that say what is known of the person: dates, days, actions. A day is told in words too.
class Known {
 public:
  Known(Say say, const Facts& facts, std::vector<TimelineRow>& out)
      : say_(say), facts_(facts), charter_(facts.charter()), out_(out) {}
  void all() { those(~std::uint64_t{0}); }
  // Of an example, those it hangs on: any other would look like a reason.
  void those(std::uint64_t which) {
    for (charter::FactId id = 0; id < charter_.facts.size(); ++id)
      if ((which >> id & 1U) != 0) fact(id);
  }

 private:
  void fact(charter::FactId id) {
    const auto& fact = charter_.facts[id];
    const auto& value = facts_.values()[id];
    if (charter::is_date(fact.self.type) && value.date.exact() && is_day(value.date.earliest))
      out_.push_back(
          day_row(say_, fact.self.name + ": " + ui::day_text(value.date.earliest, say_), value.date.earliest));
    if (fact.self.type == FactType::state && value.days.exact() && !value.days.certain.empty()) {
      TimelineRow row{.label = fact.self.name};
      add_bars(row, value.days.certain, Style::fact);
      out_.push_back(std::move(row));
    }
    if (fact.self.type == FactType::list)
      for (std::size_t i = 0; i < value.rows.size(); ++i) list_row(fact, value.rows[i], i);
  }

  // From the first date of the row to its second: opened and closed.
  void list_row(const charter::Fact& fact, const Facts::Row& row, std::size_t number) {
    std::string label = fact.self.name + " " + std::to_string(number + 1);
    std::vector<charter::DateRange> dates;
    for (std::size_t f = 0; f < fact.fields.size(); ++f) {
      if (charter::is_date(fact.fields[f].type)) dates.push_back(row.dates[f]);
      if (fact.fields[f].type != FactType::choice || !std::has_single_bit(row.choices[f])) continue;
      const auto at = static_cast<std::size_t>(std::countr_zero(row.choices[f]));
      if (at < fact.fields[f].choices.size()) label += " (" + fact.fields[f].choices[at] + ")";
    }
    if (dates.empty() || !dates[0].exact() || !is_day(dates[0].earliest)) return;
    auto out = day_row(say_, std::move(label), dates[0].earliest);
    if (dates.size() > 1 && dates[1].exact() && dates[1].earliest > dates[0].earliest) {
      out.bars[0].until = dates[1].earliest;
      out.bars[0].until_text.clear();
      if (dates[1].earliest >= distant_future) out.bars[0].until.reset();
    }
    out_.push_back(std::move(out));
  }

  Say say_;
  const Facts& facts_;
  const Charter& charter_;
  std::vector<TimelineRow>& out_;
};

// The part of time in which something happens. A birth decades before would press all else together: its row says the
// day in words.
void frame(ui::Timeline& t) {
  constexpr std::int32_t least = 60;
  constexpr std::int32_t far = 5 * 365;
  std::vector<Day> days{t.today};
  for (const auto& row : t.rows)
    for (const auto& bar : row.bars) {
      if (is_day(bar.from)) days.push_back(bar.from);
      if (bar.until && is_day(*bar.until) && *bar.until - bar.from > 1) days.push_back(*bar.until);
    }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  const auto until = days.back();
  auto from = days.front();
  if (days.size() > 1 && days[1] - from > far && 2 * (days[1] - from) > until - from) from = days[1];
  const auto around = std::max(least, (until - from) / 12);
  t.from = from - around;
  t.until = until + around;
}

std::string citations(const Charter& charter, const charter::Explained& e) {
  std::string out;
  for (const auto* intervals : {&e.certain, &e.possible})
    for (const auto& interval : *intervals)
      for (const auto id : interval.rules) {
        const auto& rule = charter.rules[id];
        const auto words = rule.id + (rule.cites.empty() ? "" : ": " + charter.sources[rule.cites.front()].citation);
        if (out.find(words) == std::string::npos) out += (out.empty() ? "" : "; ") + words;
      }
  return out;
}

std::vector<Style> styles_of(const ui::Timeline& t) {
  std::vector<Style> out;
  for (const auto style : {Style::fact, Style::owed, Style::possible, Style::wrong})
    if (std::any_of(t.rows.begin(), t.rows.end(), [&](const TimelineRow& row) {
          return std::any_of(row.bars.begin(), row.bars.end(), [&](const auto& bar) { return bar.style == style; });
        }))
      out.push_back(style);
  return out;
}

ui::Timeline finished(ui::Timeline t) {
  t.one_track = true;
  t.legend = styles_of(t);
  frame(t);
  return t;
}

ui::Timeline begun(const Drawn& drawn) {
  ui::Timeline t{.id = drawn.id, .caption = drawn.caption, .today = drawn.day};
  t.today_text = drawn.day_text;
  return t;
}

// What is owed to this person of one service or immunity.
charter::DayBounds owed_of(const Charter& charter, const charter::Entitlements& owed, charter::ServiceId service,
                           std::string_view immunity) {
  if (service != none) return owed.services[service];
  const auto at = charter.immunity(immunity);
  return at == none ? charter::DayBounds{} : owed.immunities[at];
}

std::string what(Say say, const Charter& charter, charter::ServiceId service, const std::string& immunity) {
  return service != none ? service_words(say, charter, service)
                         : say("drafting-immune", {{"from", std::string_view(immunity)}});
}

}  // namespace

ui::Timeline person_timeline(Say say, const Charter& charter, const Facts& facts, const charter::Explanation& explained,
                             const Drawn& drawn) {
  auto t = begun(drawn);
  Known(say, facts, t.rows).all();
  const auto add = [&](std::string label, const charter::Explained& e, const charter::DayBounds& days) {
    if (days.possible.empty()) return;
    TimelineRow row{.label = std::move(label), .source = in_english(citations(charter, e))};
    add_owed(row, days);
    t.rows.push_back(std::move(row));
  };
  for (const auto& e : explained.services)
    add(service_words(say, charter, e.what), e, explained.entitlements.services[e.what]);
  for (const auto& e : explained.immunities)
    add(what(say, charter, none, charter.immunities[e.what]), e, explained.entitlements.immunities[e.what]);
  return finished(std::move(t));
}

ui::Timeline counterexample_timeline(Say say, const Charter& charter, const proof::Counterexample& c,
                                     const std::string& id) {
  const auto name = what(say, charter, c.service, c.immunity);
  auto t = begun({id, say("drafting-drawn"), c.day, say("drafting-that-day")});
  Known(say, c.facts, t.rows).those(c.matters);
  const auto add = [&](const Facts& facts, std::string label, bool fails) {
    TimelineRow row{.label = std::move(label)};
    add_owed(row, owed_of(charter, charter::evaluate(charter, facts), c.service, c.immunity));
    if (fails && c.gap)
      row.bars.push_back({.style = Style::wrong, .from = c.gap->begin, .until = c.gap->end});
    else if (fails)
      row.bars.push_back({.style = Style::wrong, .from = c.day, .until = c.day + 1});
    t.rows.push_back(std::move(row));
  };
  if (c.other) {
    const auto facts_of = c.owed ? &c.facts : &*c.other;
    const auto other = c.owed ? &*c.other : &c.facts;
    add(*facts_of, say("drafting-one-person", {{"what", std::string_view(name)}}), false);
    add(*other, say("drafting-other-person", {{"what", std::string_view(name)}}), true);
  } else {
    add(c.facts, name, true);
  }
  return finished(std::move(t));
}

ui::Timeline change_timeline(Say say, const proof::Difference& d, const std::string& id) {
  auto t = begun({id, say("drafting-change-drawn"), d.day, say("drafting-that-day")});
  Known(say, d.before.person, t.rows).those(d.before.matters);
  const auto add = [&](std::string label, const proof::Side& side, const charter::Charter& charter) {
    TimelineRow row{.label = std::move(label)};
    if (!side.owed.empty()) add_bars(row, side.owed.front(), Style::owed);
    std::string rules;
    for (const auto rule : side.rules) rules += (rules.empty() ? "" : ", ") + charter.rules[rule].id;
    row.source = rules.empty() ? ui::Content() : in_english(rules);
    t.rows.push_back(std::move(row));
  };
  add(say("drafting-before"), d.before, d.before.person.charter());
  add(say("drafting-after"), d.after, d.after.person.charter());
  return finished(std::move(t));
}

}  // namespace nwd::drafting
