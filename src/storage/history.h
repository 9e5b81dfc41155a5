// Which schema steps a database has had. Used inside this folder only.
#pragma once

#include <map>

#include "storage/migrate.h"

namespace nwd::storage {

using Applied = std::map<int, Bytes>;  // number to checksum

Result<Applied> applied_in(Reader&, Engine);
// foreign: a step that `wanted` lacks, or has with another text. `whose`: "This database", "This backup".
Result<void> check_history(const Applied&, std::span<const Migration> wanted, std::string_view whose);
// Runs one step and writes it down, unless it is there already.
Result<void> apply(Writer&, Engine, const Migration&, Instant now);

}  // namespace nwd::storage
