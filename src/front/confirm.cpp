// Showing again that it is you, before what cannot be taken back; and how long one stays signed in.
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "access/proof.h"
#include "casework/pages_parts.h"
#include "front/entering.h"
#include "front/passkeys.h"
#include "ui/components.h"

namespace nwd::front {

using ui::Html;

namespace {

Result<http::Response> confirm_page(const PasskeyDesk& desk, const Visit& visit, const ui::Form& form,
                                    std::string_view next, int status) {
  NWD_TRY(const bool app, has_way(visit, visit.session().member, access::Kind::totp));
  NWD_TRY(const bool passkey, has_way(visit, visit.session().member, access::Kind::passkey));
  const auto& say = visit.say;
  Html fields = join(casework::hidden_field("next", next), passphrase_field(visit, form, say("sign-in-passphrase")));
  if (app) fields.add(code_field(visit, form, say("app-code")));
  fields.add(render(ui::Button{.content = say("confirm-do"), .prevent_double_click = true}));
  const Html body = join(casework::heading(say("confirm-heading")), casework::paragraph(say("confirm-why")),
                         visit.post("/confirm", fields),
                         passkey ? passkey_part(desk, visit, passkey::Purpose::confirm, next) : Html(),
                         casework::paragraph(casework::link("/today", say("confirm-not-now"))));
  return asking(visit, "confirm-title", form, body, status, with_next("/confirm", next));
}

Result<http::Response> show_confirm(const PasskeyDesk& desk, const Visit& visit) {
  return confirm_page(desk, visit, ui::Form(), safe_next(visit, visit.request.query_value("next").value_or("/today")),
                      200);
}

Result<http::Response> confirm_now(const PasskeyDesk& desk, const Visit& visit) {
  auto& site = visit.kit.site;
  NWD_TRY(auto form, visit.form());
  const std::string next = safe_next(visit, form.value("next"));
  if (form.value("passphrase").empty()) form.problem("passphrase", "sign-in-passphrase-empty");
  if (!form.ok()) return confirm_page(desk, visit, form, next, casework::asked_again);
  const auto shown = access::show_again(site.database, site.derivations, visit.now(), visit.session(),
                                        form.value("passphrase"), digits_of(form.value("code")), visit.request.peer);
  if (!shown) {
    const auto why = not_let_in(shown.error(), "confirm-wrong");
    if (!why) return fail(shown.error());
    form.problem("passphrase", why->key);
    return confirm_page(desk, visit, form, next, why->status);
  }
  NWD_TRY(auto token, site.sessions.step_up(visit.session().id, visit.now()));
  return go_on(visit, std::move(token), next);
}

// However much it is used.
Instant last_end(const Visit& visit) { return visit.session().started + access::SessionLimits().whole_ms; }

http::Response told_to_a_script(const Visit& visit) {
  const auto ends = visit.context.session_ends;
  return http::json(
      boost::json::serialize(boost::json::value{{"in_ms", ends - visit.now()}, {"for_good", ends >= last_end(visit)}}));
}

bool by_script(const Visit& visit) { return visit.request.header("accept") == "application/json"; }

Result<http::Response> show_stay(const Visit& visit) {
  if (by_script(visit)) return told_to_a_script(visit);
  const auto& say = visit.say;
  const bool for_good = visit.context.session_ends >= last_end(visit);
  const std::string at = visit.moment(visit.context.session_ends);
  const std::string last = visit.moment(last_end(visit));
  ui::Page page = visit.page("stay-title");
  page.back_href = "/today";
  page.body = casework::heading(say("stay-heading"));
  if (for_good) {
    page.body.add(casework::paragraph(say("stay-until-for-good", {{"at", std::string_view(at)}})));
  } else {
    page.body
        .add(casework::paragraph(say("stay-until", {{"at", std::string_view(at)}, {"last", std::string_view(last)}})))
        .add(visit.post("/stay", render(ui::Button{.content = say("stay")})));
  }
  page.body.add(casework::paragraph(say("stay-why")));
  return casework::answer(page);
}

Result<http::Response> stay_now(const Visit& visit) {
  if (by_script(visit)) return told_to_a_script(visit);
  NWD_TRY(const auto form, visit.form());
  const auto back = form.value("back");
  return http::see_other(back.empty() ? "/stay" : safe_next(visit, back));
}

}  // namespace

void add_confirm(PageRoutes& routes, const PasskeyDeskPtr& desk) {
  const auto rule = access::Rule::signed_in().while_enrolling();
  routes
      .get("/confirm", rule, "Asks to show again that it is you",
           [desk](const Visit& visit) { return show_confirm(*desk, visit); })
      .post("/confirm", rule, "Takes what was shown again",
            [desk](const Visit& visit) { return confirm_now(*desk, visit); })
      .get("/stay", rule.quietly(), "Until when one is signed in", show_stay)
      .post("/stay", rule, "Stays signed in", stay_now);
}

}  // namespace nwd::front
