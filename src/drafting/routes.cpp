#include "drafting/routes.h"

#include "drafting/room.h"

namespace nwd::drafting {

Result<void> add_routes(const casework::PageKitPtr& kit, const DeskLimits& limits) {
  const auto room = std::make_shared<Room>(kit, limits);
  NWD_CHECK(add_text_routes(room));
  NWD_CHECK(add_api(room));
  casework::PageRoutes routes(kit);
  add_charter_pages(room, routes);
  add_verdict_pages(room, routes);
  add_person_pages(room, routes);
  add_compare_pages(room, routes);
  return routes.done();
}

}  // namespace nwd::drafting
