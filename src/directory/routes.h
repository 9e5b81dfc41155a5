// The directory's JSON API under /api/v1/directory.
#pragma once

#include "access/site.h"
#include "base/result.h"

namespace nwd::directory {

Result<void> add_routes(access::Site&);

}  // namespace nwd::directory
