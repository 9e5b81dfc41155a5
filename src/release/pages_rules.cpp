// Which grant's rules an organization follows when it asks for a release.
#include "casework/pages_parts.h"
#include "release/pages_routes.h"
#include "ui/components.h"

namespace nwd::release {

using ui::Html;

namespace {

constexpr std::array<ui::Option<Rules>, 2> offered = {{{"vawa", Rules::vawa}, {"fvpsa", Rules::fvpsa}}};

Result<http::Response> rules_page(const Visit& visit, const ui::Form& form, bool saved) {
  const auto& say = visit.say;
  ui::Radios radios{.name = "rules",
                    .fieldset = ui::Fieldset{.legend = {.content = say("rules-heading"),
                                                        .classes = "govuk-fieldset__legend--l",
                                                        .is_page_heading = true}},
                    .hint = ui::Hint{.content = say("rules-hint")},
                    .error = form_error(form, say, "rules"),
                    .value = std::string(form.value("rules"))};
  for (const auto& one : offered) {
    const std::string key = "rules-" + std::string(one.value);
    radios.items.push_back(
        {.value = std::string(one.value), .content = say(key), .hint = ui::Hint{.content = say(key + "-hint")}});
  }
  ui::Page page = visit.page("rules-title");
  if (saved) page.banner = render(ui::NotificationBanner{.content = say("rules-saved"), .success = true});
  if (!form.ok()) page.banner = error_summary(form, say);
  page.has_errors = !form.ok();
  page.body = visit.post("/sharing-rules", join(render(radios), render(ui::Button{.content = say("notes-save")})));
  page.back_href = "/today";
  return casework::answer(page, form.ok() ? 200 : casework::asked_again);
}

Result<http::Response> show_rules(const Visit& visit) {
  NWD_TRY(const auto rules, visit.read([&](storage::Reader& r) { return rules_of(r, visit.session().organization); }));
  return rules_page(visit, ui::Form({{"rules", std::string(word(rules))}}), false);
}

Result<http::Response> save_rules(const Visit& visit) {
  NWD_TRY(auto form, visit.form());
  const auto rules = form.choice<Rules>("rules", offered, true);
  if (!rules) return rules_page(visit, form, false);
  NWD_CHECK(visit.write([&](storage::Writer& w) { return set_rules(w, visit.session(), visit.now(), *rules); }));
  return rules_page(visit, form, true);
}

}  // namespace

void add_rules_pages(PageRoutes& routes) {
  const auto administrators = access::Rule::of({access::Role::administrator});
  routes.get("/sharing-rules", administrators, "Which grant's rules a release follows", show_rules)
      .post("/sharing-rules", administrators, "Keeps them", save_rules);
}

}  // namespace nwd::release
