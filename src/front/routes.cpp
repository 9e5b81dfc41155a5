#include "front/routes.h"

#include "casework/pages.h"
#include "drafting/routes.h"
#include "front/passkeys.h"
#include "front/providers.h"
#include "front/screens.h"
#include "http/problem.h"
#include "person/pages.h"
#include "referral/pages.h"
#include "release/pages.h"
#include "same_person/pages.h"
#include "search/pages.h"
#include "ui/error_page.h"

namespace nwd::front {

namespace {

// The words are part of the program: read once, never changed.
const Result<ui::Messages>& embedded_messages() {
  static const Result<ui::Messages> messages = ui::Messages::load();
  return messages;
}

}  // namespace

Result<void> add_routes(access::Site& site, const Parts& parts) {
  const auto& messages = embedded_messages();
  if (!messages) return fail(messages.error());
  const auto kit = std::make_shared<const casework::PageKit>(casework::PageKit{site, *messages, parts.local});
  const auto desk = std::make_shared<PasskeyDesk>(parts.origin);
  const auto persons = std::make_shared<person::Desk>();
  const auto providers = std::make_shared<ProviderDesk>(parts.origin, parts.ask_providers);
  PageRoutes routes(kit);
  add_sign_in(routes, desk, persons);
  add_recover(routes);
  add_confirm(routes, desk);
  add_passkeys(routes, desk, providers);
  add_providers(routes, providers, desk);
  add_account(routes);
  add_account_passphrase(routes);
  add_account_app(routes);
  add_account_passkeys(routes, desk);
  add_account_paper_code(routes);
  add_account_provider(routes, providers);
  add_second_step_rule(routes);
  add_provider_rule(routes, providers);
  add_today(routes);
  add_capacity(routes);
  add_numbers(routes);
  add_log(routes);
  add_help(routes);
  add_language(routes);
  NWD_CHECK(routes.done());
  NWD_CHECK(add_numbers_api(site));
  NWD_CHECK(add_log_api(site));
  NWD_CHECK(add_assets(site));
  NWD_CHECK(casework::add_pages(kit));
  NWD_CHECK(search::add_pages(kit));
  NWD_CHECK(same_person::add_pages(kit));
  NWD_CHECK(release::add_pages(kit));
  NWD_CHECK(drafting::add_routes(kit));
  NWD_CHECK(person::add_pages(kit, persons));
  return referral::add_pages(kit, parts.catalogues);
}

http::Response error_page(const Error& error, const http::Request& request) {
  const int status = http::status_of(error.code);
  const auto& messages = embedded_messages();
  if (!messages) return http::problem(error, request.request_id);
  const auto locale = casework::locale_of(request);
  const std::string_view back = request.path.starts_with(person::home) ? person::home : "/today";
  return http::html(ui::document(ui::ErrorPage{.say = messages->in(locale),
                                               .status = status,
                                               .request_id = request.request_id,
                                               .back_href = std::string(back)}),
                    status);
}

}  // namespace nwd::front
