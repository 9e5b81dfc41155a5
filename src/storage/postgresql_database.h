// PostgreSQL through libpq: a pool of connections, each with its prepared statements.
#pragma once

#include <memory>
#include <string>

#include "storage/database.h"

namespace nwd::storage {

Result<std::unique_ptr<Database>> open_postgresql(const std::string& uri, const Options&);

}  // namespace nwd::storage
