// The language of the pages: a cookie that says two letters.
#include "front/screens.h"

namespace nwd::front {

namespace {

constexpr std::int64_t year_seconds = 31'536'000;

std::string back_path(std::string_view path) {
  const bool here = path.starts_with('/') && !path.starts_with("//") && path.size() < 2048;
  return here && path.find_first_of("\\\r\n\t ") == std::string_view::npos ? std::string(path) : "/today";
}

Result<http::Response> choose_language(const Visit& visit) {
  const auto wanted = visit.request.query_value("to").value_or("");
  auto response = http::see_other(back_path(visit.request.query_value("back").value_or("/today")));
  const bool secure = visit.kit.site.secure;
  const auto cookie = secure ? casework::language_cookie_tls : casework::language_cookie;
  for (const auto locale : ui::all_locales) {
    if (ui::name(locale) != wanted) continue;
    http::set_cookie(response,
                     {.name = std::string(cookie), .value = wanted, .max_age_seconds = year_seconds, .secure = secure});
  }
  return response;
}

}  // namespace

void add_language(PageRoutes& routes) {
  routes.get("/language", access::Rule::anyone(), "Chooses the language", choose_language);
}

}  // namespace nwd::front
