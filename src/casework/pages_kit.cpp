#include "casework/pages_kit.h"

#include "casework/case_access.h"
#include "http/conditional.h"
#include "http/url.h"
#include "ui/timeline.h"

namespace nwd::casework {

namespace {

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string clock_text(ui::Say say, const LocalTime& time) {
  const int twelve = time.hour % 12 == 0 ? 12 : time.hour % 12;
  const std::string minute = two_digits(time.minute);
  return say("clock", {{"hour", time.hour},
                       {"twelve", twelve},
                       {"minute", std::string_view(minute)},
                       {"half", time.hour < 12 ? std::string_view("am") : std::string_view("pm")}});
}

std::vector<ui::MenuLink> menu_of(const Visit& visit) {
  const auto link = [&](std::string_view key, std::string href) {
    const bool here = visit.request.path == href;
    return ui::MenuLink{visit.say(key), std::move(href), here};
  };
  std::vector<ui::MenuLink> menu;
  menu.push_back(link("menu-today", "/today"));
  if (visit.session().has(access::Role::caseworker)) menu.push_back(link("menu-beds", "/beds"));
  if (visit.session().has(access::Role::caseworker) || visit.session().has(access::Role::navigator))
    menu.push_back(link("menu-shared", "/shared"));
  if (visit.session().has(access::Role::supervisor)) menu.push_back(link("menu-mandated", "/mandated"));
  if (visit.session().has(access::Role::drafter) || visit.session().has(access::Role::director))
    menu.push_back(link("menu-charters", "/drafts"));
  if (visit.session().roles.any_of({access::Role::director, access::Role::grants_manager}))
    menu.push_back(link("menu-numbers", "/numbers"));
  if (visit.session().roles.any_of({access::Role::supervisor, access::Role::auditor}))
    menu.push_back(link("menu-log", "/log"));
  menu.push_back(link("menu-help", "/help"));
  return menu;
}

}  // namespace

Visit::Visit(const PageKit& page_kit, const http::Request& the_request, const access::Context& the_context)
    : kit(page_kit), request(the_request), context(the_context), say(page_kit.messages.in(locale_of(the_request))) {}

ui::Locale locale_of(const http::Request& request) {
  auto chosen = request.cookie(language_cookie_tls);
  if (!chosen) chosen = request.cookie(language_cookie);
  return ui::negotiate(chosen.value_or(""), request.header("accept-language"));
}

std::string Visit::moment(Instant instant) const {
  const LocalTime time = kit.local(instant);
  std::string clock = clock_text(say, time);
  if (time.day == today()) return clock;
  const std::string day = ui::day_text(time.day, say);
  return say("clock-on-day", {{"clock", std::string_view(clock)}, {"day", std::string_view(day)}});
}

std::string Visit::path() const {
  std::string whole = request.path;
  char separator = '?';
  for (const auto& [name, value] : request.query) {
    whole += separator + http::percent_encoded(name, ",") + '=' + http::percent_encoded(value, ",");
    separator = '&';
  }
  return whole;
}

ui::Page Visit::page(ui::MessageKey title) const {
  ui::Page page{.say = say, .title = title, .body = {}, .path = path(), .csrf = context.csrf};
  if (!context.session) return page;
  page.signed_in = ui::SignedIn{session().member_name, session().organization_name};
  page.menu = menu_of(*this);
  return page;
}

ui::Html Visit::post(std::string_view action, const ui::Html& content) const {
  return ui::post_form(action, context.csrf, content);
}

Result<ui::Form> Visit::form() const {
  NWD_TRY(auto fields, request.form());
  return ui::Form(std::move(fields));
}

http::Response answer(const ui::Page& page, int status) { return http::html(ui::document(page), status); }

PageRoutes& PageRoutes::get(std::string pattern, const access::Rule& rule, std::string summary, Screen screen) {
  add(http::Method::get, std::move(pattern), rule, std::move(summary), std::move(screen));
  return *this;
}

PageRoutes& PageRoutes::post(std::string pattern, const access::Rule& rule, std::string summary, Screen screen) {
  add(http::Method::post, std::move(pattern), rule, std::move(summary), std::move(screen));
  return *this;
}

void PageRoutes::add(http::Method method, std::string pattern, const access::Rule& rule, std::string summary,
                     Screen screen) {
  if (!result_) return;
  http::Route route;
  route.method = method;
  route.pattern = std::move(pattern);
  route.kind = http::Kind::page;
  route.summary = std::move(summary);
  result_ = kit_->site.add(
      std::move(route), rule,
      [kit = kit_, screen = std::move(screen)](const http::Request& request, const access::Context& context) {
        auto shown = screen(Visit(*kit, request, context));
        if (!shown) note_try(kit->site, context, shown.error());
        return shown;
      });
}

std::string state_etag(std::string_view state) { return http::etag_of(state); }

http::Response unless_changed(const Visit& visit, std::string_view state) {
  const std::string etag = state_etag(state);
  http::Response response;
  response.status = http::not_modified(visit.request, etag) ? 304 : 200;
  response.with("ETag", etag);
  return response;
}

}  // namespace nwd::casework
