// Sharing, as JSON under /api/v1. Stopping is referral's: it ends packets too.
#pragma once

#include "access/site.h"

namespace nwd::release {

Result<void> add_routes(access::Site&);

}  // namespace nwd::release
