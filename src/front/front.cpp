#include "front/front.h"

#include "casework/pages.h"
#include "front/routes.h"
#include "http/problem.h"
#include "referral/pages.h"
#include "ui/error_page.h"

namespace nwd::front {

Result<void> add_routes(access::Site& site, const Parts& parts) {
  const auto kit = std::make_shared<const casework::PageKit>(casework::PageKit{site, parts.messages, parts.local});
  PageRoutes routes(kit);
  add_sign_in(routes);
  add_today(routes);
  add_capacity(routes);
  add_help(routes);
  add_language(routes);
  NWD_CHECK(routes.done());
  NWD_CHECK(add_assets(site));
  NWD_CHECK(casework::add_pages(kit));
  return referral::add_pages(kit, parts.catalogues);
}

http::ErrorPage error_page(const Parts& parts) {
  return [&messages = parts.messages](const Error& error, const http::Request& request) {
    const auto locale =
        ui::negotiate(request.cookie(casework::language_cookie).value_or(""), request.header("accept-language"));
    const int status = http::status_of(error.code);
    return http::html(
        ui::document(ui::ErrorPage{
            .say = messages.in(locale), .status = status, .request_id = request.request_id, .back_href = "/today"}),
        status);
  };
}

}  // namespace nwd::front
