#include "storage/sqlite_connection.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cstring>

#include "storage/any_value.h"

namespace nwd::storage {
namespace {

class SqliteRow : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
  bool null(int c) const override { return type(c) == SQLITE_NULL; }
  std::int64_t integer(int c) const override {
    want(c, SQLITE_INTEGER);
    return sqlite3_column_int64(statement_, c);
  }
  double real(int c) const override {
    if (type(c) != SQLITE_INTEGER) want(c, SQLITE_FLOAT);
    return sqlite3_column_double(statement_, c);
  }
  std::string_view text(int c) const override {
    want(c, SQLITE_TEXT);
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_text(statement_, c));
    return text_of({bytes, size(c)});
  }
  int columns() const override { return sqlite3_column_count(statement_); }
  AnyValue any(int c) const override {
    switch (type(c)) {
      case SQLITE_INTEGER: return integer(c);
      case SQLITE_FLOAT: return real(c);
      case SQLITE_TEXT: return std::string(text(c));
      case SQLITE_BLOB: return get<Bytes>(c);
      default: return nullptr;
    }
  }
  ByteView blob(int c) const override {
    want(c, SQLITE_BLOB);
    const void* bytes = sqlite3_column_blob(statement_, c);
    return {static_cast<const std::uint8_t*>(bytes), size(c)};
  }

 private:
  int type(int c) const { return sqlite3_column_type(statement_, c); }
  std::size_t size(int c) const { return static_cast<std::size_t>(sqlite3_column_bytes(statement_, c)); }
  void want(int c, int wanted) const {
    if (type(c) != wanted)
      throw std::logic_error(fmt::format("column {} of \"{}\" has another type", c, sqlite3_sql(statement_)));
  }
  sqlite3_stmt* statement_;
};

int bind_one(sqlite3_stmt* statement, int at, const Param& param) {
  return std::visit(
      [&](const auto& v) -> int {
        using T = std::decay_t<decltype(v)>;
        if constexpr (std::is_same_v<T, std::nullptr_t>)
          return sqlite3_bind_null(statement, at);
        else if constexpr (std::is_same_v<T, std::int64_t>)
          return sqlite3_bind_int64(statement, at, v);
        else if constexpr (std::is_same_v<T, double>)
          return sqlite3_bind_double(statement, at, v);
        // The caller's bytes outlive the statement's run, and bindings are cleared after it: no copy is needed.
        else if constexpr (std::is_same_v<T, std::string_view>)
          return sqlite3_bind_text64(statement, at, v.data() == nullptr ? "" : v.data(), v.size(), SQLITE_STATIC,
                                     SQLITE_UTF8);
        else if (v.empty())
          return sqlite3_bind_zeroblob(statement, at, 0);
        else
          return sqlite3_bind_blob64(statement, at, v.data(), v.size(), SQLITE_STATIC);
      },
      param.value());
}

// Leaves the statement ready for the next run, and without pointers to the caller's bytes.
class Reset {
 public:
  explicit Reset(sqlite3_stmt* statement) : statement_(statement) {}
  ~Reset() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  Reset(const Reset&) = delete;
  Reset& operator=(const Reset&) = delete;

 private:
  sqlite3_stmt* statement_;
};

Error foreign_file(const std::string& path, std::string detail) {
  return {Code::foreign,
          "The file " + path +
              " is not a database of nwd. Nothing was changed in it. Name another file with --database, "
              "or restore a backup with nwd restore.",
          std::move(detail),
          {}};
}

}  // namespace

Error sqlite_error(sqlite3* handle, int code, std::string_view during) {
  const std::string detail = fmt::format("SQLite {} ({}) during {}", code, sqlite3_errstr(code), during);
  const int system = handle == nullptr ? 0 : sqlite3_system_errno(handle);
  switch (code & 0xff) {
    case SQLITE_FULL:
      return {Code::storage_full, "The disk is full. Nothing was saved; make room and try again.", detail, {}};
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {Code::busy, "The database is busy. Try again in a moment.", detail, {}};
    case SQLITE_CORRUPT:
      return {Code::corrupt, "The database is damaged. Stop the server and restore a backup: nwd restore.", detail, {}};
    case SQLITE_NOTADB: return {Code::foreign, "The file is not a database of nwd.", detail, {}};
    case SQLITE_CONSTRAINT: return {Code::conflict, "This is there already, or something it needs is not.", detail, {}};
    case SQLITE_TOOBIG: return {Code::too_large, "This is too large to be saved.", detail, {}};
    case SQLITE_IOERR:
      if (system == ENOSPC || system == EDQUOT)
        return {Code::storage_full, "The disk is full. Nothing was saved; make room and try again.", detail, {}};
      [[fallthrough]];
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM: return {Code::unavailable, "The database's file cannot be read or written.", detail, {}};
    default: return {Code::internal, "Something went wrong on our side.", detail, {}};
  }
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::string& path, bool writes) {
  sqlite3* handle = nullptr;
  const int flags = (writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE) |
                    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(handle));
  if (code != SQLITE_OK) {
    auto error = sqlite_error(handle, code, "open");
    error.message =
        "The database " + path + " cannot be opened. Check that its folder exists and that you may write there.";
    return fail(std::move(error));
  }
  NWD_CHECK(connection->check_ours(path, writes));
  NWD_CHECK(connection->settle(writes));
  return connection;
}

