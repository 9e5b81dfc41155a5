// The paper code: made, shown until it was typed back from paper, tried before it is needed.
#include "access/proof.h"
#include "access/recovery_code.h"
#include "casework/pages_parts.h"
#include "front/account.h"
#include "front/entering.h"
#include "ui/components.h"
#include "ui/timeline.h"

namespace nwd::front {

using ui::Html;
using ui::tag;

namespace {

constexpr std::string_view purpose = "paper code";  // of the code that its session keeps until it was typed back

Html typed_code(const Visit& visit, const ui::Form& form) {
  return render(ui::Input{.name = "code",
                          .label = {.content = visit.say("paper-code-label")},
                          .hint = ui::Hint{.content = visit.say("paper-code-hint")},
                          .error = form_error(form, visit.say, "code"),
                          .value = std::string(form.value("code")),
                          .autocomplete = "off",
                          .autocapitalize = "characters",
                          .spellcheck = false});
}

Result<http::Response> begin_page(const Visit& visit) {
  const auto& say = visit.say;
  const Html begin = visit.post("/account/paper-code",
                                render(ui::Button{.content = say("paper-code-begin"), .prevent_double_click = true}));
  return account_page(
      visit, "paper-code-title", ui::Form(),
      join(casework::heading(say("paper-code-heading")), casework::paragraph(say("paper-code-what")),
           render(ui::WarningText{.content = say("account-lose-all"), .fallback = say("warning")}),
           casework::bullets({say("paper-code-pen"), say("paper-code-old"), say("paper-code-once")}), begin));
}

Result<http::Response> code_page(const Visit& visit, const vault::SecretBytes& code) {
  const auto& say = visit.say;
  const std::string day = ui::day_text(visit.today(), say);
  Html groups;
  for (std::size_t i = 0; i < code.size(); i += access::recovery::group_size)
    groups.add(tag("span", {}, code.text().substr(i, access::recovery::group_size))).add(ui::trusted(" "));
  const Html paper =
      tag("div", {{"class", "nwd-paper"}}, casework::paragraph(say("paper-code-for", {{"day", std::string_view(day)}})),
          tag("p", {{"class", "nwd-paper__code"}}, groups), casework::paragraph(say("paper-code-keep")));
  const Html print = render(ui::Button{.content = say("paper-code-print"),
                                       .type = "button",
                                       .classes = "govuk-button--secondary nwd-print",
                                       .attributes = {{"hidden"}}});
  const Html have = render(ui::Button{.content = say("paper-code-have"), .href = "/account/paper-code/check"});
  return account_page(visit, "paper-code-title", ui::Form(),
                      join(casework::heading(say("paper-code-heading")), casework::paragraph(say("paper-code-shown")),
                           paper, tag("div", {{"class", "govuk-button-group"}}, print, have)));
}

Result<http::Response> show_code_page(const Visit& visit) {
  const auto code = visit.kit.site.sessions.kept(visit.session().id, purpose);
  return code ? code_page(visit, *code) : begin_page(visit);
}

Result<http::Response> make_code(const Visit& visit) {
  visit.kit.site.sessions.keep(visit.session().id, purpose, access::recovery::new_code());
  return http::see_other("/account/paper-code");
}

Result<http::Response> check_page(const Visit& visit, const ui::Form& form, int status) {
  const auto& say = visit.say;
  const Html fields = join(typed_code(visit, form),
                           render(ui::Button{.content = say("paper-code-finish"), .prevent_double_click = true}));
  return account_page(
      visit, "paper-code-title", form,
      join(casework::heading(say("paper-code-check-heading")), casework::paragraph(say("paper-code-check-what")),
           visit.post("/account/paper-code/check", fields),
           casework::paragraph(casework::link("/account/paper-code", say("paper-code-see-again")))),
      status);
}

Result<http::Response> show_check(const Visit& visit) {
  if (!visit.kit.site.sessions.kept(visit.session().id, purpose)) return http::see_other("/account/paper-code");
  return check_page(visit, ui::Form(), 200);
}

Result<http::Response> check_now(const Visit& visit) {
  auto& site = visit.kit.site;
  NWD_TRY(auto form, visit.form());
  const auto code = site.sessions.kept(visit.session().id, purpose);
  if (!code) return http::see_other("/account/paper-code");
  const auto typed = form.text("code", {.most = 200, .required = true, .required_key = "paper-code-empty"});
  if (!form.ok()) return check_page(visit, form, casework::asked_again);
  const auto added = visit.write([&](storage::Writer& writer) {
    return add_recovery_code(writer, site.random, visit.now(), visit.session(), *code, *typed);
  });
  if (!added) {
    if (added.error().code != Code::invalid) return fail(added.error());
    form.problems(added.error().fields);
    return check_page(visit, form, casework::asked_again);
  }
  site.sessions.forget(visit.session().id, purpose);
  return http::see_other("/account?done=paper-code");
}

Result<http::Response> try_page(const Visit& visit, const ui::Form& form, int status) {
  const auto& say = visit.say;
  const Html fields = join(typed_code(visit, form),
                           render(ui::Button{.content = say("paper-code-try-do"), .prevent_double_click = true}));
  return account_page(
      visit, "paper-code-title", form,
      join(casework::heading(say("paper-code-try-heading")), casework::paragraph(say("paper-code-try-what")),
           visit.post("/account/paper-code/try", fields),
           casework::paragraph(casework::link("/account/paper-code", say("way-paper-new")))),
      status);
}

Result<http::Response> show_try(const Visit& visit) { return try_page(visit, ui::Form(), 200); }

Result<http::Response> try_now(const Visit& visit) {
  NWD_TRY(auto form, visit.form());
  const auto typed = form.text("code", {.most = 200, .required = true, .required_key = "paper-code-empty"});
  if (!form.ok()) return try_page(visit, form, casework::asked_again);
  const auto right =
      access::try_recovery_code(visit.kit.site.database, visit.now(), visit.session(), *typed, visit.request.peer);
  if (right) return http::see_other("/account?done=tried");
  const auto why = not_let_in(right.error(), "paper-code-wrong");
  if (!why) return fail(right.error());
  form.problem("code", why->key);
  return try_page(visit, form, why->status);
}

}  // namespace

void add_account_paper_code(PageRoutes& routes) {
  const auto rule = access::Rule::signed_in().with_step_up();
  const auto drill = access::Rule::signed_in();
  routes.get("/account/paper-code", rule, "Makes or shows a paper code", show_code_page)
      .post("/account/paper-code", rule, "Makes a paper code", make_code)
      .get("/account/paper-code/check", rule, "Asks to type the paper code back", show_check)
      .post("/account/paper-code/check", rule, "Takes the paper code typed back: it counts from now on", check_now)
      .get("/account/paper-code/try", drill, "Asks for the paper code, to try it", show_try)
      .post("/account/paper-code/try", drill, "Says whether it is the paper code", try_now);
}

}  // namespace nwd::front
