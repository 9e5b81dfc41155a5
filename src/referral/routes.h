// Fits, sending, and answering, as JSON under /api/v1.
#pragma once

#include "access/site.h"
#include "base/result.h"
#include "directory/directory.h"

namespace nwd::referral {

Result<void> add_routes(access::Site&, directory::Catalogues&);

}  // namespace nwd::referral
