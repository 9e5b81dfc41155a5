// How the connection to a PostgreSQL server is protected on its way. Used inside this folder only.
#pragma once

#include <string>

#include "base/result.h"

namespace nwd::storage {

// The sslmode for a URI that names none: libpq's own ("") on this machine; on another one only an encrypted connection
// whose certificate names the server ("verify-full"). invalid: a URI that cannot be read, or that asks for less.
Result<std::string> ssl_mode_for(const std::string& uri);

}  // namespace nwd::storage
