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
Result<MigrationReport> migrate(Database&, std::span<const Migration>, const Clock&,
                                const std::function<Result<void>()>& before_first);

Result<int> applied_migration(Database&);  // the highest number applied; 0: none

// What is wrong with the pages and indexes, in the engine's words; empty if nothing is.
Result<std::vector<std::string>> check_integrity(Database&);

// All of them in the transaction of `writer`, on an empty database: for restore only.
Result<void> apply_all(Writer&, Engine, std::span<const Migration>, const Clock&);

// Every statement of a script, for migrations and restore only.
Result<void> run_script(Writer&, Engine, std::string_view script);

}  // namespace nwd::storage
