// One's own passkeys: added, renamed, removed.
#include <algorithm>

#include "casework/pages_parts.h"
#include "front/account.h"
#include "front/entering.h"
#include "front/passkeys.h"
#include "ui/components.h"

namespace nwd::front {

using access::Credential;
using access::Kind;
using passkey::Purpose;
using ui::Html;

namespace {

constexpr ui::TextRule label_rule{.most = 60};

ui::Input label_input(const Visit& visit, const ui::Form& form, std::string_view value) {
  return {.name = "label",
          .label = {.content = visit.say("passkey-label")},
          .hint = ui::Hint{.content = visit.say("passkey-label-hint")},
          .error = form_error(form, visit.say, "label"),
          .value = std::string(value),
          .classes = "govuk-input--width-20",
          .autocomplete = "off"};
}

std::string name_of(const Visit& visit, const Credential& one) {
  return one.label.empty() ? visit.say("passkey-unnamed") : one.label;
}

Html about(const Visit& visit, const Credential& one) {
  const auto& say = visit.say;
  Html all = casework::paragraph(say(one.unlocks ? "passkey-opens" : "passkey-second"));
  if (passkey::may_be_copied(one)) all.add(casework::paragraph(say("passkey-copied")));
  return all.add(casework::hint(last_used(visit, one)));
}

Html list_of(const Visit& visit, const std::vector<Credential>& list) {
  if (list.empty()) return casework::paragraph(visit.say("passkeys-none"));
  ui::SummaryList rows;
  for (const auto& one : list) {
    const std::string name = name_of(visit, one);
    rows.rows.push_back(
        {.key = name,
         .value = about(visit, one),
         .actions = {ui::RowAction{
             .href = "/account/passkeys/" + one.id.text(), .content = visit.say("way-change"), .hidden_text = name}}});
  }
  return render(rows);
}

Html adding(const PasskeyDesk& desk, const Visit& visit, const ui::Form& form) {
  const auto& say = visit.say;
  if (!passkeys_work(desk, visit)) return casework::paragraph(say("passkey-not-here"));
  const Html name = render(label_input(visit, form, form.value("label")));
  return join(casework::subheading(say("passkey-add-heading")), casework::paragraph(say("passkey-add-what")),
              passkey_part(desk, visit, Purpose::add, "/account", name));
}

Result<std::vector<Credential>> mine(const Visit& visit) {
  return visit.read(
      [&](storage::Reader& reader) { return access::credentials_of(reader, visit.session().member, Kind::passkey); });
}

Result<http::Response> list_page(const PasskeyDesk& desk, const Visit& visit, const ui::Form& form, int status) {
  NWD_TRY(const auto list, mine(visit));
  const auto& say = visit.say;
  return account_page(visit, "passkeys-title", form,
                      join(casework::heading(say("passkeys-heading")), casework::paragraph(say("passkeys-what")),
                           list_of(visit, list), adding(desk, visit, form)),
                      status);
}

std::string_view why_not_added(const Error& error) {
  switch (error.code) {
    case Code::gone: return "passkey-late";
    case Code::conflict: return "passkey-not-added";
    default: return "passkey-wrong";
  }
}

Result<http::Response> add_now(PasskeyDesk& desk, const Visit& visit) {
  auto& site = visit.kit.site;
  NWD_TRY(auto form, visit.form());
  const auto at = occasion(desk, visit);
  if (!at) return fail(Code::not_found, "There is no such page.");
  const auto label = form.text("label", label_rule);
  if (!form.ok()) return list_page(desk, visit, form, casework::asked_again);
  const auto answer = made_answer(form);
  const auto added = passkey::add(*at, site.random, visit.session(), label.value_or(""), answer);
  if (!added) {
    const auto code = added.error().code;
    if (code != Code::gone && code != Code::conflict && code != Code::invalid && code != Code::unauthenticated)
      return fail(added.error());
    form.problem("passkey", why_not_added(added.error()));
    return list_page(desk, visit, form, casework::asked_again);
  }
  NWD_TRY(auto token, site.sessions.complete(visit.session().id, visit.now()));
  return go_on(visit, std::move(token),
               answer.secret.empty() ? "/account?done=passkey-second" : "/account?done=passkey");
}

Result<Credential> the_one(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<access::CredentialId>("passkey"));
  NWD_TRY(const auto list, mine(visit));
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.id == id; });
  if (found == list.end()) return fail(Code::not_found, "There is no such page.");
  return *found;
}

Result<http::Response> one_page(const Visit& visit, const Credential& one, const ui::Form& form, int status) {
  const auto& say = visit.say;
  const std::string path = "/account/passkeys/" + one.id.text();
  const auto typed = form.value("label");
  const Html rename = join(render(label_input(visit, form, typed.empty() ? std::string_view(one.label) : typed)),
                           render(ui::Button{.content = say("passkey-rename"), .prevent_double_click = true}));
  const Html remove = render(ui::Button{.content = say("passkey-remove"),
                                        .id = "passkey",
                                        .classes = "govuk-button--warning",
                                        .prevent_double_click = true});
  ui::Page page = visit.page("passkeys-title");
  if (!form.ok()) page.banner = error_summary(form, say);
  page.has_errors = !form.ok();
  page.path = path;
  page.back_href = "/account/passkeys";
  page.body = join(casework::heading(name_of(visit, one)), about(visit, one), visit.post(path + "/rename", rename),
                   casework::subheading(say("passkey-remove-heading")), casework::paragraph(say("passkey-remove-what")),
                   visit.post(path + "/remove", remove));
  return casework::answer(page, status);
}

Result<http::Response> show_one(const Visit& visit) {
  NWD_TRY(const auto one, the_one(visit));
  return one_page(visit, one, ui::Form(), 200);
}

Result<http::Response> rename_now(const Visit& visit) {
  NWD_TRY(const auto one, the_one(visit));
  NWD_TRY(auto form, visit.form());
  const auto label = form.text("label", label_rule);
  if (!form.ok()) return one_page(visit, one, form, casework::asked_again);
  NWD_CHECK(visit.write([&](storage::Writer& writer) {
    return access::rename_credential(writer, visit.now(), visit.session(), one.id, label.value_or(""));
  }));
  return http::see_other("/account/passkeys");
}

Result<http::Response> remove_now(const Visit& visit) {
  NWD_TRY(const auto one, the_one(visit));
  const auto removed = visit.write(
      [&](storage::Writer& writer) { return access::remove_credential(writer, visit.now(), visit.session(), one.id); });
  if (removed) return http::see_other("/account?done=passkey-removed");
  if (removed.error().code != Code::conflict) return fail(removed.error());
  ui::Form form;
  form.problem("passkey", "passkey-last");
  return one_page(visit, one, form, 409);
}

}  // namespace

void add_account_passkeys(PageRoutes& routes, const PasskeyDeskPtr& desk) {
  const auto rule = access::Rule::signed_in().with_step_up();
  routes
      .get("/account/passkeys", rule.while_enrolling(), "One's own passkeys",
           [desk](const Visit& visit) { return list_page(*desk, visit, ui::Form(), 200); })
      .post("/account/passkeys", rule.while_enrolling(), "Adds a passkey",
            [desk](const Visit& visit) { return add_now(*desk, visit); })
      .get("/account/passkeys/{passkey}", rule, "One passkey", show_one)
      .post("/account/passkeys/{passkey}/rename", rule, "Gives a passkey another name", rename_now)
      .post("/account/passkeys/{passkey}/remove", rule, "Removes a passkey", remove_now);
  add_passkey_options(routes, desk, Purpose::add, rule.while_enrolling());
}

}  // namespace nwd::front
