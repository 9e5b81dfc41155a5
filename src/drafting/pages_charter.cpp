// The list of laws and drafts, and one of them: its text, what is wrong with it, its sources.
#include "casework/pages_parts.h"
#include "drafting/reading.h"
#include "drafting/room.h"
#include "ui/components.h"

namespace nwd::drafting {

using casework::heading;
using casework::hint;
using casework::paragraph;
using casework::subheading;
using ui::Html;
using ui::tag;

namespace {

Html card(const std::string& href, std::string_view title, const Html& below) {
  return tag("li", {{"class", "nwd-card nwd-card--link"}},
             tag("h3", {{"class", "govuk-heading-s"}}, casework::link(href, title)), below);
}

Html builtin_cards(const Visit& visit) {
  Html cards;
  for (const auto& law : carried_laws())
    cards.add(card(draft_path(law.name), law.title,
                   hint(visit.say("drafting-rules", {{"count", static_cast<std::int64_t>(law.rules)}}))));
  return tag("ul", {{"class", "nwd-cards"}}, cards);
}

Html draft_cards(const Visit& visit, const std::vector<DraftPtr>& drafts) {
  Html cards;
  for (const auto& draft : drafts) {
    const auto title = title_among(visit, *draft);
    cards.add(card(draft_path(draft->id), title,
                   hint(visit.say("drafting-lines", {{"count", LineIndex(draft->text).count()}}))));
  }
  return tag("ul", {{"class", "nwd-cards"}}, cards);
}

// The text to change, and what to do with it.
Html editor(const Visit& visit, std::string_view text, bool fresh) {
  const auto& say = visit.say;
  const auto go = [&](std::string_view words, std::string value, const char* classes) {
    return render(ui::Button{.content = say(words), .name = "then", .value = std::move(value), .classes = classes});
  };
  const Html fields = join(
      render(ui::Textarea{.name = "text",
                          .label = {.content = say("drafting-text"), .classes = "govuk-label--s"},
                          .hint = ui::Hint{.content = say(fresh ? "drafting-text-fresh" : "drafting-text-hint")},
                          .value = std::string(text),
                          .id = "text",
                          .rows = fresh ? 10 : 20,
                          .classes = "nwd-draft",
                          .autocomplete = "off",
                          .spellcheck = false}),
      tag("div", {{"class", "govuk-form-group nwd-file"}, {"hidden"}},
          tag("label", {{"class", "govuk-label"}, {"for", "file"}}, say("drafting-file")),
          ui::open(
              "input",
              {{"type", "file"}, {"id", "file"}, {"data-file-into", "text"}, {"accept", ".charter,.txt,text/plain"}})),
      tag("div", {{"class", "govuk-button-group"}}, go("drafting-check", "charter", ""),
          go("drafting-prove", "verdicts", "govuk-button--secondary"),
          go("drafting-try", "person", "govuk-button--secondary")));
  return ui::post_form("/drafts", visit.context.csrf, fields,
                       {{"data-redraw", "/drafts/check"}, {"data-redraw-parts", "findings reading"}});
}

Html charter_body(const Visit& visit, const Draft& draft, const charter::Checked& checked) {
  const auto& say = visit.say;
  const bool open = !draft.builtin || !checked.charter;
  const Html edit = render(ui::Details{.summary = say(draft.builtin ? "drafting-start-from" : "drafting-change"),
                                       .content = editor(visit, draft.text, false),
                                       .id = "edit",
                                       .open = open});
  Html body = join(heading(title_of(draft, checked.charter, say), say("drafting-caption")));
  if (!draft.id.empty()) body.add(tabs(visit, draft.id, Tab::charter));
  body.add(tag("div", {{"id", "findings"}}, findings(say, draft.text, checked))).add(edit);
  if (!draft.id.empty()) body.add(paragraph(casework::link(draft_path(draft.id, "/text"), say("drafting-save"))));
  return body.add(subheading(say("drafting-reading")))
      .add(tag("div", {{"id", "reading"}}, reading(say, draft.text, checked)));
}

Result<http::Response> charter_page(Room& room, const Visit& visit, const Draft& draft) {
  NWD_TRY(const auto checked, room.check(draft.text));
  ui::Page page = visit.page("drafting-title");
  page.body = charter_body(visit, draft, checked);
  page.has_errors = !checked.charter.has_value();
  page.back_href = "/drafts";
  page.wide = true;
  return casework::answer(page);
}

Result<DraftPtr> draft_of(Room& room, const Visit& visit) {
  return room.drafts.find(visit.session().member, visit.request.parameter("id"), visit.now());
}

Result<http::Response> show_list(Room& room, const Visit& visit) {
  const auto& say = visit.say;
  ui::Page page = visit.page("drafting-title");
  page.body = join(heading(say("drafting-heading")), paragraph(say("drafting-what")), subheading(say("drafting-laws")),
                   builtin_cards(visit));
  const auto own = room.drafts.of(visit.session().member, visit.now());
  if (!own.empty()) page.body.add(subheading(say("drafting-own"))).add(draft_cards(visit, own));
  page.body.add(subheading(say("drafting-new"))).add(editor(visit, "", true)).add(hint(say("drafting-kept")));
  page.back_href = "/today";
  return casework::answer(page);
}

Result<http::Response> show_text(Room& room, const Visit& visit) {
  NWD_TRY(const auto draft, draft_of(room, visit));
  http::Response response;
  response.body = draft->text;
  response.with("Content-Type", "text/plain; charset=utf-8");
  response.with("Content-Disposition", "attachment; filename=\"notes.charter\"");
  return response;
}

std::string_view text_in(const ui::Form& form) { return form.value("text"); }

Result<http::Response> keep_text(Room& room, const Visit& visit) {
  NWD_TRY(const auto form, visit.form());
  const auto text = plain_lines(text_in(form));
  NWD_TRY(const auto checked, room.check(text));
  NWD_TRY(const auto draft,
          room.drafts.keep(visit.session().member, text, checked.charter ? checked.charter->title : "", visit.now()));
  const auto then = form.value("then");
  if (checked.charter && then == "verdicts") return http::see_other(draft_path(draft->id, "/verdicts"));
  if (checked.charter && then == "person") return http::see_other(draft_path(draft->id, "/person"));
  return http::see_other(draft_path(draft->id));
}

// The same page for a text that is still being typed: kept nowhere.
Result<http::Response> check_text(Room& room, const Visit& visit) {
  NWD_TRY(const auto form, visit.form());
  return charter_page(room, visit, Draft{"", plain_lines(text_in(form))});
}

Result<void> add_text_route(const RoomPtr& room, const char* pattern, const char* summary,
                            Result<http::Response> (*screen)(Room&, const Visit&)) {
  http::Route route;
  route.method = http::Method::post;
  route.pattern = pattern;
  route.kind = http::Kind::page;
  route.summary = summary;
  route.largest_body = largest_form;
  return room->kit->site.add(std::move(route), drafters(),
                             [room, screen](const http::Request& request, const access::Context& context) {
                               return screen(*room, Visit(*room->kit, request, context));
                             });
}

}  // namespace

void add_charter_pages(const RoomPtr& room, casework::PageRoutes& routes) {
  routes
      .get("/drafts", drafters(), "The laws as charters, and one's own drafts",
           [room](const Visit& visit) { return show_list(*room, visit); })
      .get("/drafts/{id}", drafters(), "A charter with its sources",
           [room](const Visit& visit) -> Result<http::Response> {
             NWD_TRY(const auto draft, draft_of(*room, visit));
             return charter_page(*room, visit, *draft);
           })
      .get("/drafts/{id}/text", drafters(), "A charter's text, to save",
           [room](const Visit& visit) { return show_text(*room, visit); });
}

Result<void> add_text_routes(const RoomPtr& room) {
  NWD_CHECK(add_text_route(room, "/drafts", "Keeps a text in memory and shows it", keep_text));
  return add_text_route(room, "/drafts/check", "What is wrong with a text; kept nowhere", check_text);
}

}  // namespace nwd::drafting
