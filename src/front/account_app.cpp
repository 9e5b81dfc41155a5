// An app on a telephone that shows codes: set up, on another telephone, removed.
#include "access/totp.h"
#include "casework/pages_parts.h"
#include "front/account.h"
#include "front/entering.h"
#include "ui/components.h"
#include "ui/qr_code.h"

namespace nwd::front {

using ui::Html;
using ui::tag;

namespace {

constexpr std::string_view purpose = "app";  // of the secret that its session keeps meanwhile
constexpr std::size_t group = 4;

std::string in_groups(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += group) {
    if (i > 0) out += ' ';
    out += text.substr(i, group);
  }
  return out;
}

Result<http::Response> begin_page(const Visit& visit) {
  const auto& say = visit.say;
  const Html begin =
      visit.post("/account/app", render(ui::Button{.content = say("app-begin"), .prevent_double_click = true}));
  return account_page(visit, "app-title", ui::Form(),
                      join(casework::heading(say("app-heading")), casework::paragraph(say("app-what")),
                           casework::bullets({say("app-any"), say("app-offline"), say("app-other-gone")}), begin));
}

Result<http::Response> secret_page(const Visit& visit, const vault::SecretBytes& secret, const ui::Form& form,
                                   int status) {
  const auto& say = visit.say;
  NWD_TRY(const auto standing, standing_of(visit));
  auto uri = access::totp::uri(secret, say("site-name"), standing.member.sign_in);
  NWD_TRY(const auto drawing, ui::qr_code(uri, say("app-qr")));
  vault::wipe(uri);
  const Html by_hand =
      join(casework::paragraph(say("app-by-hand-words")),
           tag("p", {{"class", "govuk-body nwd-secret"}}, in_groups(access::totp::base32(secret.view()))));
  const Html fields = join(code_field(visit, form, say("app-code")),
                           render(ui::Button{.content = say("app-finish"), .prevent_double_click = true}));
  return account_page(visit, "app-title", form,
                      join(casework::heading(say("app-heading")), casework::subheading(say("app-scan")), drawing,
                           render(ui::Details{.summary = say("app-by-hand"), .content = by_hand}),
                           casework::subheading(say("app-type")), visit.post("/account/app/finish", fields)),
                      status);
}

Result<http::Response> show_app(const Visit& visit) {
  const auto secret = visit.kit.site.sessions.kept(visit.session().id, purpose);
  return secret ? secret_page(visit, *secret, ui::Form(), 200) : begin_page(visit);
}

Result<http::Response> begin_app(const Visit& visit) {
  visit.kit.site.sessions.keep(visit.session().id, purpose, access::totp::new_secret());
  return http::see_other("/account/app");
}

Result<http::Response> finish_app(const Visit& visit) {
  auto& site = visit.kit.site;
  NWD_TRY(auto form, visit.form());
  const auto secret = site.sessions.kept(visit.session().id, purpose);
  if (!secret) return http::see_other("/account/app");
  const auto code = form.text("code", {.most = 20, .required = true, .required_key = "app-code-empty"});
  if (!form.ok()) return secret_page(visit, *secret, form, casework::asked_again);
  const auto added = visit.write([&](storage::Writer& writer) {
    return add_totp(writer, site.random, visit.now(), visit.session(), *secret, digits_of(*code));
  });
  if (!added) {
    if (added.error().code != Code::invalid) return fail(added.error());
    form.problems(added.error().fields);
    return secret_page(visit, *secret, form, casework::asked_again);
  }
  site.sessions.forget(visit.session().id, purpose);
  NWD_TRY(auto token, site.sessions.complete(visit.session().id, visit.now()));
  return go_on(visit, std::move(token), "/account?done=app");
}

// Whether the organization asks for a second step that only this one is.
bool needed(const Standing& standing) {
  return standing.second_factor_by && standing.way(access::Kind::passkey) == nullptr;
}

Result<http::Response> show_remove(const Visit& visit) {
  NWD_TRY(const auto standing, standing_of(visit));
  if (standing.way(access::Kind::totp) == nullptr) return http::see_other("/account");
  const auto& say = visit.say;
  Html body = casework::heading(say("app-remove-heading"));
  if (needed(standing)) {
    body.add(casework::paragraph(say("app-needed")));
  } else {
    const Html button = render(ui::Button{.content = say("app-remove-do"), .classes = "govuk-button--warning"});
    body.add(casework::paragraph(say("app-remove-what"))).add(visit.post("/account/app/remove", button));
  }
  return account_page(visit, "app-title", ui::Form(), std::move(body));
}

Result<http::Response> remove_now(const Visit& visit) {
  NWD_TRY(const auto standing, standing_of(visit));
  const auto* app = standing.way(access::Kind::totp);
  if (app == nullptr) return http::see_other("/account");
  const auto removed = visit.write(
      [&](storage::Writer& writer) { return remove_credential(writer, visit.now(), visit.session(), app->id); });
  if (!removed && removed.error().code == Code::conflict) return http::see_other("/account/app/remove");
  if (!removed) return fail(removed.error());
  return http::see_other("/account?done=app-removed");
}

}  // namespace

void add_account_app(PageRoutes& routes) {
  const auto rule = access::Rule::signed_in().with_step_up();
  routes.get("/account/app", rule.while_enrolling(), "Sets up an app that shows codes", show_app)
      .post("/account/app", rule.while_enrolling(), "Makes a secret for an app", begin_app)
      .post("/account/app/finish", rule.while_enrolling(), "Takes the first code of an app", finish_app)
      .get("/account/app/remove", rule, "Asks whether to remove the app", show_remove)
      .post("/account/app/remove", rule, "Removes the app", remove_now);
}

}  // namespace nwd::front
