// What the person is read, in their language, and how they agreed. Nothing is ticked beforehand.
#include "casework/case_access.h"
#include "casework/pages.h"
#include "casework/pages_parts.h"
#include "release/pages.h"
#include "same_person/pages_routes.h"
#include "ui/components.h"
#include "ui/timeline.h"

namespace nwd::same_person {

using casework::Visit;
using release::ConsentGiven;
using release::Giver;
using ui::Html;
using ui::tag;

namespace {

constexpr std::array<ui::Option<ConsentGiven>, 3> ways = {
    {{"1", ConsentGiven::on_screen}, {"2", ConsentGiven::on_paper}, {"3", ConsentGiven::through_interpreter}}};
constexpr std::array<ui::Option<Giver>, 4> givers = {
    {{"0", Giver::person}, {"1", Giver::minor_alone}, {"2", Giver::minor_with_parent}, {"3", Giver::guardian}}};
constexpr std::array<ui::Option<bool>, 2> yes_or_no = {{{"no", false}, {"yes", true}}};
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

ui::Radios radios(const Visit& visit, const ui::Form& form, const std::string& name, std::string_view legend) {
  return {.name = name,
          .fieldset = ui::Fieldset{.legend = {.content = visit.say(legend), .classes = "govuk-fieldset__legend--m"}},
          .error = form_error(form, visit.say, name),
          .value = std::string(form.value(name)),
          .classes = "govuk-radios--small"};
}

Html consent_fields(const Visit& visit, const AgreePage& page, const ui::Form& form) {
  const auto& say = visit.say;
  auto giver = radios(visit, form, "giver", "share-giver");
  giver.hint = ui::Hint{.content = say("share-giver-hint-" + std::string(release::word(page.rules)))};
  const auto allowed = release::givers_under(page.rules);
  for (const auto& one : givers)
    if (std::find(allowed.begin(), allowed.end(), one.means) != allowed.end())
      giver.items.push_back(
          {.value = std::string(one.value), .content = say("share-giver-" + std::string(release::word(one.means)))});
  auto harm = radios(visit, form, "harm", "share-harm");
  harm.hint = ui::Hint{.content = say("share-harm-hint")};
  for (const auto& one : yes_or_no)
    harm.items.push_back({.value = std::string(one.value), .content = say("share-harm-" + std::string(one.value))});
  auto how = radios(visit, form, "how", "consent-how");
  for (const auto& way : ways)
    how.items.push_back(
        {.value = std::string(way.value), .content = say("share-how-" + std::string(release::word(way.means)))});
  return join(render(giver), render(harm), render(how));
}

http::Response page_with(const Visit& visit, const AgreePage& read, const ui::Form& form) {
  const auto& say = visit.say;
  ui::Page page = visit.page("elsewhere-title");
  if (!form.ok()) page.banner = error_summary(form, say);
  page.has_errors = !form.ok();
  page.path = path_of(read);
  const Html fields = join(name_fields(visit, form), consent_fields(visit, read, form),
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

Agreeing agreeing_of(const Visit& visit, const AgreePage& page, ui::Form& form) {
  Agreeing a;
  a.case_id = page.id;
  a.name = form.text("name", {.most = 100, .required = true, .required_key = "find-empty"}).value_or("");
  if (const auto born = form.number("born", {.from = first_year, .to = civil(visit.today()).year}))
    a.born = static_cast<int>(*born);
  a.lasts_ms = lasts_ms;
  a.giver = form.choice<Giver>("giver", givers, true).value_or(Giver::person);
  a.by_who_harmed = form.choice<bool>("harm", yes_or_no, true, "share-harm-empty").value_or(true);
  a.how = form.choice<ConsentGiven>("how", ways, true, "consent-how-empty").value_or(ConsentGiven::spoken);
  a.language = std::string(ui::name(page.language));
  a.agreed_text = text_for(visit, page);
  return a;
}

Result<http::Response> save(const Visit& visit) {
  NWD_TRY(const auto read, read_page(visit));
  NWD_TRY(auto form, visit.form());
  const auto wanted = agreeing_of(visit, read, form);
  if (!form.ok()) return page_with(visit, read, form);
  const auto agreed = visit.write([&](storage::Writer& w) {
    return agree(w, visit.session(), visit.kit.site.random, visit.now(), visit.context.stepped_up, wanted);
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
