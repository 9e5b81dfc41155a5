// Coming in and going out. The page that asks is the same for everybody, and says nothing of what is behind it.
#include "casework/pages_parts.h"
#include "casework/pages_passphrase.h"
#include "person/guest.h"
#include "person/pages_routes.h"
#include "ui/components.h"

namespace nwd::person {

using ui::Html;

namespace {

constexpr std::string_view first_page = "/mine/plan";

http::Response enter_page(const Visit& visit, const ui::Form& form, int status) {
  const auto& say = visit.say;
  const ui::Input name{.name = "sign_in",
                       .label = {.content = say("sign-in-name")},
                       .error = form_error(form, say, "sign_in"),
                       .value = std::string(form.value("sign_in")),
                       .autocomplete = "off",
                       .autocapitalize = "none",
                       .spellcheck = false};
  const Html fields = join(render(name), casework::passphrase_field(visit, form, say("sign-in-passphrase")),
                           render(ui::Button{.content = say("sign-in"), .prevent_double_click = true}));
  ui::Page page = visit.page("sign-in-title");
  page.home = home;
  page.path = home;
  if (!form.ok()) page.banner = error_summary(form, say);
  page.has_errors = !form.ok();
  page.body =
      join(casework::heading(say("sign-in-heading")), visit.post(home, fields), casework::hint(say("mine-lost")));
  return casework::answer(page, status);
}

Result<http::Response> ask_who(Desk& desk, const Visit& visit) {
  const auto token = visit.request.cookie(cookie_name(visit));
  if (token && desk.sessions.look(*token, visit.now())) return http::see_other(std::string(first_page));
  return enter_page(visit, ui::Form(), 200);
}

Result<http::Response> come_in(Desk& desk, const Visit& visit, Entered who) {
  auto& site = visit.kit.site;
  end_session(visit, desk);
  NWD_TRY(auto token, desk.sessions.begin(std::move(who), visit.now()));
  auto response = http::see_other(std::string(first_page));
  http::set_cookie(response,
                   {.name = std::string(cookie_name(visit)), .value = std::move(token), .secure = site.secure});
  return response;
}

Result<http::Response> enter_now(Desk& desk, const Visit& visit) {
  auto& site = visit.kit.site;
  NWD_TRY(auto form, visit.form());
  const auto name = form.text("sign_in", {.most = 64, .required = true, .required_key = "sign-in-name-empty"});
  const auto passphrase = form.value("passphrase");
  if (passphrase.empty()) form.problem("passphrase", "sign-in-passphrase-empty");
  if (!form.ok()) return enter_page(visit, form, casework::asked_again);
  auto entered = enter(site.database, site.derivations, visit.now(), *name, passphrase, visit.request.peer);
  if (entered) return come_in(desk, visit, *std::move(entered));
  const auto told = casework::not_let_in(entered.error(), "sign-in-wrong");
  if (!told) return fail(entered.error());
  form.problem("sign_in", told->key);
  return enter_page(visit, form, told->status);
}

Result<http::Response> go_out(Desk& desk, const Visit& visit) {
  end_session(visit, desk);
  auto response = http::see_other(std::string(home));
  http::clear_cookie(response, cookie_name(visit), visit.kit.site.secure);
  response.with("Clear-Site-Data", R"("cache", "storage")");
  return response;
}

}  // namespace

void add_enter_pages(PageRoutes& routes, const DeskPtr& desk) {
  const auto stranger = access::Rule::person_by_form();
  routes
      .get(std::string(home), stranger, "Asks who you are",
           [desk](const Visit& visit) { return ask_who(*desk, visit); })
      .post(std::string(home), stranger, "Signs in", [desk](const Visit& visit) { return enter_now(*desk, visit); })
      .post("/mine/out", access::Rule::person(), "Signs out",
            for_person(desk, [desk](const Guest& guest) { return go_out(*desk, guest.visit); }));
}

}  // namespace nwd::person
