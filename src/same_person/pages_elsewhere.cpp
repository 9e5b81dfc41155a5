// Of one case: whether the person agreed, whom it was asked of, what came of it, how it stops.
#include "access/organization_list.h"
#include "casework/pages.h"
#include "casework/pages_parts.h"
#include "release/pages.h"
#include "same_person/pages_routes.h"
#include "ui/components.h"

namespace nwd::same_person {

using casework::Visit;
using ui::Html;
using ui::tag;

namespace {

struct ElsewherePage {
  CaseId id;
  std::optional<Agreed> agreed;
  std::vector<Asked> asked;
  std::vector<Known> known;
  std::vector<access::Organization> others;
};

Result<ElsewherePage> read_page(storage::Reader& reader, const Visit& visit, CaseId id) {
  ElsewherePage page;
  page.id = id;
  NWD_TRY(page.agreed, agreed_of(reader, visit.session(), visit.now(), id));
  if (!page.agreed) return page;
  NWD_TRY(page.asked, asked_of(reader, visit.session(), visit.now(), id));
  NWD_TRY(page.known, known_since(reader, visit.session(), visit.now(), page.agreed->given));
  std::erase_if(page.known, [&](const Known& one) { return one.case_id != id; });
  NWD_TRY(page.others, access::organizations_with(reader, {access::Role::caseworker}));
  std::erase_if(page.others, [&](const auto& other) { return other.id == visit.session().organization; });
  return page;
}

Html known_view(const Visit& visit, const ElsewherePage& page) {
  Html all;
  for (const auto& one : page.known)
    all.add(render(ui::InsetText{.content = visit.say("elsewhere-known", {{"who", std::string_view(one.where)}})}));
  return all;
}

// A question without an answer, and one whose answer says nothing, are told of in the same words but for that.
Html asked_view(const Visit& visit, const ElsewherePage& page) {
  if (page.asked.empty()) return casework::paragraph(visit.say("elsewhere-asked-nobody"));
  std::vector<ui::Content> lines;
  for (const auto& one : page.asked) {
    const std::string day = casework::day_words(visit, one.at);
    const std::string_view key = one.waiting ? "elsewhere-waits" : one.known ? "elsewhere-yes" : "elsewhere-no";
    lines.emplace_back(visit.say(key, {{"who", std::string_view(one.to)}, {"day", std::string_view(day)}}));
  }
  return casework::bullets(lines);
}

Html ask_form(const Visit& visit, const ElsewherePage& page, const ui::Form& form) {
  if (!visit.session().has(access::Role::caseworker)) return {};
  ui::Select select{.name = "to",
                    .label = {.content = visit.say("elsewhere-ask-label"), .classes = "govuk-label--m"},
                    .hint = ui::Hint{.content = visit.say("elsewhere-ask-hint")},
                    .error = form_error(form, visit.say, "to"),
                    .value = std::string(form.value("to"))};
  select.items.push_back({.value = "", .text = visit.say("share-choose")});
  for (const auto& other : page.others) select.items.push_back({.value = other.id.text(), .text = other.name});
  return visit.post(elsewhere_path(page.id) + "/ask",
                    join(render(select), render(ui::Button{.content = visit.say("elsewhere-ask"),
                                                           .classes = "govuk-button--secondary",
                                                           .prevent_double_click = true})));
}

Html agreed_view(const Visit& visit, const ElsewherePage& page, const ui::Form& form) {
  const auto& say = visit.say;
  const std::string day = casework::day_words(visit, page.agreed->given);
  const std::string until = casework::day_words(visit, page.agreed->expires);
  Html body = casework::paragraph(
      say("elsewhere-agreed", {{"day", std::string_view(day)}, {"until", std::string_view(until)}}));
  body.add(render(ui::Details{.summary = say("sharing-agreed"),
                              .content = release::agreed_view(page.agreed->language, page.agreed->agreed_text)}));
  body.add(casework::subheading(say("elsewhere-asked"))).add(asked_view(visit, page)).add(ask_form(visit, page, form));
  body.add(casework::subheading(say("elsewhere-stop-heading"))).add(casework::paragraph(say("elsewhere-stop-what")));
  return body.add(visit.post(elsewhere_path(page.id) + "/stop", render(ui::Button{.content = say("elsewhere-stop"),
                                                                                  .classes = "govuk-button--warning",
                                                                                  .prevent_double_click = true})));
}

Html not_agreed_view(const Visit& visit, const ElsewherePage& page) {
  const auto& say = visit.say;
  return join(
      casework::paragraph(say("elsewhere-not-agreed")), casework::paragraph(say("share-free")),
      render(ui::Button{
          .content = say("elsewhere-agree"), .href = agree_path(page.id), .classes = "govuk-button--secondary"}));
}

http::Response page_with(const Visit& visit, const ElsewherePage& read, const ui::Form& form) {
  ui::Page page = visit.page("elsewhere-title");
  if (!form.ok()) page.banner = error_summary(form, visit.say);
  page.has_errors = !form.ok();
  page.path = elsewhere_path(read.id);
  page.body = join(casework::heading(visit.say("elsewhere-heading")), known_view(visit, read),
                   casework::paragraph(visit.say("elsewhere-lead")),
                   read.agreed ? agreed_view(visit, read, form) : not_agreed_view(visit, read));
  page.back_href = release::sharing_path(read.id);
  return casework::answer(page, form.ok() ? 200 : casework::asked_again);
}

Result<http::Response> show(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  NWD_TRY(const auto read, visit.read([&](storage::Reader& r) { return read_page(r, visit, id); }));
  return page_with(visit, read, ui::Form());
}

Result<http::Response> ask_other(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  NWD_TRY(auto form, visit.form());
  const auto to = access::OrganizationId::parse(form.value("to"));
  if (!to) form.problem("to", "elsewhere-choose");
  if (to) {
    const auto asked = visit.write(
        [&](storage::Writer& w) { return ask(w, visit.session(), visit.kit.site.random, visit.now(), id, *to); });
    if (asked) return http::see_other(elsewhere_path(id));
    switch (asked.error().code) {
      case Code::invalid: form.problems(asked.error().fields); break;
      case Code::conflict: form.problem("to", "elsewhere-asked-lately"); break;
      case Code::rate_limited: form.problem("to", "elsewhere-asked-often"); break;
      default: return fail(asked.error());
    }
  }
  NWD_TRY(const auto read, visit.read([&](storage::Reader& r) { return read_page(r, visit, id); }));
  return page_with(visit, read, form);
}

Result<http::Response> stop_now(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  NWD_CHECK(visit.write([&](storage::Writer& w) { return stop(w, visit.session(), visit.now(), id); }));
  return http::see_other(elsewhere_path(id));
}

}  // namespace

void add_elsewhere_pages(casework::PageRoutes& routes) {
  const auto holders = access::Rule::of({access::Role::caseworker, access::Role::door_worker});
  const auto askers = access::Rule::of({access::Role::caseworker});
  routes.get("/c/{case}/elsewhere", holders, "Whether others help the same person, as they agreed", show)
      .post("/c/{case}/elsewhere/ask", askers, "Asks one organization", ask_other)
      .post("/c/{case}/elsewhere/stop", holders, "Ends it, as the person wants", stop_now);
}

}  // namespace nwd::same_person
