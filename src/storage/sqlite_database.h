// SQLite: a pool of readers, and one writer thread that lets waiting writes share a commit.
#pragma once

#include <memory>
#include <string>

#include "storage/database.h"

namespace nwd::storage {

Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, const Options&);

}  // namespace nwd::storage
