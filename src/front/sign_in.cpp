// Signing in and out. Whoever was signed out in the middle comes back to the page they were on.
#include "access/proof.h"
#include "base/text.h"
#include "casework/pages_parts.h"
#include "front/entering.h"
#include "front/passkeys.h"
#include "front/providers.h"
#include "ui/components.h"

namespace nwd::front {

using ui::Html;

namespace {

Html sign_in_view(const PasskeyDesk& desk, const Visit& visit, const ui::Form& form, std::string_view next) {
  const ui::Input name{.name = "sign_in",
                       .label = {.content = visit.say("sign-in-name")},
                       .error = form_error(form, visit.say, "sign_in"),
                       .value = std::string(form.value("sign_in")),
                       .autocomplete = "username",
                       .autocapitalize = "none",
                       .spellcheck = false};
  const Html fields = join(casework::hidden_field("next", next), render(name),
                           passphrase_field(visit, form, visit.say("sign-in-passphrase")),
                           render(ui::Button{.content = visit.say("sign-in"), .prevent_double_click = true}));
  return join(casework::heading(visit.say("sign-in-heading")), visit.post("/sign-in", fields),
              passkey_part(desk, visit, passkey::Purpose::sign_in, next),
              casework::paragraph(casework::link("/sign-in/recover", visit.say("sign-in-forgotten"))),
              casework::paragraph(casework::link("/help", visit.say("menu-help"))));
}

Result<http::Response> sign_in_page(const PasskeyDesk& desk, const Visit& visit, const ui::Form& form,
                                    std::string_view next, int status) {
  return asking(visit, "sign-in-title", form, sign_in_view(desk, visit, form, next), status, "/sign-in");
}

Result<http::Response> show_sign_in(const PasskeyDesk& desk, const Visit& visit) {
  const std::string next = safe_next(visit, visit.request.query_value("next").value_or("/today"));
  if (visit.context.session) return http::see_other(next);
  return sign_in_page(desk, visit, ui::Form(), next, 200);
}

Result<http::Response> sign_in_now(const PasskeyDesk& desk, const Visit& visit) {
  auto& site = visit.kit.site;
  NWD_TRY(auto form, visit.form());
  const std::string next = safe_next(visit, form.value("next"));
  const auto name = form.text("sign_in", {.most = 64, .required = true, .required_key = "sign-in-name-empty"});
  const std::string_view passphrase = form.value("passphrase");
  if (passphrase.empty()) form.problem("passphrase", "sign-in-passphrase-empty");
  if (!form.ok()) return sign_in_page(desk, visit, form, next, casework::asked_again);

  auto signed_in = access::sign_in(site.database, site.derivations, visit.now(), *name, passphrase, visit.request.peer);
  if (signed_in) return come_in(visit, *std::move(signed_in), next);
  NWD_TRY(auto led, led_to_provider(visit, signed_in.error(), *name));
  if (led) return *std::move(led);
  const auto why = not_let_in(signed_in.error(), "sign-in-wrong");
  if (!why) return fail(signed_in.error());
  form.problem("sign_in", why->key);
  return sign_in_page(desk, visit, form, next, why->status);
}

// The second of two steps. Whoever waited too long begins anew.
Html second_step_view(const Visit& visit, bool passkey, const ui::Form& form, std::string_view next) {
  const Html fields = join(casework::hidden_field("next", next), code_field(visit, form, visit.say("app-code")),
                           render(ui::Button{.content = visit.say("sign-in"), .prevent_double_click = true}));
  const auto other_way = [&](std::string_view page, std::string_view words) {
    return casework::paragraph(casework::link(with_next(page, next), visit.say(words)));
  };
  return join(casework::heading(visit.say("second-step-heading"), visit.say("second-step-above")),
              visit.post("/sign-in/second-step", fields),
              passkey ? other_way("/sign-in/second-step/passkey", "passkey-use") : Html(),
              other_way("/sign-in/recover", "second-step-lost"), other_way("/sign-in", "second-step-again"));
}

Result<http::Response> second_step_page(const Visit& visit, const access::Seen& seen, const ui::Form& form,
                                        std::string_view next, int status) {
  NWD_TRY(const bool passkey, has_way(visit, seen.session->member, access::Kind::passkey));
  return asking(visit, "second-step-title", form, second_step_view(visit, passkey, form, next), status,
                "/sign-in/second-step");
}

Result<http::Response> waited_too_long(const PasskeyDesk& desk, const Visit& visit, std::string_view next) {
  ui::Form again;
  again.problem("sign_in", "second-step-over");
  return sign_in_page(desk, visit, again, next, 401);
}

Result<http::Response> show_second_step(const PasskeyDesk& desk, const Visit& visit) {
  const std::string next = safe_next(visit, visit.request.query_value("next").value_or("/today"));
  if (visit.context.session) return http::see_other(next);
  const auto seen = waiting(visit);
  if (!seen) return waited_too_long(desk, visit, next);
  NWD_TRY(const bool app, has_way(visit, seen->session->member, access::Kind::totp));
  if (!app) return http::see_other(with_next("/sign-in/second-step/passkey", next));
  return second_step_page(visit, *seen, ui::Form(), next, 200);
}

Result<http::Response> second_step_now(const PasskeyDesk& desk, const Visit& visit) {
  auto& site = visit.kit.site;
  NWD_TRY(auto form, visit.form());
  const std::string next = safe_next(visit, form.value("next"));
  const auto seen = waiting(visit);
  if (!seen) return visit.context.session ? http::see_other(next) : waited_too_long(desk, visit, next);
  const auto code = form.text("code", {.most = 20, .required = true, .required_key = "app-code-empty"});
  if (!form.ok()) return second_step_page(visit, *seen, form, next, casework::asked_again);

  const auto& s = *seen->session;
  const auto shown = access::show_code(site.database, visit.now(), s.member, s.organization, s.member_key,
                                       digits_of(*code), visit.request.peer);
  if (!shown) {
    const auto why = not_let_in(shown.error(), "app-code-wrong");
    if (!why) return fail(shown.error());
    form.problem("code", why->key);
    return second_step_page(visit, *seen, form, next, why->status);
  }
  NWD_TRY(auto token, site.sessions.complete(s.id, visit.now()));
  return go_on(visit, std::move(token), next);
}

// Every cookie that came along is taken back, whoever set it: over plain HTTP browsers ignore Clear-Site-Data.
void clear_cookies(const Visit& visit, http::Response& response) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
  for (const auto part : split(visit.request.header("cookie"), ';')) {
    const auto name = trim(part.substr(0, part.find('=')));
    const bool ours = !name.empty() && name.find_first_not_of(plain) == std::string_view::npos;
    if (ours) http::clear_cookie(response, name, visit.kit.site.secure);
  }
}

Result<http::Response> sign_out_now(const Visit& visit) {
  end_session(visit);
  auto response = http::see_other("/sign-in");
  http::clear_cookie(response, visit.kit.site.cookie_name(), visit.kit.site.secure);
  response.with("Clear-Site-Data", R"("cache", "storage")");  // the language stays
  return response;
}

// The way out needs no token and no session: it must work when both are gone.
Result<http::Response> exit_now(person::Desk& persons, const Visit& visit) {
  end_session(visit);
  person::end_session(visit, persons);
  auto response = http::html(ui::exit_document());
  clear_cookies(visit, response);
  response.with("Clear-Site-Data", R"("cache", "cookies", "storage")");
  return response;
}

Result<http::Response> to_today(const Visit&) { return http::see_other("/today"); }

}  // namespace

void add_sign_in(PageRoutes& routes, const PasskeyDeskPtr& desk, const person::DeskPtr& persons) {
  const auto with = [&desk](Result<http::Response> (*screen)(const PasskeyDesk&, const Visit&)) {
    return [desk, screen](const Visit& visit) { return screen(*desk, visit); };
  };
  const auto anyone = access::Rule::anyone();
  routes.get("/", anyone, "Goes to today", to_today)
      .get("/sign-in", access::Rule::anyone_by_form(), "Asks who you are", with(show_sign_in))
      .post("/sign-in", access::Rule::anyone_by_form(), "Signs in", with(sign_in_now))
      .get("/sign-in/second-step", access::Rule::anyone_by_form(), "Asks for the second factor", with(show_second_step))
      .post("/sign-in/second-step", access::Rule::anyone_by_form(), "Takes the second factor", with(second_step_now))
      .post("/sign-out", access::Rule::signed_in().while_enrolling(), "Signs out", sign_out_now)
      .post("/exit", anyone, "Leaves this site at once",
            [persons](const Visit& visit) { return exit_now(*persons, visit); });
}

}  // namespace nwd::front
