// What both engines ask of values on their way in. Used inside this folder only.
#pragma once

#include <span>

#include "storage/database.h"

namespace nwd::storage {

// invalid: text that is not UTF-8 or holds a NUL (PostgreSQL takes neither), a number that is none (SQLite would store
// nothing instead).
Result<void> check_params(std::span<const Param>);

}  // namespace nwd::storage
