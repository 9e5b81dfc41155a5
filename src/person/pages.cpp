#include "person/pages.h"

#include "person/pages_routes.h"

namespace nwd::person {

Result<void> add_pages(const PageKitPtr& kit, const DeskPtr& desk) {
  kit->site.also_tidy([desk](Instant now) { desk->sessions.sweep(now); });
  PageRoutes routes(kit);
  add_door_pages(routes);
  add_enter_pages(routes, desk);
  add_plan_pages(routes, desk);
  add_sharing_pages(routes, desk);
  add_looked_pages(routes, desk);
  return routes.done();
}

}  // namespace nwd::person
