#include "casework/pages.h"

#include "casework/pages_access.h"
#include "casework/pages_case.h"
#include "casework/pages_intake.h"
#include "casework/pages_notes.h"

namespace nwd::casework {

Result<void> add_pages(const PageKitPtr& kit) {
  PageRoutes routes(kit);
  add_intake_pages(routes);
  add_case_pages(routes);
  add_notes_pages(routes);
  add_blocked_pages(routes);
  add_glass_pages(routes);
  return routes.done();
}

}  // namespace nwd::casework
