// The door's questions as handlers: what is posted, what is kept.
#pragma once

#include "casework/case.h"
#include "casework/pages_kit.h"

namespace nwd::casework {

void add_intake_pages(PageRoutes&);

}  // namespace nwd::casework
