#include "storage/sqlite_connection.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "storage/any_value.h"
#include "storage/params.h"
#include "storage/sqlite_error.h"
#include "storage/sqlite_statement.h"

namespace nwd::storage {
namespace {

constexpr int wait_ms = 5000;            // for another process's write
constexpr int frames_between = 8000;     // pages of the log between two copies into the file: 32 MB
constexpr int frames_too_many = 32'000;  // pages after which a copy waits, shortly, for readers of old states
constexpr int longest_value = 64 << 20;  // bytes

Error foreign_file(const std::string& path, std::string detail) {
  return {Code::foreign,
          "The file " + path +
              " is not a database of nwd. Nothing was changed in it. Name another file with --database, "
              "or restore a backup with nwd restore.",
          std::move(detail),
          {}};
}

}  // namespace

// A statement for one run: the connection's own, or a second one while that is under way further up.
class SqliteConnection::Use {
 public:
  explicit Use(SqliteStatement* kept) : statement_(kept) { statement_->take(); }
  explicit Use(std::unique_ptr<SqliteStatement> second) : second_(std::move(second)), statement_(second_.get()) {}
  Use(Use&& other) noexcept : second_(std::move(other.second_)), statement_(std::exchange(other.statement_, nullptr)) {}
  Use& operator=(Use&&) = delete;
  ~Use() {
    if (statement_ != nullptr) statement_->release();
  }
  SqliteStatement* operator->() const { return statement_; }

 private:
  std::unique_ptr<SqliteStatement> second_;
  SqliteStatement* statement_;
};

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::string& path, bool writes) {
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
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

SqliteConnection::SqliteConnection(sqlite3* handle) : handle_(handle) {}

SqliteConnection::~SqliteConnection() {
  statements_.clear();
  sqlite3_close_v2(handle_);
}

// Looked at before any setting is made: a file of another program is left as it was.
Result<void> SqliteConnection::check_ours(const std::string& path, bool writes) {
  sqlite3_busy_timeout(handle_, wait_ms);
  std::int64_t tables = 0;
  std::int64_t id = 0;
  const auto looked = each("SELECT (SELECT count(*) FROM sqlite_schema), application_id FROM pragma_application_id", {},
                           [&](const Row& row) -> Result<void> {
                             tables = row.integer(0);
                             id = row.integer(1);
                             return {};
                           });
  if (!looked) return fail(looked.error().code == Code::foreign ? foreign_file(path, "not SQLite") : looked.error());
  if (id == application_id) return {};
  if (tables != 0 || id != 0) return fail(foreign_file(path, fmt::format("application_id {}", id)));
  if (!writes) return {};
  return run_plain(fmt::format("PRAGMA application_id={}", application_id).c_str());
}

Result<void> SqliteConnection::settle(bool writes) {
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_limit(handle_, SQLITE_LIMIT_LENGTH, longest_value);
  std::string journal;
  NWD_CHECK(each("PRAGMA journal_mode=WAL", {}, [&](const Row& row) -> Result<void> {
    journal = row.text(0);
    return {};
  }));
  if (journal != "wal")
    return fail(Code::unavailable, "The database's folder cannot hold its log. Put the database on a local disk.",
                "journal_mode " + journal);
  NWD_CHECK(run_plain("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF"));
  // recursive_triggers: without them INSERT OR REPLACE would remove rows past a table's own guard.
  NWD_CHECK(run_plain("PRAGMA recursive_triggers=ON; PRAGMA cell_size_check=ON; PRAGMA cache_size=-16000"));
  // secure_delete: what is deleted is overwritten with zeroes.
  NWD_CHECK(run_plain("PRAGMA journal_size_limit=67108864; PRAGMA secure_delete=ON"));
  if (!writes) return run_plain("PRAGMA query_only=ON");
  // In place of SQLite's own copying inside a commit, while its caller waits.
  sqlite3_wal_hook(
      handle_,
      [](void* self, sqlite3*, const char*, int frames) {
        static_cast<SqliteConnection*>(self)->log_frames_ = frames;
        return SQLITE_OK;
      },
      this);
  return {};
}

void SqliteConnection::checkpoint_if_due() {
  if (log_frames_ < copied_frames_) copied_frames_ = 0;  // the log began anew
  if (log_frames_ - copied_frames_ < frames_between) return;
  copied_frames_ = log_frames_;
  // One that fails is made up for by the next: the commits stand in the log.
  sqlite3_busy_timeout(handle_, 20);
  sqlite3_wal_checkpoint_v2(handle_, nullptr,
                            log_frames_ > frames_too_many ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE,
                            nullptr, nullptr);
  sqlite3_busy_timeout(handle_, wait_ms);
}

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

bool SqliteConnection::owes_references() const {
  int owed = 0;
  int highest = 0;
  sqlite3_db_status(handle_, SQLITE_DBSTATUS_DEFERRED_FKS, &owed, &highest, 0);
  return owed != 0;
}

Failure SqliteConnection::failed(int code, std::string_view during) {
  auto error = sqlite_error(handle_, code, during);
  if (!failure_) failure_ = error;
  return fail(std::move(error));
}

Result<void> SqliteConnection::run_plain(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return failed(code, std::string_view(sql).substr(0, 40));
  return {};
}

Result<SqliteConnection::Use> SqliteConnection::start(Sql sql, std::span<const Param> params) {
  NWD_CHECK(check_params(params));
  auto& kept = statements_[sql.text()];
  std::unique_ptr<SqliteStatement> second;
  if (!kept || kept->taken()) {
    auto& made = kept ? second : kept;
    made = SqliteStatement::prepare(handle_, sql.text());
    if (!made) {
      const int code = sqlite3_extended_errcode(handle_);
      if (!kept) statements_.erase(sql.text());
      return failed(code == SQLITE_OK ? SQLITE_ERROR : code, sql.text());
    }
  }
  Use use = second ? Use(std::move(second)) : Use(kept.get());
  const int code = use->bind(params);
  if (code != SQLITE_OK) return failed(code, sql.text());
  return use;
}

Result<std::int64_t> SqliteConnection::run(Sql sql, std::span<const Param> params) {
  NWD_TRY(const auto use, start(sql, params));
  const auto before = sqlite3_total_changes64(handle_);
  int code = use->step();
  while (code == SQLITE_ROW) code = use->step();
  if (code != SQLITE_DONE) return failed(code, sql.text());
  // A statement that changes nothing leaves the count of the one before it.
  return sqlite3_total_changes64(handle_) == before ? 0 : sqlite3_changes64(handle_);
}

Result<void> SqliteConnection::each(Sql sql, std::span<const Param> params, const Reader::EachRow& row) {
  NWD_TRY(const auto use, start(sql, params));
  const SqliteRow view(use->handle());
  int code = SQLITE_ROW;
  while ((code = use->step()) == SQLITE_ROW) NWD_CHECK(row(view));
  if (code != SQLITE_DONE) return failed(code, sql.text());
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
