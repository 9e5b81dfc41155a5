// Screen 5: what may be told, to whom, for how long. Nothing is ticked beforehand.
#include <algorithm>
#include <array>

#include "casework/pages.h"
#include "casework/pages_case_views.h"
#include "casework/pages_parts.h"
#include "referral/pages_choice.h"
#include "referral/pages_fits.h"
#include "referral/pages_routes.h"
#include "ui/components.h"

namespace nwd::referral {

using ui::Html;
using ui::tag;

namespace {

struct ReleasePage {
  casework::OpenCase open;
  directory::Service chosen;
  std::vector<directory::Service> next;  // who may be asked after it, in order
};

constexpr std::array<ui::Option<ConsentGiven>, 4> ways = {{{"0", ConsentGiven::spoken},
                                                           {"1", ConsentGiven::on_screen},
                                                           {"2", ConsentGiven::on_paper},
                                                           {"3", ConsentGiven::through_interpreter}}};

ui::Form release_form(const ReleasePage& page, const Choice& choice) {
  const auto& identity = page.open.identity;
  ui::FormValues values{{"called", identity.called}, {"contact", identity.contact}, {"note", identity.note}};
  if (choice.categories.called) values.emplace_back("share", "called");
  if (choice.categories.contact) values.emplace_back("share", "contact");
  if (choice.categories.note) values.emplace_back("share", "note");
  if (choice.beds.size() > 1) values.emplace_back("next", "1");
  if (choice.how) values.emplace_back("how", std::to_string(static_cast<int>(*choice.how)));
  values.emplace_back("days", std::to_string(choice.days));
  return ui::Form(std::move(values));
}

Html share_text(const Visit& visit, const ui::Form& form, const std::string& field) {
  const std::string label = visit.say("tell-" + field + "-label");
  const auto error = form_error(form, visit.say, field);
  const std::string value(form.value(field));
  if (field == "note")
    return render(ui::Textarea{
        .name = field, .label = {.content = label}, .error = error, .value = value, .rows = 3, .autocomplete = "off"});
  return render(ui::Input{.name = field,
                          .label = {.content = label},
                          .error = error,
                          .value = value,
                          .autocomplete = "off",
                          .spellcheck = false});
}

Html share_boxes(const Visit& visit, const ui::Form& form) {
  ui::Checkboxes boxes{
      .name = "share",
      .fieldset = ui::Fieldset{.legend = {.content = visit.say("tell-more"), .classes = "govuk-fieldset__legend--m"}},
      .hint = ui::Hint{.content = visit.say("tell-more-hint")},
      .error = form_error(form, visit.say, "share")};
  for (const auto value : form.values("share")) boxes.values.emplace_back(value);
  for (const std::string field : {"called", "contact", "note"})
    boxes.items.push_back(
        {.value = field, .content = visit.say("tell-" + field), .conditional = share_text(visit, form, field)});
  return render(boxes);
}

Html next_box(const Visit& visit, const ReleasePage& page, const ui::Form& form) {
  if (page.next.empty()) return {};
  Html names;
  for (const auto& service : page.next) names.add(tag("li", {}, bed_name(service)));
  const Html list = tag("ol", {{"class", "govuk-list govuk-list--number"}}, names);
  ui::Checkboxes boxes{
      .name = "next",
      .fieldset = ui::Fieldset{.legend = {.content = visit.say("tell-next"), .classes = "govuk-fieldset__legend--m"}},
      .hint = ui::Hint{.content = visit.say("tell-next-hint")},
      .items = {{.value = "1", .content = visit.say("tell-next-yes")}}};
  if (form.has("next", "1")) boxes.values.emplace_back("1");
  return join(render(boxes), tag("div", {{"class", "nwd-after-box"}}, list));
}

Html consent_fields(const Visit& visit, const ui::Form& form) {
  ui::Radios how{
      .name = "how",
      .fieldset = ui::Fieldset{.legend = {.content = visit.say("consent-how"), .classes = "govuk-fieldset__legend--m"}},
      .hint = ui::Hint{.content = visit.say("consent-hint")},
      .error = form_error(form, visit.say, "how"),
      .value = std::string(form.value("how")),
      .classes = "govuk-radios--small"};
  for (const auto& way : ways)
    how.items.push_back(
        {.value = std::string(way.value), .content = visit.say("consent-" + std::string(word(way.means)))});
  ui::Select days{.name = "days",
                  .label = {.content = visit.say("consent-days")},
                  .hint = ui::Hint{.content = visit.say("consent-days-hint")},
                  .value = std::string(form.value("days"))};
  for (const int count : offered_days)
    days.items.push_back({.value = std::to_string(count), .text = visit.say("days-count", {{"count", count}})});
  return join(render(how), render(days));
}

Html release_view(const Visit& visit, const ReleasePage& page, const ui::Form& form) {
  const auto& say = visit.say;
  const std::string recipient = page.chosen.organization_name;
  const Html fields = join(share_boxes(visit, form), next_box(visit, page, form), consent_fields(visit, form),
                           render(ui::Button{.content = say("continue"), .prevent_double_click = true}));
  Html body = casework::heading(say("tell-question", {{"recipient", std::string_view(recipient)}}),
                                casework::step_words(say, 5));
  body.add(casework::paragraph(say("tell-ask-person", {{"recipient", std::string_view(recipient)}})));
  body.add(casework::subheading(say("tell-needed"))).add(casework::hint(say("tell-needed-hint")));
  body.add(casework::answers_view(say, page.open.facts));
  body.add(visit.post(visit.path(), fields));
  body.add(render(ui::InsetText{.content = say("tell-take-back")}));
  return body.add(
      casework::paragraph(join(say("tell-no"), ui::trusted(" "),
                               casework::link(casework::intake_path(page.open.record.id, 4), say("tell-no-back")))));
}

// Who may be asked after the chosen one: those of today's list that answer here, nearest and readiest first.
std::vector<directory::Service> next_of(const Beds& beds, directory::ServiceId chosen) {
  std::vector<directory::Service> next;
  for (const auto& listed : beds.listed) {
    if (next.size() + 1 >= longest_list) break;
    if (listed.can_be_asked() && listed.service.id != chosen) next.push_back(listed.service);
  }
  return next;
}

Result<ReleasePage> read_release_page(storage::Writer& writer, const Visit& visit, directory::Catalogues& catalogues,
                                      casework::CaseId id, directory::ServiceId chosen) {
  ReleasePage page;
  NWD_TRY(page.open, casework::read_case(writer, visit.session(), visit.now(), id));
  NWD_TRY(auto service, directory::find_service(writer, chosen));
  if (!service || !service->connected) return fail(Code::not_found, "This bed cannot be asked for here.");
  page.chosen = *std::move(service);
  NWD_TRY(const auto beds, beds_for(writer, catalogues, page.open.facts, visit.today()));
  page.next = next_of(beds, chosen);
  return page;
}

Result<http::Response> release_page(const Visit& visit, const ReleasePage& read, const ui::Form& form) {
  ui::Page page = visit.page("step-5-title");
  if (!form.ok()) page.banner = error_summary(form, visit.say);
  page.has_errors = !form.ok();
  page.body = release_view(visit, read, form);
  page.back_href = casework::intake_path(read.open.record.id, 4);
  return casework::answer(page, form.ok() ? 200 : casework::asked_again);
}

Result<ReleasePage> read_release(const Visit& visit, directory::Catalogues& catalogues, casework::CaseId id,
                                 const Choice& choice) {
  return visit.read_logged(
      [&](storage::Writer& w) { return read_release_page(w, visit, catalogues, id, choice.beds.front()); });
}

Result<http::Response> show_release(const Visit& visit, directory::Catalogues& catalogues) {
  NWD_TRY(const auto id, visit.id<casework::CaseId>("case"));
  const Choice choice = choice_from(visit.request.query);
  if (choice.beds.empty()) return http::see_other(casework::intake_path(id, 4));
  NWD_TRY(const auto page, read_release(visit, catalogues, id, choice));
  return release_page(visit, page, release_form(page, choice));
}

struct Told {
  casework::Identity identity;
  Choice choice;
};

// Kept as bytes: a word in another script fills the space sooner than its letters say.
std::string told_text(ui::Form& form, const std::string& field, std::size_t most_bytes, bool lines = false) {
  auto text = form.text(field, {.most = most_bytes, .lines = lines}).value_or("");
  if (text.size() > most_bytes) form.problem(field, "text-too-long");
  const bool to_tell = form.has("share", field);
  if (to_tell && text.empty()) form.problem(field, "tell-empty");
  return text;
}

Told told_of(ui::Form& form, const ReleasePage& page) {
  Told told;
  told.identity.called = told_text(form, "called", 100);
  told.identity.contact = told_text(form, "contact", 200);
  told.identity.note = told_text(form, "note", 2000, true);
  told.choice.categories = {.needed = true,
                            .called = form.has("share", "called"),
                            .contact = form.has("share", "contact"),
                            .note = form.has("share", "note")};
  told.choice.how = form.choice<ConsentGiven>("how", ways, true, "consent-how-empty");
  told.choice.days = choice_from({{"d", std::string(form.value("days"))}}).days;
  told.choice.beds = {page.chosen.id};
  if (!form.has("next", "1")) return told;
  for (const auto& service : page.next) told.choice.beds.push_back(service.id);
  return told;
}

Result<http::Response> save_release(const Visit& visit, directory::Catalogues& catalogues) {
  NWD_TRY(const auto id, visit.id<casework::CaseId>("case"));
  NWD_TRY(auto form, visit.form());
  const Choice before = choice_from(visit.request.query);
  if (before.beds.empty()) return http::see_other(casework::intake_path(id, 4));
  NWD_TRY(const auto page, read_release(visit, catalogues, id, before));
  const Told told = told_of(form, page);
  if (!form.ok()) return release_page(visit, page, form);
  if (told.identity != page.open.identity) {
    NWD_TRY(const auto saved, visit.write([&](storage::Writer& w) {
      return casework::save_intake(w, visit.session(), visit.now(), id, page.open.record.version, page.open.facts,
                                   told.identity);
    }));
    static_cast<void>(saved);
  }
  return http::see_other(casework::intake_path(id, 6) + told.choice.query());
}

}  // namespace

void add_release_pages(PageRoutes& routes, directory::Catalogues& catalogues) {
  const auto door = access::Rule::of({access::Role::door_worker});
  routes
      .get("/i/{case}/5", door, "What may we tell them?",
           [&catalogues](const Visit& visit) { return show_release(visit, catalogues); })
      .post("/i/{case}/5", door, "Keeps what may be told",
            [&catalogues](const Visit& visit) { return save_release(visit, catalogues); });
}

}  // namespace nwd::referral
