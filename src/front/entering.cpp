#include "front/entering.h"

#include "access/browser.h"
#include "casework/pages_parts.h"
#include "http/url.h"
#include "ui/components.h"

namespace nwd::front {

namespace {

// Only a path of this site: no other host ("//…", "/\\…"), no line ends.
bool is_path(std::string_view next) {
  const bool path = next.size() < 1024 && next.starts_with('/') && !next.starts_with("//");
  return path && next.find_first_of("\\\r\n\t ") == std::string_view::npos;
}

bool asks_who(std::string_view path) { return path.starts_with("/sign-in") || path.starts_with("/confirm"); }

std::string page_after(access::Stage stage, bool soon_demanded, std::string_view next) {
  if (stage == access::Stage::second_step) return with_next("/sign-in/second-step", next);
  if (stage == access::Stage::must_enrol || soon_demanded) return with_next("/account/second-step", next);
  return std::string(next);
}

}  // namespace

// A form that was being sent when the session ended has no page of its own: its page is the one above it.
std::string safe_next(const Visit& visit, std::string_view wanted) {
  std::string next(is_path(wanted) ? wanted : "/today");
  while (next.size() > 1) {
    const auto found = visit.kit.site.router.find(http::Method::get, next.substr(0, next.find('?')));
    if (found.route != nullptr && found.route->kind == http::Kind::page && !asks_who(next)) return next;
    next.resize(next.find_last_of('/'));
  }
  return "/today";
}

std::string with_next(std::string_view page, std::string_view next) {
  return std::string(page) + "?next=" + http::percent_encoded(next);
}

Result<http::Response> come_in(const Visit& visit, access::SignedIn who, std::string_view next) {
  auto& site = visit.kit.site;
  const std::string to = page_after(who.stage, who.second_factor_by.has_value(), next);
  end_session(visit);
  NWD_TRY(auto token, site.sessions.begin(to_session(std::move(who), visit.now()), visit.now(),
                                          access::browser_family(visit.request.header("user-agent"))));
  return go_on(visit, std::move(token), to);
}

http::Response go_on(const Visit& visit, std::string token, std::string_view next) {
  auto& site = visit.kit.site;
  auto response = http::see_other(std::string(next));
  http::set_cookie(response, {.name = site.cookie_name(), .value = std::move(token), .secure = site.secure});
  return response;
}

std::optional<access::Seen> waiting(const Visit& visit) {
  auto& site = visit.kit.site;
  const auto token = visit.request.cookie(site.cookie_name());
  if (!token) return std::nullopt;
  auto seen = site.sessions.look(*token, visit.now());
  if (!seen || seen->stage != access::Stage::second_step) return std::nullopt;
  return seen;
}

Result<bool> has_way(const Visit& visit, access::MemberId member, access::Kind kind) {
  return visit.read([&](storage::Reader& reader) -> Result<bool> {
    NWD_TRY(const auto list, credentials_of(reader, member, kind));
    return !list.empty();
  });
}

void end_session(const Visit& visit) {
  auto& site = visit.kit.site;
  if (const auto token = visit.request.cookie(site.cookie_name())) site.sessions.end(*token);
}

ui::Html code_field(const Visit& visit, const ui::Form& form, std::string_view label) {
  return render(ui::Input{.name = "code",
                          .label = {.content = label},
                          .hint = ui::Hint{.content = visit.say("app-code-hint")},
                          .error = form_error(form, visit.say, "code"),
                          .classes = "govuk-input--width-10 govuk-input--extra-letter-spacing",
                          .inputmode = "numeric",
                          .autocomplete = "one-time-code",
                          .spellcheck = false});
}

std::string digits_of(std::string_view typed) {
  std::string digits;
  for (const char c : typed)
    if (c != ' ' && c != '-') digits += c;
  return digits;
}

Result<http::Response> asking(const Visit& visit, ui::MessageKey title, const ui::Form& form, ui::Html body, int status,
                              std::string path) {
  ui::Page page = visit.page(title);
  if (!form.ok()) page.banner = error_summary(form, visit.say);
  page.has_errors = !form.ok();
  page.path = std::move(path);
  page.body = std::move(body);
  return casework::answer(page, status);
}

}  // namespace nwd::front
