// What the audit is told of a try that failed. Used inside this folder only.
#pragma once

#include <optional>

#include "access/organization.h"

namespace nwd::access {

Result<void> note_failure(storage::Database&, Instant now, std::optional<MemberId>, std::optional<OrganizationId>);

}  // namespace nwd::access
