// Signing in and out. Whoever was signed out in the middle comes back to the page they were on.
#include "base/text.h"
#include "casework/pages_parts.h"
#include "front/screens.h"
#include "ui/components.h"

namespace nwd::front {

using ui::Html;

namespace {

// Only a path of this site: no other host ("//…", "/\\…"), no line ends.
bool is_path(std::string_view next) {
  const bool path = next.size() < 1024 && next.starts_with('/') && !next.starts_with("//");
  return path && next.find_first_of("\\\r\n\t ") == std::string_view::npos;
}

// A form that was being sent when the session ended has no page of its own: its page is the one above it.
std::string safe_next(const Visit& visit, std::string_view wanted) {
  std::string next(is_path(wanted) ? wanted : "/today");
  while (next.size() > 1) {
    const auto found = visit.kit.site.router.find(http::Method::get, next.substr(0, next.find('?')));
    if (found.route != nullptr && found.route->kind == http::Kind::page && !next.starts_with("/sign-in")) return next;
    next.resize(next.find_last_of('/'));
  }
  return "/today";
}

Html sign_in_view(const Visit& visit, const ui::Form& form, std::string_view next) {
  const ui::Input name{.name = "sign_in",
                       .label = {.content = visit.say("sign-in-name")},
                       .error = form_error(form, visit.say, "sign_in"),
                       .value = std::string(form.value("sign_in")),
                       .autocomplete = "username",
                       .autocapitalize = "none",
                       .spellcheck = false};
  const ui::PasswordInput passphrase{.input = {.name = "passphrase",
                                               .label = {.content = visit.say("sign-in-passphrase")},
                                               .error = form_error(form, visit.say, "passphrase"),
                                               .autocomplete = "current-password"},
                                     .show_text = visit.say("passphrase-show"),
                                     .hide_text = visit.say("passphrase-hide"),
                                     .show_label = visit.say("passphrase-show-label"),
                                     .hide_label = visit.say("passphrase-hide-label"),
                                     .shown_announcement = visit.say("passphrase-shown"),
                                     .hidden_announcement = visit.say("passphrase-hidden")};
  const Html fields = join(casework::hidden_field("next", next), render(name), render(passphrase),
                           render(ui::Button{.content = visit.say("sign-in"), .prevent_double_click = true}));
  return join(casework::heading(visit.say("sign-in-heading")), visit.post("/sign-in", fields),
              casework::paragraph(casework::link("/help", visit.say("menu-help"))));
}

Result<http::Response> sign_in_page(const Visit& visit, const ui::Form& form, std::string_view next, int status) {
  ui::Page page = visit.page("sign-in-title");
  if (!form.ok()) page.banner = error_summary(form, visit.say);
  page.has_errors = !form.ok();
  page.path = "/sign-in";
  page.body = sign_in_view(visit, form, next);
  return casework::answer(page, status);
}

Result<http::Response> show_sign_in(const Visit& visit) {
  const std::string next = safe_next(visit, visit.request.query_value("next").value_or("/today"));
  if (visit.context.session) return http::see_other(next);
  return sign_in_page(visit, ui::Form(), next, 200);
}

struct Refused {
  std::string_view key;
  int status;
};

Refused refused(const Error& error) {
  if (error.code == Code::rate_limited) return {"sign-in-too-often", 429};
  if (error.code == Code::busy) return {"sign-in-busy", 503};
  return {"sign-in-wrong", 401};
}

Result<http::Response> sign_in_now(const Visit& visit) {
  auto& site = visit.kit.site;
  NWD_TRY(auto form, visit.form());
  const std::string next = safe_next(visit, form.value("next"));
  const auto name = form.text("sign_in", {.most = 64, .required = true, .required_key = "sign-in-name-empty"});
  const std::string_view passphrase = form.value("passphrase");
  if (passphrase.empty()) form.problem("passphrase", "sign-in-passphrase-empty");
  if (!form.ok()) return sign_in_page(visit, form, next, casework::asked_again);

  auto signed_in = access::sign_in(site.database, site.derivations, visit.now(), *name, passphrase, visit.request.peer);
  if (!signed_in) {
    const auto code = signed_in.error().code;
    if (code != Code::unauthenticated && code != Code::rate_limited && code != Code::busy)
      return fail(signed_in.error());
    const auto why = refused(signed_in.error());
    form.problem("sign_in", why.key);
    return sign_in_page(visit, form, next, why.status);
  }
  NWD_TRY(auto token, site.sessions.begin(to_session(*std::move(signed_in), visit.now()), visit.now()));
  auto response = http::see_other(next);
  http::set_cookie(response, {.name = site.cookie_name(), .value = std::move(token), .secure = site.secure});
  return response;
}

void end_session(const Visit& visit) {
  auto& site = visit.kit.site;
  if (const auto token = visit.request.cookie(site.cookie_name())) site.sessions.end(*token);
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
Result<http::Response> exit_now(const Visit& visit) {
  end_session(visit);
  auto response = http::html(ui::exit_document());
  clear_cookies(visit, response);
  response.with("Clear-Site-Data", R"("cache", "cookies", "storage")");
  return response;
}

Result<http::Response> to_today(const Visit&) { return http::see_other("/today"); }

}  // namespace

void add_sign_in(PageRoutes& routes) {
  const auto anyone = access::Rule::anyone();
  routes.get("/", anyone, "Goes to today", to_today)
      .get("/sign-in", access::Rule::anyone_by_form(), "Asks who you are", show_sign_in)
      .post("/sign-in", access::Rule::anyone_by_form(), "Signs in", sign_in_now)
      .post("/sign-out", access::Rule::signed_in(), "Signs out", sign_out_now)
      .post("/exit", anyone, "Leaves this site at once", exit_now);
}

}  // namespace nwd::front
