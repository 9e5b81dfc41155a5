#include "storage/truncate_log.h"

#include "storage/sqlite_connection.h"

namespace nwd::storage {

Result<void> truncate_log(const std::string& path) {
  NWD_TRY(const auto connection, SqliteConnection::open(path, true));
  bool busy = true;
  NWD_CHECK(connection->each("PRAGMA wal_checkpoint(TRUNCATE)", {}, [&](const Row& row) -> Result<void> {
    busy = row.integer(0) != 0;
    return {};
  }));
  if (busy) return fail(Code::busy, "The database's log is in use. It is cut at the next try.", "wal_checkpoint");
  return {};
}

}  // namespace nwd::storage
