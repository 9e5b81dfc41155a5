// Schema changes: numbered, checksummed, each in one transaction, the database backed up before the first one runs.
//
// Every folder with tables embeds its migrations/NNN-name.sql; numbers are unique over the whole program. The text is
// the shared dialect: BLOB, BIGINT, TEXT, DOUBLE PRECISION; a block between "-- only sqlite" or "-- only postgresql"
// and
// "-- end" is for one engine. An applied migration whose text has changed since is an error (Code::foreign).
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/embedded.h"
#include "base/instant.h"
#include "base/result.h"
#include "storage/database.h"

namespace nwd::storage {

struct Migration {
  int number = 0;
  std::string name;
  std::string_view text;
};

// Sorted by number. Two of one number, or a name that is not NNN-name.sql, is an error.
Result<std::vector<Migration>> collect(std::span<const std::span<const EmbeddedFile>> folders);

struct MigrationReport {
  int from = 0;  // highest number applied before
  int to = 0;
};

// `before_first` runs when there is something to apply to a database that already holds tables: make a backup there.
// Two processes may do it at once. A step whose number is lower than one applied before is applied all the same.
Result<MigrationReport> migrate(Database&, std::span<const Migration>, const Clock&,
                                const std::function<Result<void>()>& before_first);

Result<int> applied_migration(Database&);  // the highest number applied; 0: none

// What is wrong; empty if nothing is. SQLite: pages and references. PostgreSQL: settings under which it may lose what
// it acknowledged.
Result<std::vector<std::string>> check_integrity(Database&);

// Every statement of a script, for migrations and restore only.
Result<void> run_script(Writer&, Engine, std::string_view script);

}  // namespace nwd::storage
