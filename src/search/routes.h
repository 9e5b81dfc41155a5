// Searching, as JSON under /api/v1. POST, so that no name stands in an address.
#pragma once

#include "access/site.h"

namespace nwd::search {

Result<void> add_routes(access::Site&);

}  // namespace nwd::search
