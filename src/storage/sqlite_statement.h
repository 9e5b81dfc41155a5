// One prepared statement of SQLite: its parameters by number, its rows. Used inside this folder only.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <vector>

#include "storage/database.h"

namespace nwd::storage {

class SqliteStatement {
 public:
  // Null on an error, which the connection tells.
  static std::unique_ptr<SqliteStatement> prepare(sqlite3*, std::string_view sql);
  explicit SqliteStatement(sqlite3_stmt* handle);
  ~SqliteStatement() { sqlite3_finalize(handle_); }
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  // SQLite's code. The bytes must stay until `release`.
  int bind(std::span<const Param>);
  int step() { return sqlite3_step(handle_); }
  [[nodiscard]] sqlite3_stmt* handle() const { return handle_; }

  [[nodiscard]] bool taken() const { return taken_; }
  void take() { taken_ = true; }
  void release();  // ready for the next run, without pointers to the caller's bytes

 private:
  sqlite3_stmt* handle_;
  std::vector<std::size_t> numbers_;  // of parameter i + 1: the n of its "$n"; 0 if it is not of that form
  bool taken_ = false;
};

class SqliteRow : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
  [[nodiscard]] bool null(int) const override;
  [[nodiscard]] std::int64_t integer(int) const override;
  [[nodiscard]] double real(int) const override;
  [[nodiscard]] std::string_view text(int) const override;
  [[nodiscard]] ByteView blob(int) const override;
  [[nodiscard]] int columns() const override;
  [[nodiscard]] AnyValue any(int) const override;

 private:
  [[nodiscard]] int type(int) const;
  [[nodiscard]] std::size_t size(int) const;
  void want(int column, int type) const;
  sqlite3_stmt* statement_;
};

}  // namespace nwd::storage
