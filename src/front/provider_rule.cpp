// The administrator's page that names the organization's own sign-in page, and what is asked of its word.
#include "access/policy.h"
#include "casework/pages_parts.h"
#include "front/providers.h"
#include "ui/components.h"

namespace nwd::front {

using ui::Html;

namespace {

constexpr auto page_path = "/organization/provider";

Result<void> may(const Visit& visit) {
  access::Relation relation;
  relation.own_organization = true;
  return access::decide(visit.session(), access::Deed::manage_members, relation);
}

struct Told {
  std::optional<oidc::Provider> provider;
  access::ProviderRule rule;
  std::int64_t linked = 0;
  std::int64_t all = 0;
};
Result<Told> read_told(const Visit& visit) {
  return visit.read([&](storage::Reader& reader) -> Result<Told> {
    Told told;
    const auto organization = visit.session().organization;
    NWD_TRY(told.provider, oidc::provider_of(reader, organization));
    NWD_TRY(told.rule, access::provider_rule(reader, organization));
    NWD_TRY(told.linked, oidc::count_links(reader, organization));
    NWD_TRY(const auto members, access::members_of(reader, organization));
    for (const auto& one : members)
      if (one.active) ++told.all;
    return told;
  });
}

Html text_field(const Visit& visit, const ui::Form& form, std::string_view name, std::string_view label,
                std::string_view hint, std::string_view kept) {
  const auto typed = form.value(name);
  return render(ui::Input{.name = std::string(name),
                          .label = {.content = visit.say(label)},
                          .hint = ui::Hint{.content = visit.say(hint)},
                          .error = form_error(form, visit.say, name),
                          .value = std::string(form.ok() ? kept : typed),
                          .autocomplete = "off",
                          .autocapitalize = "none",
                          .spellcheck = false});
}

Html rule_boxes(const Visit& visit, const access::ProviderRule& rule) {
  ui::Checkboxes boxes{.name = "rule",
                       .fieldset = ui::Fieldset{.legend = {.content = visit.say("provider-rule-legend"),
                                                           .classes = "govuk-fieldset__legend--m"}},
                       .items = {{.value = "second", .content = visit.say("provider-rule-second")},
                                 {.value = "demanded", .content = visit.say("provider-rule-demanded")}}};
  if (rule.second_factor) boxes.values.emplace_back("second");
  if (rule.demanded) boxes.values.emplace_back("demanded");
  return render(boxes);
}

// What whoever looks after the provider types there, and what members are told.
Html addresses(const ProviderDesk& desk, const Visit& visit, const Told& told) {
  ui::SummaryList list{
      .rows = {{.key = visit.say("provider-redirect"), .value = outside(desk, visit, "/sign-in/back")}}};
  if (told.provider)
    list.rows.push_back({.key = visit.say("provider-address"), .value = outside(desk, visit, page_of(*told.provider))});
  return render(list);
}

Html remove_part(const Visit& visit, const Told& told) {
  if (!told.provider) return {};
  const Html button = render(ui::Button{.content = visit.say("provider-remove"), .classes = "govuk-button--warning"});
  return join(casework::subheading(visit.say("provider-remove")),
              casework::paragraph(visit.say("provider-remove-what")),
              visit.post(std::string(page_path) + "/remove", button));
}

Result<http::Response> rule_page(const ProviderDesk& desk, const Visit& visit, const ui::Form& form, int status) {
  NWD_CHECK(may(visit));
  NWD_TRY(const auto told, read_told(visit));
  const auto& say = visit.say;
  ui::Page page = visit.page("provider-rule-title");
  if (!form.ok()) page.banner = error_summary(form, say);
  if (form.ok() && visit.request.query_value("done"))
    page.banner = render(ui::NotificationBanner{.content = say("rule-saved"), .title = say("done"), .success = true});
  page.has_errors = !form.ok();
  page.path = page_path;
  page.back_href = "/account";
  const std::string issuer = told.provider ? told.provider->issuer : "";
  const std::string client = told.provider ? told.provider->client : "";
  const Html fields = join(text_field(visit, form, "issuer", "provider-issuer", "provider-issuer-hint", issuer),
                           text_field(visit, form, "client", "provider-client", "provider-client-hint", client),
                           rule_boxes(visit, told.rule),
                           render(ui::Button{.content = say("provider-save"), .prevent_double_click = true}));
  page.body = join(casework::heading(say("provider-rule-heading")), casework::paragraph(say("provider-rule-what")),
                   casework::paragraph(say("provider-rule-keys")), addresses(desk, visit, told));
  if (told.provider)
    page.body.add(casework::paragraph(say("provider-linked", {{"linked", told.linked}, {"all", told.all}})));
  page.body.add(visit.post(page_path, fields)).add(remove_part(visit, told));
  return casework::answer(page, status);
}

// Saved only once it has answered: a mistyped address would lead everybody to a page that is down.
Result<void> ask_it(ProviderDesk& desk, const Visit& visit, const oidc::NewProvider& wanted) {
  oidc::Provider asked;
  asked.id = oidc::ProviderId::random(visit.kit.site.random);  // under a name of its own: what was known before stays
  asked.issuer = wanted.issuer;
  NWD_CHECK(desk.desk.talk.metadata(asked, visit.now()));
  return {};
}

Result<http::Response> save(ProviderDesk& desk, const Visit& visit) {
  NWD_CHECK(may(visit));
  auto& site = visit.kit.site;
  NWD_TRY(auto form, visit.form());
  const auto issuer = form.text("issuer", {.most = 255, .required = true});
  const auto client = form.text("client", {.most = 255, .required = true});
  const access::ProviderRule rule{form.has("rule", "demanded"), form.has("rule", "second")};
  if (!form.ok()) return rule_page(desk, visit, form, casework::asked_again);
  const oidc::NewProvider wanted{*issuer, *client};
  const auto answered = ask_it(desk, visit, wanted);
  if (!answered && !is_down(answered.error().code)) return fail(answered.error());
  if (!answered) {
    form.problem("issuer", "provider-issuer-silent");
    return rule_page(desk, visit, form, casework::asked_again);
  }
  const auto set = visit.write([&](storage::Writer& writer) -> Result<void> {
    NWD_CHECK(
        oidc::set_provider(writer, site.random, *site.derivations.keyring(), visit.now(), visit.session(), wanted));
    return access::set_provider_rule(writer, visit.now(), visit.session().organization, rule, visit.session().member);
  });
  if (!set && set.error().code == Code::invalid) {
    form.problems(set.error().fields);
    return rule_page(desk, visit, form, casework::asked_again);
  }
  NWD_CHECK(set);
  return http::see_other(std::string(page_path) + "?done=1");
}

Result<http::Response> remove_now(const Visit& visit) {
  NWD_CHECK(may(visit));
  NWD_CHECK(visit.write([&](storage::Writer& writer) {
    return oidc::remove_provider(writer, visit.now(), visit.session().organization, visit.session().member);
  }));
  return http::see_other(std::string(page_path) + "?done=1");
}

}  // namespace

void add_provider_rule(PageRoutes& routes, const ProviderDeskPtr& desk) {
  const auto rule = access::Rule::of({access::Role::administrator}).with_step_up();
  routes
      .get(page_path, rule, "The organization's own sign-in page, and what is asked of it",
           [desk](const Visit& visit) { return rule_page(*desk, visit, ui::Form(), 200); })
      .post(page_path, rule, "Names it, and says what is asked of it",
            [desk](const Visit& visit) { return save(*desk, visit); })
      .post("/organization/provider/remove", rule, "Does without it", remove_now);
}

}  // namespace nwd::front
