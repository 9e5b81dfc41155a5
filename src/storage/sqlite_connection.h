// One SQLite connection with its settings and its prepared statements. Not for more than one thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "storage/database.h"

struct sqlite3;

namespace nwd::storage {

inline constexpr std::int32_t application_id = 0x4e57442a;  // "NWD*": in the file's header, so that `file` can tell

class SqliteStatement;

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
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }  // the first since clear_failure
  void clear_failure() { failure_.reset(); }
  [[nodiscard]] bool owes_references() const;  // a deferred foreign key is not satisfied yet
  // Copies the log into the file when it has grown enough: after a commit, with nobody waiting for it.
  void checkpoint_if_due();

 private:
  class Use;
  explicit SqliteConnection(sqlite3* handle);
  Result<void> settle(bool writes);
  Result<void> check_ours(const std::string& path, bool writes);
  Result<Use> start(Sql, std::span<const Param>);
  Failure failed(int code, std::string_view during);

  sqlite3* handle_;
  std::unordered_map<std::string_view, std::unique_ptr<SqliteStatement>> statements_;
  std::unordered_set<std::string> kept_;  // the texts of statements made at run time: they must outlive them
  std::optional<Error> failure_;
  int log_frames_ = 0;
  int copied_frames_ = 0;
};

}  // namespace nwd::storage
