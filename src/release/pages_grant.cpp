// Sharing more: first what, with whom, what for and how long; then what the person is read, in their language, and how
// they agreed. Nothing is ticked beforehand, and saying no ends nothing.
#include "access/organization_list.h"
#include "casework/pages.h"
#include "casework/pages_notes.h"
#include "casework/pages_parts.h"
#include "release/agreed.h"
#include "release/pages_choice.h"
#include "release/pages_consent.h"
#include "release/pages_routes.h"
#include "ui/components.h"

namespace nwd::release {

using ui::Html;
using ui::tag;

namespace {

std::string share_path(CaseId id) { return casework::case_path(id) + "/share"; }

// --- what, with whom ---

struct FirstPage {
  CaseId id;
  std::vector<access::Organization> others;
};

Html recipient_field(const Visit& visit, const FirstPage& page, const ui::Form& form) {
  ui::Select select{.name = "recipient",
                    .label = {.content = visit.say("share-recipient"), .classes = "govuk-label--m"},
                    .error = form_error(form, visit.say, "recipient"),
                    .value = std::string(form.value("recipient"))};
  select.items.push_back({.value = "", .text = visit.say("share-choose")});
  for (const auto& other : page.others) select.items.push_back({.value = other.id.text(), .text = other.name});
  return render(select);
}

Html parts_field(const Visit& visit, const ui::Form& form) {
  ui::Checkboxes boxes{
      .name = "part",
      .fieldset = ui::Fieldset{.legend = {.content = visit.say("share-what"), .classes = "govuk-fieldset__legend--m"}},
      .hint = ui::Hint{.content = visit.say("share-what-hint")},
      .error = form_error(form, visit.say, "part")};
  for (const auto value : form.values("part")) boxes.values.emplace_back(value);
  for (int n = 0; n < casework::compartment_count; ++n) {
    const auto part = static_cast<Compartment>(n);
    boxes.items.push_back({.value = casework::number_of(part), .content = casework::part_name(visit.say, part)});
  }
  return render(boxes);
}

Html purpose_field(const Visit& visit, const ui::Form& form) {
  ui::Radios radios{.name = "purpose",
                    .fieldset = ui::Fieldset{.legend = {.content = visit.say("share-purpose"),
                                                        .classes = "govuk-fieldset__legend--m"}},
                    .error = form_error(form, visit.say, "purpose"),
                    .value = std::string(form.value("purpose")),
                    .classes = "govuk-radios--small"};
  for (int p = 1; p < purpose_count; ++p)
    radios.items.push_back({.value = std::to_string(p), .content = purpose_words(visit.say, static_cast<Purpose>(p))});
  return render(radios);
}

Html days_field(const Visit& visit, const ui::Form& form) {
  ui::Select select{.name = "days",
                    .label = {.content = visit.say("consent-days"), .classes = "govuk-label--m"},
                    .hint = ui::Hint{.content = visit.say("share-days-hint")},
                    .value = std::string(form.value("days"))};
  for (const int days : offered_days)
    select.items.push_back({.value = std::to_string(days), .text = visit.say("days-count", {{"count", days}})});
  return render(select);
}

Html language_field(const Visit& visit, const ui::Form& form) {
  ui::Select select{.name = "language",
                    .label = {.content = visit.say("share-language"), .classes = "govuk-label--m"},
                    .value = std::string(form.value("language"))};
  for (const auto locale : ui::all_locales)
    select.items.push_back({.value = std::string(ui::name(locale)), .text = std::string(ui::own_name(locale))});
  return render(select);
}

Result<http::Response> first_page(const Visit& visit, const FirstPage& read, const ui::Form& form) {
  const auto& say = visit.say;
  const Html fields = join(recipient_field(visit, read, form), parts_field(visit, form), purpose_field(visit, form),
                           days_field(visit, form), language_field(visit, form),
                           render(ui::Button{.content = say("continue"), .prevent_double_click = true}));
  ui::Page page = visit.page("sharing-title");
  if (!form.ok()) page.banner = error_summary(form, say);
  page.has_errors = !form.ok();
  page.path = share_path(read.id);
  page.body = join(casework::heading(say("share-heading"), say("step-of", {{"step", 1}, {"steps", 2}})),
                   casework::paragraph(say("share-free")), visit.post(share_path(read.id), fields));
  page.back_href = sharing_path(read.id);
  return casework::answer(page, form.ok() ? 200 : casework::asked_again);
}

Result<FirstPage> read_first(const Visit& visit) {
  FirstPage page;
  NWD_TRY(page.id, visit.id<CaseId>("case"));
  NWD_CHECK(visit.read([&](storage::Reader& r) -> Result<void> {
    NWD_CHECK(casework::compartments_of(r, visit.session(), page.id));
    NWD_TRY(page.others, access::organizations_with(r, {access::Role::caseworker, access::Role::navigator}));
    return {};
  }));
  std::erase_if(page.others, [&](const auto& other) { return other.id == visit.session().organization; });
  return page;
}

Result<http::Response> show_first(const Visit& visit) {
  NWD_TRY(const auto read, read_first(visit));
  ui::FormValues values{{"days", "30"}, {"language", std::string(ui::name(visit.say.locale()))}};
  return first_page(visit, read, ui::Form(std::move(values)));
}

Result<http::Response> save_first(const Visit& visit) {
  NWD_TRY(const auto read, read_first(visit));
  NWD_TRY(auto form, visit.form());
  const auto recipient = access::OrganizationId::parse(form.value("recipient"));
  if (!recipient) form.problem("recipient", "share-recipient-empty");
  Compartments parts;
  for (const auto value : form.values("part"))
    if (const auto part = casework::compartment_of(value)) parts.add(*part);
  if (parts.empty()) form.problem("part", "share-nothing");
  if (form.value("purpose").empty()) form.problem("purpose", "share-purpose-empty");
  if (!form.ok()) return first_page(visit, read, form);
  const auto choice = choice_from({{"r", recipient->text()},
                                   {"k", std::to_string(parts.bits())},
                                   {"p", std::string(form.value("purpose"))},
                                   {"d", std::string(form.value("days"))},
                                   {"l", std::string(form.value("language"))}});
  if (!choice) return fail(Code::invalid, "This was not offered.");
  return http::see_other(share_path(read.id) + "/2" + choice->query());
}

// --- what the person is read, and how they agreed ---

struct SecondPage {
  CaseId id;
  Choice choice;
  std::string recipient;
  Rules rules = Rules::vawa;
};

// In the person's language, whatever the worker's is.
std::string text_for(const Visit& visit, const SecondPage& page) {
  const Day last = visit.kit.local(visit.now() + page.choice.days * day_ms).day;
  return agreed_text(visit.kit.messages.in(page.choice.language),
                     {visit.session().organization_name, page.recipient, page.choice.compartments, page.choice.purpose,
                      last, page.rules});
}

std::string language_of(const SecondPage& page) { return std::string(ui::name(page.choice.language)); }

Result<http::Response> second_page(const Visit& visit, const SecondPage& read, const ui::Form& form) {
  const auto& say = visit.say;
  const std::string query = read.choice.query();
  const Html fields = join(consent_fields(visit, read.rules, form),
                           render(ui::Button{.content = say("share-save"), .prevent_double_click = true}));
  ui::Page page = visit.page("sharing-title");
  if (!form.ok()) page.banner = error_summary(form, say);
  page.has_errors = !form.ok();
  page.path = share_path(read.id) + "/2" + query;
  page.body = join(casework::heading(say("share-read"), say("step-of", {{"step", 2}, {"steps", 2}})),
                   agreed_view(language_of(read), text_for(visit, read)),
                   casework::paragraph(casework::link(share_path(read.id) + "/paper" + query, say("share-paper"))),
                   visit.post(share_path(read.id) + "/2" + query, fields),
                   casework::paragraph(casework::link(sharing_path(read.id), say("share-no"))));
  page.back_href = share_path(read.id);
  return casework::answer(page, form.ok() ? 200 : casework::asked_again);
}

// None: what stands in the address is no choice, or of an organization that is not there.
Result<std::optional<SecondPage>> read_second(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  const auto choice = choice_from(visit.request.query);
  if (!choice) return std::optional<SecondPage>{};
  return visit.read([&](storage::Reader& r) -> Result<std::optional<SecondPage>> {
    NWD_CHECK(casework::compartments_of(r, visit.session(), id));
    NWD_TRY(const auto recipient, access::find_organization(r, choice->recipient));
    if (!recipient) return std::optional<SecondPage>{};
    NWD_TRY(const auto rules, rules_of(r, visit.session().organization));
    return std::optional(SecondPage{id, *choice, recipient->name, rules});
  });
}

Result<http::Response> to_first(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  return http::see_other(share_path(id));
}

Result<http::Response> show_second(const Visit& visit) {
  NWD_TRY(const auto read, read_second(visit));
  return read ? second_page(visit, *read, ui::Form()) : to_first(visit);
}

Result<http::Response> save_second(const Visit& visit) {
  NWD_TRY(const auto read, read_second(visit));
  if (!read) return to_first(visit);
  NWD_TRY(auto form, visit.form());
  const auto consent = consent_in(form);
  if (!consent) return second_page(visit, *read, form);
  Grant wanted;
  wanted.case_id = read->id;
  wanted.recipient = read->choice.recipient;
  wanted.compartments = read->choice.compartments;
  wanted.purpose = read->choice.purpose;
  wanted.lasts_ms = read->choice.days * day_ms;
  wanted.how = consent->how;
  wanted.giver = consent->giver;
  wanted.by_who_harmed = consent->by_who_harmed;
  wanted.language = language_of(*read);
  wanted.agreed_text = text_for(visit, *read);
  const auto given = visit.write([&](storage::Writer& w) {
    return grant(w, visit.session(), visit.kit.site.random, visit.now(), visit.context.stepped_up, wanted);
  });
  if (given) return http::see_other(sharing_path(read->id));
  if (given.error().code != Code::invalid) return fail(given.error());
  form.problems(given.error().fields);
  return second_page(visit, *read, form);
}

// Two copies' worth: the text, a line for each signature, a line for whoever read it out.
Result<http::Response> show_paper(const Visit& visit) {
  NWD_TRY(const auto read, read_second(visit));
  if (!read) return to_first(visit);
  const auto say = visit.kit.messages.in(read->choice.language);
  Html lines;
  for (const std::string_view key : {"paper-signed", "paper-parent", "paper-read-by", "paper-day"})
    lines.add(tag("p", {{"class", "govuk-body nwd-line-to-sign"}}, say(key)));
  ui::Page page = visit.page("sharing-title");
  page.path = share_path(read->id) + "/paper" + read->choice.query();
  page.body = join(casework::hint(visit.say("share-print-hint")),
                   tag("div", {{"lang", language_of(*read)}}, casework::heading(say("paper-heading")),
                       agreed_view(language_of(*read), text_for(visit, *read)), lines));
  page.back_href = share_path(read->id) + "/2" + read->choice.query();
  return casework::answer(page);
}

}  // namespace

void add_grant_pages(PageRoutes& routes) {
  const auto holders = access::Rule::of({access::Role::caseworker, access::Role::door_worker});
  const auto sure = holders.with_step_up();
  routes.get("/c/{case}/share", sure, "What to share, with whom, what for, how long", show_first)
      .post("/c/{case}/share", sure, "Keeps that and goes on", save_first)
      .get("/c/{case}/share/2", sure, "What the person is read", show_second)
      .post("/c/{case}/share/2", sure, "Keeps what the person agreed to", save_second)
      .get("/c/{case}/share/paper", holders, "The same to print and sign", show_paper);
}

}  // namespace nwd::release
