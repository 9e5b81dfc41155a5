// Entries found by what opener.h works out. Used inside this folder only.
#pragma once

#include <array>
#include <vector>

#include "audit/audit.h"

namespace nwd::audit::store {

using Tags = std::array<IdBytes, 16>;
Result<std::vector<Recorded>> with_tags(storage::Reader&, const Tags&);
// Newest first, with numbers below `before`.
Result<std::vector<Recorded>> with_log_key(storage::Reader&, const IdBytes& log_key, std::int64_t before, int limit);
// Of those from before entries were sealed; newest first.
Result<std::vector<Recorded>> plain_of_subject(storage::Reader&, const IdBytes& subject, int limit);

}  // namespace nwd::audit::store
