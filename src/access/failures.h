// What the audit is told of a try that failed. Used by what verifies credentials: this folder and passkey/.
#pragma once

#include <optional>

#include "access/organization.h"

namespace nwd::access {

Result<void> note_failure(storage::Database&, Instant now, std::optional<MemberId>, std::optional<OrganizationId>);

}  // namespace nwd::access
