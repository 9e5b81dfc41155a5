// What the person is read, in their language, and how they agreed. Nothing is ticked beforehand.
#include "casework/case_access.h"
#include "casework/pages.h"
#include "casework/pages_parts.h"
#include "release/pages.h"
#include "release/pages_consent.h"
#include "same_person/pages_routes.h"
#include "ui/components.h"
#include "ui/timeline.h"

namespace nwd::same_person {

using casework::Visit;
using ui::Html;

namespace {

constexpr std::int64_t lasts_ms = 180 * day_ms;

struct AgreePage {
  CaseId id;
  ui::Locale language = ui::Locale::en;
  release::Rules rules = release::Rules::vawa;
};

ui::Locale locale_in(std::string_view text, ui::Locale otherwise) {
  for (const auto locale : ui::all_locales)
    if (ui::name(locale) == text) return locale;
  return otherwise;
}

std::string path_of(const AgreePage& page) {
  return agree_path(page.id) + "?l=" + std::string(ui::name(page.language));
}

Result<AgreePage> read_page(const Visit& visit) {
  AgreePage page;
  NWD_TRY(page.id, visit.id<CaseId>("case"));
  page.language = locale_in(visit.request.query_value("l").value_or(""), visit.say.locale());
  NWD_CHECK(visit.read([&](storage::Reader& r) -> Result<void> {
    NWD_CHECK(casework::may(r, casework::Asking::of(visit.context), access::Deed::grant_release, page.id));
    NWD_TRY(page.rules, release::rules_of(r, visit.session().organization));
    return {};
  }));
  return page;
}

// In the person's language, whatever the worker's is.
std::string text_for(const Visit& visit, const AgreePage& page) {
  const auto say = visit.kit.messages.in(page.language);
  const std::string until = ui::day_text(visit.kit.local(visit.now() + lasts_ms).day, say);
  const std::string_view from = visit.session().organization_name;
  std::string text = say("elsewhere-read-who", {{"from", from}}) + "\n" + say("elsewhere-read-how") + "\n" +
                     say("elsewhere-read-told") + "\n";
  text += say("elsewhere-read-risk") + "\n" + say("agree-until", {{"day", std::string_view(until)}}) + "\n";
  text += say("agree-stop") + "\n" + say("agree-free") + "\n";
  return text + say("agree-law-" + std::string(release::word(page.rules)));
}

Html other_languages(const Visit& visit, const AgreePage& page) {
  Html links;
  for (const auto locale : ui::all_locales)
    if (locale != page.language) {
      const std::string name(ui::own_name(locale));
      const AgreePage other{page.id, locale, page.rules};
      links.add(casework::paragraph(
          casework::link(path_of(other), visit.say("elsewhere-read-in", {{"language", std::string_view(name)}}))));
    }
  return links;
}

Html name_fields(const Visit& visit, const ui::Form& form) {
  const auto& say = visit.say;
  return join(render(ui::Input{.name = "name",
                               .label = {.content = say("elsewhere-name"), .classes = "govuk-label--m"},
                               .hint = ui::Hint{.content = say("elsewhere-name-hint")},
                               .error = form_error(form, say, "name"),
                               .value = std::string(form.value("name")),
                               .classes = "govuk-input--width-20",
                               .autocomplete = "off",
                               .spellcheck = false}),
              render(ui::Input{.name = "born",
                               .label = {.content = say("elsewhere-born"), .classes = "govuk-label--m"},
                               .hint = ui::Hint{.content = say("elsewhere-born-hint")},
                               .error = form_error(form, say, "born"),
                               .value = std::string(form.value("born")),
                               .classes = "govuk-input--width-4",
                               .inputmode = "numeric",
                               .autocomplete = "off"}));
}

http::Response page_with(const Visit& visit, const AgreePage& read, const ui::Form& form) {
  const auto& say = visit.say;
  ui::Page page = visit.page("elsewhere-title");
  if (!form.ok()) page.banner = error_summary(form, say);
  page.has_errors = !form.ok();
  page.path = path_of(read);
  const Html fields = join(name_fields(visit, form), release::consent_fields(visit, read.rules, form),
                           render(ui::Button{.content = say("elsewhere-save"), .prevent_double_click = true}));
  page.body = join(casework::heading(say("share-read")),
                   release::agreed_view(std::string(ui::name(read.language)), text_for(visit, read)),
                   other_languages(visit, read), visit.post(path_of(read), fields),
                   casework::paragraph(casework::link(elsewhere_path(read.id), say("elsewhere-no-agreement"))));
  page.back_href = elsewhere_path(read.id);
  return casework::answer(page, form.ok() ? 200 : casework::asked_again);
}

Result<http::Response> show(const Visit& visit) {
  NWD_TRY(const auto read, read_page(visit));
  return page_with(visit, read, ui::Form());
}

// none: something is missing, and the form says what.
std::optional<Agreeing> agreeing_of(const Visit& visit, const AgreePage& page, ui::Form& form) {
  Agreeing a;
  a.case_id = page.id;
  a.name = form.text("name", {.most = 100, .required = true, .required_key = "find-empty"}).value_or("");
  if (const auto born = form.number("born", {.from = first_year, .to = civil(visit.today()).year}))
    a.born = static_cast<int>(*born);
  a.lasts_ms = lasts_ms;
  const auto consent = release::consent_in(form);
  if (!consent || !form.ok()) return std::nullopt;
  a.giver = consent->giver;
  a.by_who_harmed = consent->by_who_harmed;
  a.how = consent->how;
  a.language = std::string(ui::name(page.language));
  a.agreed_text = text_for(visit, page);
  return a;
}

Result<http::Response> save(const Visit& visit) {
  NWD_TRY(const auto read, read_page(visit));
  NWD_TRY(auto form, visit.form());
  const auto wanted = agreeing_of(visit, read, form);
  if (!wanted) return page_with(visit, read, form);
  const auto agreed = visit.write([&](storage::Writer& w) {
    return agree(w, visit.session(), visit.kit.site.random, visit.now(), visit.context.stepped_up, *wanted);
  });
  if (agreed || agreed.error().code == Code::conflict) return http::see_other(elsewhere_path(read.id));
  if (agreed.error().code != Code::invalid) return fail(agreed.error());
  form.problems(agreed.error().fields);
  return page_with(visit, read, form);
}

}  // namespace

void add_agree_pages(casework::PageRoutes& routes) {
  const auto sure = access::Rule::of({access::Role::caseworker, access::Role::door_worker}).with_step_up();
  routes.get("/c/{case}/elsewhere/agree", sure, "What the person is read", show)
      .post("/c/{case}/elsewhere/agree", sure, "Keeps what the person agreed to", save);
}

}  // namespace nwd::same_person
