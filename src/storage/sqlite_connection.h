// One SQLite connection with its settings and its prepared statements. Not for more than one thread at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "storage/database.h"

struct sqlite3;
struct sqlite3_stmt;

namespace nwd::storage {

inline constexpr std::int32_t application_id = 0x4e57442a;  // "NWD*": in the file's header, so that `file` can tell

Error sqlite_error(sqlite3*, int code, std::string_view during);

class SqliteConnection {
 public:
  static Result<std::unique_ptr<SqliteConnection>> open(const std::string& path, bool writes);
  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  Result<void> run_plain(const char* sql);  // without parameters or rows: BEGIN, COMMIT, PRAGMA, scripts
  Result<std::int64_t> run(Sql, std::span<const Param>);
  Result<void> each(Sql, std::span<const Param>, const Reader::EachRow&);
  // SQL made at run time, for backup and restore.
  Result<void> each_any(const std::string& sql, const Reader::EachAny&);
  Result<void> run_any(const std::string& sql, const std::vector<AnyValue>&);
  [[nodiscard]] bool in_transaction() const;

 private:
  explicit SqliteConnection(sqlite3* handle) : handle_(handle) {}
  Result<void> settle(bool writes);
  Result<void> check_ours(const std::string& path, bool writes);
  Result<sqlite3_stmt*> prepared(Sql, std::span<const Param>);

  sqlite3* handle_;
  std::unordered_map<std::string_view, sqlite3_stmt*> statements_;
  std::unordered_set<std::string> kept_;  // the texts of statements made at run time: they must outlive them
};

}  // namespace nwd::storage
