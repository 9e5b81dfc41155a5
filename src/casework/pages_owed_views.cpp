// What is owed and what is received: the drawing, and one card for each service with what can be recorded.
#include <algorithm>

#include "casework/pages.h"
#include "casework/pages_case_views.h"
#include "casework/pages_parts.h"
#include "casework/pages_words.h"
#include "ui/components.h"
#include "ui/timeline.h"

namespace nwd::casework {

using ui::Html;
using ui::tag;

namespace {

void add_bars(ui::TimelineRow& row, const DaySet& days, ui::TimelineBar::Style style) {
  for (const auto& interval : days.intervals()) {
    ui::TimelineBar bar{.style = style, .from = interval.begin};
    if (interval.end < distant_future) bar.until = interval.end;
    row.bars.push_back(std::move(bar));
  }
}

// What has been so up to today is drawn up to today; that it has ended nobody said.
void add_bars_so_far(const Visit& visit, ui::TimelineRow& row, const DaySet& days, ui::TimelineBar::Style style) {
  add_bars(row, days, style);
  if (!row.bars.empty() && row.bars.back().style == style && row.bars.back().until == visit.today() + 1)
    row.bars.back().until_text = visit.say("timeline-goes-on");
}

ui::TimelineRow timeline_row(const Visit& visit, const OwedService& owed) {
  const bool certain = !owed.certain.empty();
  const std::string name = service_words(visit.say, owed.service);
  ui::TimelineRow row{.label = certain ? name : visit.say("service-possibly", {{"service", std::string_view(name)}}),
                      .source = tag("span", {{"lang", "en"}}, owed.source)};
  const DaySet& days = certain ? owed.certain : owed.possible;
  const DaySet so_far = days & DaySet(distant_past, visit.today() + 1);
  add_bars(row, days, ui::TimelineBar::Style::owed);
  add_bars_so_far(visit, row, owed.received, ui::TimelineBar::Style::received);
  if (certain) add_bars_so_far(visit, row, so_far - owed.received, ui::TimelineBar::Style::gap);
  return row;
}

ui::DateInput begun_on(const Visit& visit, const ui::Form& form, bool answered, const std::string& id,
                       const std::string& name) {
  const CivilDay today = civil(visit.today());
  const auto value = [&](std::string_view field, int otherwise) {
    return answered ? std::string(form.value(field)) : std::to_string(otherwise);
  };
  return {.id = id,
          .name_prefix = "from",
          .fieldset = ui::Fieldset{.legend = {.content = visit.say("begun-when", {{"service", std::string_view(name)}}),
                                              .classes = "govuk-fieldset__legend--s"}},
          .error = answered ? form_error(form, visit.say, "from") : std::nullopt,
          .parts = {{.name = "day", .label = visit.say("date-day"), .value = value("from-day", today.day)},
                    {.name = "month", .label = visit.say("date-month"), .value = value("from-month", today.month)},
                    {.name = "year", .label = visit.say("date-year"), .value = value("from-year", today.year)}}};
}

Html begin_form(const Visit& visit, CaseId id, const OwedService& owed, std::size_t index, const ui::Form& form) {
  const bool answered = form.value("service") == owed.service;
  const std::string name = service_words(visit.say, owed.service);
  const std::string field = answered ? "from" : "from-" + std::to_string(index);
  const Html fields = join(hidden_field("service", owed.service), render(begun_on(visit, form, answered, field, name)),
                           render(ui::Button{.content = visit.say("begun-save"), .prevent_double_click = true}));
  return render(ui::Details{.summary = visit.say("begun-record"),
                            .content = visit.post(case_path(id) + "/begun", fields),
                            .open = answered && !form.ok()});
}

const Placement* running(const std::vector<Placement>& placements, std::string_view service) {
  const auto found = std::find_if(placements.begin(), placements.end(),
                                  [&](const Placement& p) { return p.service == service && !p.until; });
  return found == placements.end() ? nullptr : &*found;
}

Html end_form(const Visit& visit, CaseId id, const Placement& placement) {
  const Html fields = join(hidden_field("placement", placement.id.text()),
                           render(ui::Button{.content = visit.say("ended-save"),
                                             .classes = "govuk-button--secondary govuk-!-margin-bottom-2",
                                             .prevent_double_click = true}));
  return visit.post(case_path(id) + "/ended", fields);
}

Html because_details(const Visit& visit, const OwedService& owed) {
  if (owed.because.empty()) return {};
  std::vector<ui::Content> items;
  for (const auto& sentence : owed.because) items.emplace_back(sentence);
  return render(ui::Details{.summary = visit.say("owed-why"), .content = tag("div", {{"lang", "en"}}, bullets(items))});
}

Html received_words(const Visit& visit, const OwedService& owed, const Placement* placement) {
  if (placement != nullptr) {
    const std::string day = ui::day_text(placement->from, visit.say);
    return render(ui::Tag{.content = visit.say("received-since", {{"day", std::string_view(day)}}),
                          .classes = "govuk-tag--green"});
  }
  const bool maybe = !owed.owed_today && owed.possible.contains(visit.today());
  if (maybe) return render(ui::Tag{.content = visit.say("owed-maybe"), .classes = "govuk-tag--blue"});
  if (owed.owed_today) return render(ui::Tag{.content = visit.say("received-not-yet"), .classes = "govuk-tag--yellow"});
  return render(ui::Tag{.content = visit.say("owed-not-today"), .classes = "govuk-tag--grey"});
}

Html service_card(const Visit& visit, const CasePage& page, std::size_t index, const ui::Form& form) {
  const OwedService& owed = page.owed.services[index];
  const CaseId id = page.open.record.id;
  const Placement* placement = running(page.open.placements, owed.service);
  Html body = tag("h3", {{"class", "govuk-heading-s"}}, service_words(visit.say, owed.service));
  body.add(tag("p", {{"class", "govuk-body"}}, received_words(visit, owed, placement)));
  body.add(because_details(visit, owed));
  body.add(placement != nullptr ? end_form(visit, id, *placement) : begin_form(visit, id, owed, index, form));
  return tag("li", {{"class", "nwd-card"}}, body);
}

// Owed whatever else turns out, or received already.
bool is_certain(const OwedService& owed) { return !owed.certain.empty() || !owed.received.empty(); }

constexpr std::int32_t shown_before = 14;  // days; entitlements last for years, what counts now are weeks
constexpr std::int32_t shown_after = 180;

constexpr std::size_t most_maybe = 6;  // rows, when nothing is certain yet: what was asked for comes first

ui::Timeline owed_timeline(const Visit& visit, const CasePage& page) {
  const auto& services = page.owed.services;
  const bool only_certain =
      std::any_of(services.begin(), services.end(), [](const OwedService& owed) { return !owed.certain.empty(); });
  ui::Timeline timeline{.caption = visit.say("timeline-caption"),
                        .today = visit.today(),
                        .from = std::min(page.open.facts.identified, visit.today()) - shown_before,
                        .until = visit.today() + shown_after};
  for (const auto& owed : services) {
    const bool room = !only_certain && timeline.rows.size() < most_maybe;
    if (room || is_certain(owed)) timeline.rows.push_back(timeline_row(visit, owed));
  }
  return timeline;
}

// Asked at no door. Whoever holds the case may record it when the person has told, since the law turns on it.
Html exploitation_form(const Visit& visit, const CasePage& page) {
  ui::Radios radios{.name = "exploitation",
                    .fieldset = ui::Fieldset{.legend = {.content = visit.say("exploitation-question"),
                                                        .classes = "govuk-fieldset__legend--s"}},
                    .hint = ui::Hint{.content = visit.say("exploitation-hint")},
                    .classes = "govuk-radios--small"};
  const auto& known = page.open.facts.exploitation;
  for (const auto& option : exploitation_options)
    radios.items.push_back({.value = std::string(option.value),
                            .content = visit.say("exploitation-" + std::string(option.value)),
                            .checked = known == option.means});
  const Html fields = join(render(radios), render(ui::Button{.content = visit.say("exploitation-save"),
                                                             .classes = "govuk-button--secondary",
                                                             .prevent_double_click = true}));
  return render(ui::Details{.summary = visit.say("exploitation-record"),
                            .content = visit.post(case_path(page.open.record.id) + "/told", fields)});
}

}  // namespace

Html owed_view(const Visit& visit, const CasePage& page, const ui::Form& form) {
  Html body =
      join(subheading(visit.say("case-owed")),
           hint(join(visit.say("case-owed-by"), ui::trusted(" "), tag("span", {{"lang", "en"}}, page.owed.charter))));
  if (visit.session().has(access::Role::caseworker)) body.add(exploitation_form(visit, page));
  const auto& services = page.owed.services;
  if (services.empty()) return body.add(paragraph(visit.say("case-owed-nothing")));
  Html certain;
  Html maybe;
  for (std::size_t i = 0; i < services.size(); ++i)
    (is_certain(services[i]) ? certain : maybe).add(service_card(visit, page, i, form));
  body.add(render(owed_timeline(visit, page), visit.say));
  body.add(subheading(visit.say("case-received")));
  if (!certain.empty()) body.add(tag("ul", {{"class", "nwd-cards"}}, certain));
  if (maybe.empty()) return body;
  return body.add(render(ui::Details{.summary = visit.say("owed-maybe-too"),
                                     .content = tag("ul", {{"class", "nwd-cards"}}, maybe),
                                     .open = !form.ok()}));
}

}  // namespace nwd::casework
