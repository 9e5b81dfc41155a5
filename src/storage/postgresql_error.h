// SQLSTATEs as ours. The detail names SQL, tables and constraints, never values. Used inside this folder only.
#pragma once

#include <libpq-fe.h>

#include <string_view>

#include "base/error.h"

namespace nwd::storage {

std::string_view sqlstate_of(const PGresult*);  // empty: none came, the connection is gone
Error postgresql_error(const PGresult*, std::string_view during);

}  // namespace nwd::storage
