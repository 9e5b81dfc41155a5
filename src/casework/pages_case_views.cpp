#include "casework/pages_case_views.h"

#include "casework/pages.h"
#include "casework/pages_access.h"
#include "casework/pages_notes.h"
#include "casework/pages_parts.h"
#include "casework/pages_words.h"
#include "ui/components.h"

namespace nwd::casework {

using ui::Html;
using ui::tag;

namespace {

void row(ui::SummaryList& list, const std::string& key, const std::string& value) {
  if (!value.empty()) list.rows.push_back({.key = key, .value = value});
}

Html seen_view(const Visit& visit, const std::vector<Seen>& seen) {
  ui::Table table{.caption = visit.say("case-seen"),
                  .caption_classes = "govuk-table__caption--m",
                  .head = std::vector<ui::Cell>{{.content = visit.say("case-seen-when")},
                                                {.content = visit.say("case-seen-who")},
                                                {.content = visit.say("case-seen-what")}}};
  for (const auto& entry : seen)
    table.rows.push_back({{.content = visit.moment(entry.at)}, {.content = entry.who}, {.content = entry.deed}});
  return join(
      tag("div",
          {{"class", "nwd-scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", visit.say("case-seen")}},
          render(table)),
      hint(visit.say("case-seen-hint")));
}

Html protections_view(ui::Say say, const std::vector<std::string>& protections) {
  if (protections.empty()) return {};
  std::vector<ui::Content> items;
  items.reserve(protections.size());
  for (const auto& words : protections) items.emplace_back(words);
  return join(subheading(say("case-protections")), hint(say("case-protections-hint")),
              tag("div", {{"lang", "en"}}, bullets(items)));
}

}  // namespace

Html answers_view(ui::Say say, const Facts& facts) {
  ui::SummaryList list;
  row(list, say("row-age"), age_words(say, facts.age));
  row(list, say("row-gender"), gender_words(say, facts.gender));
  row(list, say("row-children"), children_words(say, facts.children));
  row(list, say("row-needs"), needs_words(say, facts.needs));
  row(list, say("row-safe"), safe_words(say, facts.safe_now));
  row(list, say("row-language"), language_words(say, facts.language));
  return render(list);
}

Html identity_view(ui::Say say, const Identity& identity) {
  if (identity.empty()) return {};
  ui::SummaryList list;
  row(list, say("row-called"), identity.called);
  row(list, say("row-contact"), identity.contact);
  row(list, say("row-note"), identity.note);
  if (!identity.note.empty()) list.rows.back().value_classes = "nwd-lines";
  return render(list);
}

std::string step_text(ui::Say say, Step step) { return say("step-is-" + std::string(word(step))); }

std::string_view due_key(const Visit& visit, const Thread& thread) {
  return thread.step_due < visit.now() ? "step-owner-overdue" : "step-owner-due";
}

Html next_step_view(const Visit& visit, const Thread& thread, std::string_view owner) {
  if (thread.step == Step::none) return ui::render(ui::InsetText{.content = visit.say("step-is-none")});
  const std::string due = visit.moment(thread.step_due);
  const Html body =
      join(tag("p", {{"class", "govuk-body govuk-!-font-weight-bold"}}, step_text(visit.say, thread.step)),
           paragraph(visit.say(due_key(visit, thread), {{"owner", owner}, {"due", std::string_view(due)}})));
  return join(subheading(visit.say("next-step")), render(ui::InsetText{.content = body}));
}

// The step as it is seen now goes with the button: who was second is told so.
Html step_done_form(const Visit& visit, const CasePage& page) {
  const auto& record = page.open.record;
  const bool ours =
      page.thread && record.state == CaseState::open && record.organization == visit.session().organization;
  if (!ours || !visit.session().has(access::Role::caseworker)) return {};
  const auto step = page.thread->step;
  if (!is_of_holder(step)) return {};
  const std::string name(word(step));
  return visit.post(case_path(record.id) + "/step",
                    join(hidden_field("step", name),
                         render(ui::Button{.content = visit.say("step-done-" + name), .prevent_double_click = true})));
}

// What goes on beside the record: its parts, who else knows, and the person's own sign-in. The second is a page of
// release/, the third of person/.
Html ways_on(const Visit& visit, CaseId id) {
  std::vector<ui::Content> ways{link(notes_path(id), visit.say("case-to-notes")),
                                link(case_path(id) + "/sharing", visit.say("case-to-sharing"))};
  if (visit.session().has(access::Role::caseworker))
    ways.emplace_back(link(case_path(id) + "/door", visit.say("case-to-door")));
  return bullets(ways);
}

Html case_view(const Visit& visit, const CasePage& page, const ui::Form& form) {
  const auto& say = visit.say;
  Html body = heading(say("case-heading", {{"reference", std::string_view(page.open.record.reference)}}));
  body.add(alerts_view(visit, page.open.record.id, page.alerts));
  if (page.thread) body.add(next_step_view(visit, *page.thread, page.step_owner));
  body.add(step_done_form(visit, page));
  body.add(subheading(say("case-told"))).add(hint(say("case-told-hint")));
  body.add(identity_view(say, page.open.identity)).add(answers_view(say, page.open.facts));
  body.add(ways_on(visit, page.open.record.id));
  body.add(owed_view(visit, page, form));
  body.add(protections_view(say, page.owed.protections));
  if (page.may_block)
    body.add(subheading(say("blocked-heading")))
        .add(paragraph(link(blocked_path(page.open.record.id), say("blocked-link"))));
  if (!page.seen.empty()) body.add(seen_view(visit, page.seen));
  return tag("div", {{"class", "nwd-case"}}, body);
}

}  // namespace nwd::casework
