// The compartments of a case, as JSON.
#pragma once

#include "access/site.h"

namespace nwd::casework {

Result<void> add_notes_routes(access::Site&);

}  // namespace nwd::casework
