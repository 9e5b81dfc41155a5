// Another passphrase.
#include "access/proof.h"
#include "casework/pages_parts.h"
#include "front/account.h"
#include "front/entering.h"
#include "ui/components.h"

namespace nwd::front {

namespace {

Result<http::Response> passphrase_page(const Visit& visit, const ui::Form& form, int status) {
  const auto& say = visit.say;
  const ui::Html fields =
      join(new_passphrase_fields(visit, form),
           render(ui::Button{.content = say("passphrase-change-do"), .prevent_double_click = true}));
  return account_page(
      visit, "account-title", form,
      join(casework::heading(say("passphrase-change-heading")), casework::paragraph(say("passphrase-change-what")),
           visit.post("/account/passphrase", fields)),
      status);
}

Result<http::Response> show_passphrase(const Visit& visit) { return passphrase_page(visit, ui::Form(), 200); }

Result<http::Response> change_now(const Visit& visit) {
  auto& site = visit.kit.site;
  NWD_TRY(auto form, visit.form());
  check_typed_twice(form);
  if (const auto good = access::check_passphrase(form.value("passphrase")); !good) form.problems(good.error().fields);
  if (!form.ok()) return passphrase_page(visit, form, casework::asked_again);
  const auto changed = access::change_passphrase(site.database, site.derivations, site.random, visit.now(),
                                                 visit.session(), form.value("passphrase"));
  if (!changed) {
    const auto why = not_let_in(changed.error(), "confirm-wrong");
    if (!why) return fail(changed.error());
    form.problem("passphrase", why->key);
    return passphrase_page(visit, form, why->status);
  }
  site.sessions.end_others(visit.session().member, visit.session().id);
  NWD_TRY(auto token, site.sessions.step_up(visit.session().id, visit.now()));
  return go_on(visit, std::move(token), "/account?done=passphrase");
}

}  // namespace

void add_account_passphrase(PageRoutes& routes) {
  const auto rule = access::Rule::signed_in().with_step_up();
  routes.get("/account/passphrase", rule, "Asks for another passphrase", show_passphrase)
      .post("/account/passphrase", rule, "Changes the passphrase and ends the other sessions", change_now);
}

}  // namespace nwd::front
