#include "ui/error_page.h"

#include "ui/components.h"

namespace nwd::ui {
namespace {

// Statuses with words of their own; the rest are told as 500.
std::string known(int status) {
  for (const int own : {400, 401, 403, 404, 409, 410, 412, 413, 415, 428, 429, 500, 503, 504, 507})
    if (own == status) return std::to_string(status);
  return "500";
}

}  // namespace

std::string document(const ErrorPage& error) {
  const auto say = error.say;
  const std::string key = "error-" + known(error.status);
  Html body =
      join(tag("h1", {{"class", "govuk-heading-l"}}, say(key)), tag("p", {{"class", "govuk-body"}}, say(key + ".do")));
  const std::string href = error.status == 401 ? "/sign-in" : error.back_href.empty() ? "/" : error.back_href;
  body.add(tag("p", {{"class", "govuk-body"}},
               tag("a", {{"class", "govuk-link"}, {"href", safe_href(href)}},
                   say(error.status == 401 ? "error-to-sign-in" : "error-back"))));
  if (!error.request_id.empty())
    body.add(
        tag("p", {{"class", "govuk-hint"}}, say("error-number", {{"number", std::string_view(error.request_id)}})));
  return document(Page{
      .say = say, .title = "error-title", .body = std::move(body), .csrf = error.csrf, .signed_in = error.signed_in});
}

}  // namespace nwd::ui
