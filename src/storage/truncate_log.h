// For a SQLite database whose deleted rows must not stay behind: what was overwritten in the file (`secure_delete`) may
// still stand in the log beside it.
#pragma once

#include <string>

#include "base/result.h"

namespace nwd::storage {

// Copies the log into the file and cuts it to nothing. busy: somebody reads an old state; try again.
Result<void> truncate_log(const std::string& path);

}  // namespace nwd::storage
