// The one place where a Code becomes an exit status. `nwd help exit-status` prints this table.
#pragma once

#include <string>

#include "base/error.h"

namespace nwd::cli {

inline constexpr int status_done = 0;
inline constexpr int status_bug = 1;
inline constexpr int status_usage = 2;     // the command line, or a file it names, does not say what it must
inline constexpr int status_findings = 3;  // it ran, and found something: a broken charter, rows set aside
inline constexpr int status_not_found = 4;
inline constexpr int status_denied = 5;       // wrong passphrase, or not allowed
inline constexpr int status_conflict = 6;     // there already, or changed meanwhile
inline constexpr int status_unavailable = 7;  // database down, disk full, too busy: try again
inline constexpr int status_damaged = 8;      // corrupt, or another program's

int exit_status(Code);
std::string exit_status_help();

}  // namespace nwd::cli
