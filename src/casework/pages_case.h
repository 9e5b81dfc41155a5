// The page of a case as handlers.
#pragma once

#include "casework/pages_kit.h"

namespace nwd::casework {

void add_case_pages(PageRoutes&);

}  // namespace nwd::casework
