#include "cli/every_route.h"

#include "casework/routes.h"
#include "cli/operations_routes.h"
#include "directory/routes.h"
#include "referral/routes.h"
#include "release/routes.h"
#include "search/routes.h"

namespace nwd::cli {

Result<void> add_every_route(access::Site& site, const front::Parts& pages,
                             std::function<http::Server::Counts()> counts) {
  NWD_CHECK(access::add_session_api(site));
  NWD_CHECK(directory::add_routes(site));
  NWD_CHECK(casework::add_routes(site));
  NWD_CHECK(search::add_routes(site));
  NWD_CHECK(release::add_routes(site));
  NWD_CHECK(referral::add_routes(site, pages.catalogues));
  NWD_CHECK(front::add_routes(site, pages));
  return add_operations_routes(site, std::move(counts));
}

}  // namespace nwd::cli
