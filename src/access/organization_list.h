// Every organization that can work with what is shared with it.
#pragma once

#include <vector>

#include "access/organization.h"

namespace nwd::access {

// Those with an active member in one of these roles, by name.
Result<std::vector<Organization>> organizations_with(storage::Reader&, Roles);

}  // namespace nwd::access
