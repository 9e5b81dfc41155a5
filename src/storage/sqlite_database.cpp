#include "storage/sqlite_database.h"

#include <algorithm>

#include "storage/group_commit.h"
#include "storage/pool.h"
#include "storage/reserve.h"
#include "storage/sqlite_connection.h"
#include "storage/sqlite_file.h"

namespace nwd::storage {
namespace {

class SqliteReader : public Reader {
 public:
  explicit SqliteReader(SqliteConnection& connection) : connection_(connection) {}
  Result<void> each(Sql sql, std::span<const Param> params, const EachRow& row) override {
    return connection_.each(sql, params, row);
  }
  Result<void> each_any(const std::string& sql, const EachAny& row) override { return connection_.each_any(sql, row); }

 private:
  SqliteConnection& connection_;
};

class SqliteWriter : public Writer {
 public:
  explicit SqliteWriter(SqliteConnection& connection) : connection_(connection) {}
  Result<void> each(Sql sql, std::span<const Param> params, const EachRow& row) override {
    return connection_.each(sql, params, row);
  }
  Result<void> each_any(const std::string& sql, const EachAny& row) override { return connection_.each_any(sql, row); }
  Result<std::int64_t> run_list(Sql sql, std::span<const Param> params) override {
    return connection_.run(sql, params);
  }
  Result<void> run_any(const std::string& sql, const std::vector<AnyValue>& values) override {
    return connection_.run_any(sql, values);
  }
  Result<void> run_script_text(const std::string& script) override { return connection_.run_plain(script.c_str()); }

 private:
  SqliteConnection& connection_;
};

constexpr Sql savepoint = "SAVEPOINT one";
constexpr Sql release = "RELEASE one";
constexpr Sql roll_back_to = "ROLLBACK TO one";

class SqliteSession : public WriteSession {
 public:
  SqliteSession(std::unique_ptr<SqliteConnection> connection, std::unique_ptr<Reserve> reserve)
      : connection_(std::move(connection)), reserve_(std::move(reserve)), writer_(*connection_) {}

  Writer& writer() override { return writer_; }
  Result<void> begin() override { return connection_->run_plain("BEGIN IMMEDIATE"); }
  Result<void> mark() override {
    connection_->clear_failure();
    return plain(savepoint);
  }
  // A deferred reference left open would fail the commit of the whole group: it fails the write that left it.
  Result<void> keep() override {
    if (connection_->owes_references())
      return fail(Code::conflict, "This is there already, or something it needs is not.", "a deferred foreign key");
    return plain(release);
  }
  Result<void> undo() override {
    NWD_CHECK(plain(roll_back_to));
    return plain(release);
  }
  Result<void> commit() override {
    auto committed = connection_->run_plain("COMMIT");
    if (!committed) abandon();
    return committed;
  }
  void abandon() override {
    if (connection_->in_transaction()) (void)connection_->run_plain("ROLLBACK");
  }
  bool in_transaction() const override { return connection_->in_transaction(); }
  std::optional<Error> failure() override { return connection_->failure(); }
  bool passing() override { return false; }
  void rest() override { connection_->checkpoint_if_due(); }
  bool scarce() const override { return reserve_ != nullptr && !reserve_->whole(); }
  bool make_room() override { return reserve_ != nullptr && reserve_->give(); }
  void keep_room() override {
    if (scarce()) reserve_->refill();
  }

 private:
  Result<void> plain(Sql sql) {
    NWD_CHECK(connection_->run(sql, {}));
    return {};
  }
  std::unique_ptr<SqliteConnection> connection_;
  std::unique_ptr<Reserve> reserve_;
  SqliteWriter writer_;
};

class SqliteDatabase : public Database {
 public:
  SqliteDatabase(const std::string& path, const Options& options, std::unique_ptr<FileLock> lock,
                 std::unique_ptr<SqliteConnection> writer, std::unique_ptr<Reserve> reserve)
      : lock_(std::move(lock)),
        readers_(std::max(1, options.readers), [path] { return SqliteConnection::open(path, false); }),
        commits_(std::make_unique<SqliteSession>(std::move(writer), std::move(reserve)), options) {}

  Engine engine() const override { return Engine::sqlite; }
  CommitCounts commit_counts() const override { return commits_.counts(); }
  std::size_t writes_waiting() const override { return commits_.waiting(); }

 protected:
  Result<void> read_with(const std::function<Result<void>(Reader&)>& function) override {
    NWD_TRY(auto connection, readers_.take());
    auto result = connection->run_plain("BEGIN");
    if (result) {
      SqliteReader reader(*connection);
      result = guarded(function, reader);
      const auto ended = connection->run_plain("ROLLBACK");
      if (result && !ended) result = ended;
    }
    readers_.give_back(connection->in_transaction() ? nullptr : std::move(connection));
    return result;
  }

  Result<void> write_with(const WriteFunction& function, Room room) override {
    return commits_.write(function, room == Room::reserved);
  }

 private:
  std::unique_ptr<FileLock> lock_;
  Pool<SqliteConnection> readers_;
  GroupCommit commits_;
};

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, const Options& options) {
  if (path.empty() || path.front() == ':') return fail(Code::invalid, "The database needs a file: sqlite:PATH.");
  NWD_CHECK(make_file(path));
  std::unique_ptr<FileLock> lock;
  if (options.sole) {
    NWD_TRY(lock, FileLock::take(path));
  }
  NWD_TRY(auto writer, SqliteConnection::open(path, true));
  std::unique_ptr<Reserve> reserve;
  if (options.reserve > 0) {
    NWD_TRY(reserve, Reserve::open(path, options.reserve));
  }
  return std::make_unique<SqliteDatabase>(path, options, std::move(lock), std::move(writer), std::move(reserve));
}

}  // namespace nwd::storage
