// A person to play with: facts on the left, what is owed on the right, and why.
#include "drafting/pages_person.h"

#include <algorithm>

#include "base/text.h"
#include "casework/pages_parts.h"
#include "drafting/drawing.h"
#include "drafting/verdicts.h"
#include "ui/components.h"

namespace nwd::drafting {

using casework::heading;
using casework::hint;
using casework::paragraph;
using casework::subheading;
using charter::Charter;
using ui::Html;
using ui::Say;
using ui::tag;

namespace {

constexpr std::string_view day_field = "on";

Html endpoint(Say say, const Charter& charter, std::string_view key, const charter::Endpoint& e) {
  if (e.open || e.cause.rule == charter::none) return {};
  const auto day = ui::day_text(e.day, say);
  return join(tag("strong", {}, say(key, {{"day", std::string_view(day)}})), ui::text(" "),
              in_english(charter::sourced_sentence(charter, e.cause)));
}

void add_interval(Say say, const Charter& charter, const charter::ExplainedInterval& i,
                  std::vector<ui::Content>& items) {
  if (auto begin = endpoint(say, charter, "drafting-begins", i.begin); !begin.empty()) items.emplace_back(begin);
  for (const auto& condition : i.conditions)
    items.emplace_back(in_english(charter::sourced_sentence(charter, condition)));
  if (auto end = endpoint(say, charter, "drafting-ends", i.end); !end.empty()) items.emplace_back(end);
}

Html explained(Say say, const Charter& charter, const charter::Facts& facts, const charter::Explained& e,
               const std::string& name) {
  std::vector<ui::Content> items;
  for (const auto& i : e.certain) add_interval(say, charter, i, items);
  for (const auto& i : e.possible) add_interval(say, charter, i, items);
  for (const auto id : e.unknown) {
    const auto& fact = charter.facts[id].self.name;
    items.emplace_back(say("drafting-ask-for", {{"fact", std::string_view(fact)}}));
  }
  if (e.why_not) items.emplace_back(in_english(charter::sentence(charter, *e.why_not, facts)));
  if (items.empty()) return {};
  return render(ui::Details{.summary = name, .content = casework::bullets(items)});
}

// Whether it is asked about: needed on some day, or a charter that knows no needs.
bool asked(const Charter& charter, const charter::Facts& facts, charter::ServiceId service) {
  bool per_service = false;
  for (charter::FactId id = 0; id < charter.facts.size(); ++id) {
    if (charter.facts[id].self.type != charter::FactType::state_per_service) continue;
    per_service = true;
    for (const auto& [of, days] : facts.values()[id].per_service)
      if (of == service && !days.certain.empty()) return true;
  }
  return !per_service;
}

Html reasons(Say say, const Charter& charter, const charter::Facts& facts, const charter::Explanation& e) {
  Html owed;
  Html not_owed;
  const auto add = [&](const charter::Explained& one, const charter::DayBounds& days, const std::string& name,
                       bool about) {
    if (!days.possible.empty())
      owed.add(explained(say, charter, facts, one, name));
    else if (about)
      not_owed.add(explained(say, charter, facts, one, name));
  };
  for (const auto& one : e.services)
    add(one, e.entitlements.services[one.what], service_words(say, charter, one.what), asked(charter, facts, one.what));
  for (const auto& one : e.immunities) {
    const std::string_view from = charter.immunities[one.what];
    add(one, e.entitlements.immunities[one.what], say("drafting-immune", {{"from", from}}), true);
  }
  Html out;
  if (!owed.empty()) out.add(subheading(say("drafting-why"))).add(owed);
  if (!not_owed.empty()) out.add(subheading(say("drafting-why-not"))).add(not_owed);
  return out;
}

Html answer_of(const Visit& visit, const Charter& charter, ui::Form& form) {
  const auto facts = facts_in(form, charter);
  const auto day = form.day(day_field).value_or(visit.today());
  const auto explanation = charter::explain(charter, facts);
  const auto say = visit.say;
  const bool today = day == visit.today();
  const auto timeline =
      person_timeline(say, charter, facts, explanation,
                      {"person", say("drafting-person-drawn"), day, today ? "" : say("drafting-that-day")});
  Html drawn = timeline.rows.empty() ? Html() : render(timeline, say);
  const bool owed = std::any_of(timeline.rows.begin(), timeline.rows.end(), [](const auto& row) {
    return std::any_of(row.bars.begin(), row.bars.end(),
                       [](const auto& bar) { return bar.style != ui::TimelineBar::Style::fact; });
  });
  if (!owed) drawn.add(paragraph(say("drafting-nothing-owed")));
  return join(subheading(say("drafting-owed")), drawn, reasons(say, charter, facts, explanation));
}

ui::DateInput day_input(Say say, const ui::Form& form) {
  const std::string name(day_field);
  const auto part = [&](const char* which, std::string_view message) {
    return ui::DatePart{.name = which, .label = say(message), .value = std::string(form.value(name + "-" + which))};
  };
  return {.id = name,
          .name_prefix = name,
          .fieldset = ui::Fieldset{.legend = {.content = say("drafting-day"), .classes = "govuk-fieldset__legend--s"}},
          .hint = ui::Hint{.content = say("drafting-day-hint")},
          .error = form_error(form, say, name),
          .parts = {part("day", "date-day"), part("month", "date-month"), part("year", "date-year")}};
}

Html person_form(const Visit& visit, const Draft& draft, const Charter& charter, const ui::Form& form) {
  const Html fields = join(person_fields(visit.say, charter, form), render(day_input(visit.say, form)),
                           render(ui::Button{.content = visit.say("drafting-draw")}));
  return ui::post_form(draft_path(draft.id, "/person#answer"), visit.context.csrf, fields,
                       {{"data-redraw", draft_path(draft.id, "/person")}, {"data-redraw-parts", "answer"}});
}

// Persons to begin with: the charter's worked examples.
Html beginnings(const Visit& visit, const Draft& draft, const Charter& charter) {
  std::vector<ui::Content> items;
  items.emplace_back(casework::link(draft_path(draft.id, "/person"), visit.say("drafting-nobody")));
  for (std::size_t i = 0; i < charter.examples.size(); ++i)
    items.emplace_back(casework::link(draft_path(draft.id, "/person?from=" + std::to_string(i)),
                                      in_english(charter.examples[i].title)));
  return render(ui::Details{.summary = visit.say("drafting-begin-with"), .content = casework::bullets(items)});
}

http::Response person_page(const Visit& visit, const Draft& draft, const Charter& charter, ui::Form form,
                           const Html& above) {
  const Html answer = answer_of(visit, charter, form);
  ui::Page page = visit.page("drafting-title");
  page.body = join(
      heading(title_of(draft, charter, visit.say), visit.say("drafting-caption")), tabs(visit, draft.id, Tab::person),
      above, paragraph(visit.say("drafting-person-what")), beginnings(visit, draft, charter),
      tag("div", {{"class", "nwd-play"}},
          tag("section", {{"class", "nwd-play__facts"}, {"aria-labelledby", "facts"}},
              tag("h2", {{"class", "govuk-heading-m"}, {"id", "facts"}}, visit.say("drafting-facts")),
              person_form(visit, draft, charter, form)),
          tag("section", {{"class", "nwd-play__answer"}, {"id", "answer"}, {"aria-live", "off"}}, answer)));
  page.banner = error_summary(form, visit.say);
  page.has_errors = !form.ok();
  page.back_href = "/drafts";
  page.wide = true;
  return casework::answer(page, form.ok() ? 200 : casework::asked_again);
}

struct Opened {
  DraftPtr draft;
  std::shared_ptr<const Charter> charter;
};

Result<Opened> opened(Room& room, const Visit& visit) {
  NWD_TRY(auto draft, room.drafts.find(visit.session().member, visit.request.parameter("id"), visit.now()));
  NWD_TRY(auto checked, room.check(draft->text));
  if (!checked.charter) return fail(Code::invalid, "The charter has errors. Mend them first.");
  return Opened{std::move(draft), std::make_shared<const Charter>(*std::move(checked.charter))};
}

// The person whom a standard's counterexample describes.
Result<http::Response> from_standard(Room& room, const Visit& visit, const Opened& open, const std::string& standard) {
  NWD_TRY(const auto found, room.verdicts(visit.session().member, open.draft->text));
  if (found.error) return fail(*found.error);
  if (!found.complete) return wait_page(visit, *open.draft, found, Tab::person);
  const auto* verdict = found.verdicts->of(standard);
  if (verdict == nullptr || !verdict->counterexample)
    return fail(Code::not_found, "This standard shows no person whom the charter fails.");
  const auto& c = *verdict->counterexample;
  auto values = form_values(c.facts.of(*open.charter));
  put_day(values, std::string(day_field), c.day);
  const Html told =
      render(ui::InsetText{.content = join(tag("p", {{"class", "govuk-body"}},
                                               tag("strong", {}, in_english(standard + ": " + verdict->title))),
                                           paragraph(in_english(c.sentence)))});
  return person_page(visit, *open.draft, *open.charter, ui::Form(std::move(values)), told);
}

Result<http::Response> show_person(Room& room, const Visit& visit) {
  NWD_TRY(const auto open, opened(room, visit));
  const auto from = visit.request.query_value("from").value_or("");
  if (from.empty()) return person_page(visit, *open.draft, *open.charter, ui::Form(), {});
  const auto& examples = open.charter->examples;
  const auto example = whole_number(from, 0, static_cast<std::int64_t>(examples.size()) - 1);
  if (!example) return from_standard(room, visit, open, from);
  const auto facts = charter::facts_from(*open.charter, examples[static_cast<std::size_t>(*example)].given);
  return person_page(visit, *open.draft, *open.charter, ui::Form(form_values(facts)), {});
}

Result<http::Response> draw_person(Room& room, const Visit& visit) {
  NWD_TRY(const auto open, opened(room, visit));
  NWD_TRY(auto form, visit.form());
  return person_page(visit, *open.draft, *open.charter, std::move(form), {});
}

Result<http::Response> show_state(Room& room, const Visit& visit) {
  NWD_TRY(const auto open, opened(room, visit));
  NWD_TRY(const auto found, room.verdicts(visit.session().member, open.draft->text));
  return unless_found(visit, found);
}

}  // namespace

void add_person_pages(const RoomPtr& room, casework::PageRoutes& routes) {
  routes
      .get("/drafts/{id}/person", drafters(), "A person to try a charter on",
           [room](const Visit& visit) { return show_person(*room, visit); })
      .get("/drafts/{id}/person/state", drafters().quietly(), "Whether the person of a standard is found",
           [room](const Visit& visit) { return show_state(*room, visit); })
      .post("/drafts/{id}/person", drafters(), "What the charter owes this person; kept nowhere",
            [room](const Visit& visit) { return draw_person(*room, visit); });
}

}  // namespace nwd::drafting