SqliteConnection::~SqliteConnection() {
  for (const auto& [text, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close_v2(handle_);
}

Result<void> SqliteConnection::check_ours(const std::string& path, bool writes) {
  sqlite3_busy_timeout(handle_, 5000);
  sqlite3_stmt* statement = nullptr;
  const int prepared =
      sqlite3_prepare_v2(handle_, "SELECT (SELECT count(*) FROM sqlite_schema)", -1, &statement, nullptr);
  if (prepared != SQLITE_OK) {
    if ((prepared & 0xff) == SQLITE_NOTADB) return fail(foreign_file(path, "not SQLite"));
    return fail(sqlite_error(handle_, prepared, "opening"));
  }
  const int stepped = sqlite3_step(statement);
  const bool empty = stepped == SQLITE_ROW && sqlite3_column_int(statement, 0) == 0;
  sqlite3_finalize(statement);
  if ((stepped & 0xff) == SQLITE_NOTADB) return fail(foreign_file(path, "not SQLite"));
  if (stepped != SQLITE_ROW) return fail(sqlite_error(handle_, stepped, "opening"));

  std::int32_t id = 0;
  if (sqlite3_prepare_v2(handle_, "PRAGMA application_id", -1, &statement, nullptr) == SQLITE_OK &&
      sqlite3_step(statement) == SQLITE_ROW)
    id = sqlite3_column_int(statement, 0);
  sqlite3_finalize(statement);
  if (id == application_id) return {};
  if (!empty || id != 0) return fail(foreign_file(path, fmt::format("application_id {}", id)));
  if (!writes) return {};
  return run_plain(fmt::format("PRAGMA application_id={}", application_id).c_str());
}

Result<void> SqliteConnection::settle(bool writes) {
  NWD_CHECK(run_plain("PRAGMA journal_mode=WAL"));
  NWD_CHECK(run_plain("PRAGMA synchronous=FULL"));
  NWD_CHECK(run_plain(
      "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA cache_size=-16000"));
  NWD_CHECK(run_plain("PRAGMA journal_size_limit=67108864; PRAGMA wal_autocheckpoint=2000"));
  if (!writes) return run_plain("PRAGMA query_only=ON");
  return {};
}

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

Result<void> SqliteConnection::run_plain(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fail(sqlite_error(handle_, code, std::string_view(sql).substr(0, 40)));
  return {};
}

// Statements are kept by the literal's address and length: the same literal is the same statement.
Result<sqlite3_stmt*> SqliteConnection::prepared(Sql sql, std::span<const Param> params) {
  auto& statement = statements_[sql.text()];
  if (statement == nullptr) {
    const int code = sqlite3_prepare_v3(handle_, sql.text().data(), static_cast<int>(sql.text().size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) {
      auto error =
          sqlite_error(handle_, code, fmt::format("preparing \"{}\": {}", sql.text(), sqlite3_errmsg(handle_)));
      statements_.erase(sql.text());
      return fail(std::move(error));
    }
  }
  for (std::size_t i = 0; i < params.size(); ++i) {
    const int at = sqlite3_bind_parameter_index(statement, fmt::format("${}", i + 1).c_str());
    if (at == 0) continue;
    const int code = bind_one(statement, at, params[i]);
    if (code != SQLITE_OK) return fail(sqlite_error(handle_, code, sql.text()));
  }
  return statement;
}

Result<std::int64_t> SqliteConnection::run(Sql sql, std::span<const Param> params) {
  NWD_TRY(auto* statement, prepared(sql, params));
  const Reset reset(statement);
  int code = sqlite3_step(statement);
  while (code == SQLITE_ROW) code = sqlite3_step(statement);
  if (code != SQLITE_DONE) return fail(sqlite_error(handle_, code, sql.text()));
  return sqlite3_changes64(handle_);
}

Result<void> SqliteConnection::each(Sql sql, std::span<const Param> params, const Reader::EachRow& row) {
  NWD_TRY(auto* statement, prepared(sql, params));
  const Reset reset(statement);
  const SqliteRow view(statement);
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) NWD_CHECK(row(view));
  if (code != SQLITE_DONE) return fail(sqlite_error(handle_, code, sql.text()));
  return {};
}

Result<void> SqliteConnection::each_any(const std::string& sql, const Reader::EachAny& row) {
  return each(Sql(Sql::Kept{*kept_.insert(sql).first}), {}, [&](const Row& r) { return row(values_of(r)); });
}

Result<void> SqliteConnection::run_any(const std::string& sql, const std::vector<AnyValue>& values) {
  NWD_CHECK(run(Sql(Sql::Kept{*kept_.insert(sql).first}), params_of(values)));
  return {};
}

}  // namespace nwd::storage
