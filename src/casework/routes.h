// Intakes, cases and threads as JSON, under /api/v1.
#pragma once

#include "access/site.h"
#include "base/result.h"

namespace nwd::casework {

Result<void> add_routes(access::Site&);

}  // namespace nwd::casework
