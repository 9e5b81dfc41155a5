// In with the paper code, when everything else is lost. Nobody else can let anybody in: not an administrator, and not
// whoever keeps the server.
#include "access/proof.h"
#include "casework/pages_parts.h"
#include "front/entering.h"
#include "front/providers.h"
#include "ui/components.h"

namespace nwd::front {

using ui::Html;

namespace {

Html recover_view(const Visit& visit, const ui::Form& form, std::string_view next) {
  const auto& say = visit.say;
  const ui::Input name{.name = "sign_in",
                       .label = {.content = say("sign-in-name")},
                       .error = form_error(form, say, "sign_in"),
                       .value = std::string(form.value("sign_in")),
                       .autocomplete = "username",
                       .autocapitalize = "none",
                       .spellcheck = false};
  const ui::Input code{.name = "code",
                       .label = {.content = say("paper-code-label")},
                       .hint = ui::Hint{.content = say("paper-code-hint")},
                       .error = form_error(form, say, "code"),
                       .value = std::string(form.value("code")),
                       .autocomplete = "off",
                       .autocapitalize = "characters",
                       .spellcheck = false};
  const Html fields =
      join(casework::hidden_field("next", next), render(name), render(code), new_passphrase_fields(visit, form),
           render(ui::Button{.content = say("recover-do"), .prevent_double_click = true}));
  return join(casework::heading(say("recover-heading")), casework::paragraph(say("recover-what")),
              casework::bullets({say("recover-once"), say("recover-others-end"), say("recover-set-up")}),
              visit.post("/sign-in/recover", fields),
              render(ui::Details{.summary = say("recover-no-code"),
                                 .content = join(casework::paragraph(say("recover-no-code-words")),
                                                 casework::paragraph(say("recover-no-code-ask")))}),
              casework::paragraph(casework::link(with_next("/sign-in", next), say("recover-back"))));
}

Result<http::Response> recover_page(const Visit& visit, const ui::Form& form, std::string_view next, int status) {
  return asking(visit, "recover-title", form, recover_view(visit, form, next), status, "/sign-in/recover");
}

Result<http::Response> show_recover(const Visit& visit) {
  return recover_page(visit, ui::Form(), safe_next(visit, visit.request.query_value("next").value_or("/today")), 200);
}

Result<http::Response> recover_now(const Visit& visit) {
  auto& site = visit.kit.site;
  NWD_TRY(auto form, visit.form());
  const std::string next = safe_next(visit, form.value("next"));
  const auto name = form.text("sign_in", {.most = 64, .required = true, .required_key = "sign-in-name-empty"});
  const auto code = form.text("code", {.most = 200, .required = true, .required_key = "paper-code-empty"});
  check_typed_twice(form);
  if (!form.ok()) return recover_page(visit, form, next, casework::asked_again);

  auto who = access::recover(site.database, site.derivations, site.random, visit.now(), *name, *code,
                             form.value("passphrase"), visit.request.peer);
  if (who) {
    site.sessions.end_all_of(who->member.id);
    return come_in(visit, *std::move(who), "/account?done=recovered");
  }
  if (who.error().detail == access::provider_demanded) {  // it is done; the way in leads through the provider
    NWD_TRY(const auto member,
            visit.read([&](storage::Reader& reader) { return access::member_named(reader, *name); }));
    if (member) site.sessions.end_all_of(member->id);
    NWD_TRY(auto led, led_to_provider(visit, who.error(), *name));
    if (led) return *std::move(led);
  }
  if (who.error().code == Code::invalid) {
    form.problems(who.error().fields);
    return recover_page(visit, form, next, casework::asked_again);
  }
  const auto why = not_let_in(who.error(), "recover-wrong");
  if (!why) return fail(who.error());
  form.problem("sign_in", why->key);
  return recover_page(visit, form, next, why->status);
}

}  // namespace

void add_recover(PageRoutes& routes) {
  const auto anyone = access::Rule::anyone_by_form();
  routes.get("/sign-in/recover", anyone, "Asks for the paper code and a new passphrase", show_recover)
      .post("/sign-in/recover", anyone, "Lets in by the paper code", recover_now);
}

}  // namespace nwd::front
