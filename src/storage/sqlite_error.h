// SQLite's codes as ours. The detail names SQL, tables and columns, never values. Used inside this folder only.
#pragma once

#include <string_view>

#include "base/error.h"

struct sqlite3;

namespace nwd::storage {

Error disk_full(std::string_view detail);
Error sqlite_error(sqlite3*, int code, std::string_view during);

}  // namespace nwd::storage
