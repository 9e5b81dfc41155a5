// The API of who may see a record: whom the person does not want near it, what its holder is told, break-glass.
#pragma once

#include "access/site.h"

namespace nwd::casework {

Result<void> add_access_routes(access::Site&);

}  // namespace nwd::casework
