#include "storage/sqlite_error.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>

namespace nwd::storage {
namespace {

// SQLite's own sentence names only what stands in the SQL and the schema for these.
bool names_no_values(int code) {
  return code == SQLITE_ERROR || (code & 0xff) == SQLITE_CONSTRAINT || code == SQLITE_RANGE;
}

bool is_full(sqlite3* handle, int code) {
  if ((code & 0xff) == SQLITE_FULL) return true;
  if ((code & 0xff) != SQLITE_IOERR || handle == nullptr) return false;
  const int system = sqlite3_system_errno(handle);
  return system == ENOSPC || system == EDQUOT;
}

}  // namespace

Error disk_full(std::string_view detail) {
  return {Code::storage_full, "The disk is full. Nothing was saved; make room and try again.", std::string(detail), {}};
}

Error sqlite_error(sqlite3* handle, int code, std::string_view during) {
  const bool tell = handle != nullptr && names_no_values(code);
  const std::string detail = fmt::format("SQLite {} ({}) during \"{}\"", code,
                                         tell ? sqlite3_errmsg(handle) : sqlite3_errstr(code), during.substr(0, 200));
  if (is_full(handle, code)) return disk_full(detail);
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {Code::busy, "The database is busy. Try again in a moment.", detail, {}};
    case SQLITE_CORRUPT:
      return {Code::corrupt, "The database is damaged. Stop the server and restore a backup: nwd restore.", detail, {}};
    case SQLITE_NOTADB: return {Code::foreign, "The file is not a database of nwd.", detail, {}};
    case SQLITE_CONSTRAINT: return {Code::conflict, "This is there already, or something it needs is not.", detail, {}};
    case SQLITE_TOOBIG: return {Code::too_large, "This is too large to be saved.", detail, {}};
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM: return {Code::unavailable, "The database's file cannot be read or written.", detail, {}};
    default: return {Code::internal, "Something went wrong on our side.", detail, {}};
  }
}

}  // namespace nwd::storage
