// The page on which whoever holds a record opens the person's own sign-in, with the person beside them.
#include "casework/pages.h"
#include "casework/pages_parts.h"
#include "casework/pages_passphrase.h"
#include "person/names.h"
#include "person/pages_routes.h"
#include "ui/components.h"

namespace nwd::person {

using casework::Asking;
using ui::Html;

namespace {

std::string door_path(CaseId id) { return casework::case_path(id) + "/door"; }

// A name that was chosen before something else was wrong stays offered.
std::vector<std::string> names_for(const Visit& visit, const ui::Form& form) {
  const auto fresh = offer_names(visit.kit.site.random, visit.say.locale());
  std::vector<std::string> names(fresh.begin(), fresh.end());
  const auto chosen = form.value("sign_in");
  const bool taken = form_error(form, visit.say, "sign_in").has_value();
  if (could_be_offered(chosen) && !taken) names.front() = chosen;
  return names;
}

Html new_door_form(const Visit& visit, CaseId id, const ui::Form& form) {
  const auto& say = visit.say;
  ui::Radios radios{
      .name = "sign_in",
      .fieldset = ui::Fieldset{.legend = {.content = say("door-name"), .classes = "govuk-fieldset__legend--m"}},
      .hint = ui::Hint{.content = say("door-name-hint")},
      .error = form_error(form, say, "sign_in"),
      .value = std::string(form.value("sign_in"))};
  for (const auto& name : names_for(visit, form)) radios.items.push_back({.value = name, .content = name});
  return visit.post(door_path(id), join(render(radios), casework::subheading(say("door-passphrase")),
                                        casework::paragraph(say("door-passphrase-theirs")),
                                        casework::new_passphrase_fields(visit, form),
                                        render(ui::Button{.content = say("door-open"), .prevent_double_click = true})));
}

Html shut_view(const Visit& visit, CaseId id, const ui::Form& form) {
  const auto& say = visit.say;
  return join(casework::heading(say("door-heading")), casework::paragraph(say("door-what")),
              casework::bullets({say("door-shows-plan"), say("door-shows-sharing"), say("door-shows-looked")}),
              casework::paragraph(say("door-never")), render(ui::InsetText{.content = say("door-ask-first")}),
              casework::subheading(say("door-choice")),
              casework::bullets({say("door-off"), say("door-lost"), say("door-forced")}),
              new_door_form(visit, id, form));
}

Html open_view(const Visit& visit, const Door& door) {
  const auto& say = visit.say;
  const std::string day = casework::day_words(visit, door.opened);
  ui::SummaryList list;
  list.rows.push_back({.key = say("door-address"), .value = home});
  list.rows.push_back({.key = say("sign-in-name"), .value = door.sign_in});
  const Html button = render(
      ui::Button{.content = say("door-close"), .classes = "govuk-button--warning", .prevent_double_click = true});
  return join(casework::heading(say("door-heading")),
              casework::paragraph(say("door-since", {{"day", std::string_view(day)}})), render(list),
              casework::paragraph(say("door-address-hint")), casework::subheading(say("door-closing")),
              casework::paragraph(say("door-closing-what")), visit.post(door_path(door.case_id) + "/close", button));
}

Result<http::Response> door_page(const Visit& visit, CaseId id, const ui::Form& form) {
  NWD_TRY(const auto door, visit.read([&](storage::Reader& r) { return door_of(r, Asking::of(visit.context), id); }));
  ui::Page page = visit.page("door-title");
  if (!form.ok()) page.banner = error_summary(form, visit.say);
  page.has_errors = !form.ok();
  page.path = door_path(id);
  page.back_href = casework::case_path(id);
  page.body = door ? open_view(visit, *door) : shut_view(visit, id, form);
  return casework::answer(page, form.ok() ? 200 : casework::asked_again);
}

Result<http::Response> show_door(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  return door_page(visit, id, ui::Form());
}

Result<http::Response> open_now(const Visit& visit) {
  auto& site = visit.kit.site;
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  NWD_TRY(auto form, visit.form());
  casework::check_typed_twice(form);
  if (form.value("sign_in").empty()) form.problem("sign_in", "door-name-choose");
  if (!form.ok()) return door_page(visit, id, form);
  const auto opened = open_door(site.database, site.derivations, site.random, Asking::of(visit.context),
                                {id, form.value("sign_in"), form.value("passphrase")});
  if (!opened && opened.error().code == Code::invalid) {
    form.problems(opened.error().fields);
    return door_page(visit, id, form);
  }
  if (!opened) return fail(opened.error());
  return http::see_other(door_path(id));
}

Result<http::Response> close_now(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  NWD_CHECK(visit.write([&](storage::Writer& w) { return close_door(w, Asking::of(visit.context), id); }));
  return http::see_other(door_path(id));
}

}  // namespace

void add_door_pages(PageRoutes& routes) {
  const auto caseworker = access::Rule::of({access::Role::caseworker});
  routes.get("/c/{case}/door", caseworker.with_step_up(), "The person's own sign-in", show_door)
      .post("/c/{case}/door", caseworker.with_step_up(), "Opens the person's own sign-in", open_now)
      .post("/c/{case}/door/close", caseworker, "Closes the person's own sign-in", close_now);
}

}  // namespace nwd::person
