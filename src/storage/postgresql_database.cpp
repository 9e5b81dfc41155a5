#include "storage/postgresql_database.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "storage/group_commit.h"
#include "storage/pool.h"
#include "storage/postgresql_connection.h"

namespace nwd::storage {
namespace {

using ConnectionPtr = std::unique_ptr<PostgresqlConnection>;

template <class Base>
class Access : public Base {
 public:
  explicit Access(PostgresqlConnection& connection) : connection_(&connection) {}
  Result<void> each(Sql sql, std::span<const Param> params, const Reader::EachRow& row) override {
    return connection_->each(sql, params, row);
  }
  Result<void> each_any(const std::string& sql, const Reader::EachAny& row) override {
    return connection_->each_any(sql, row);
  }

 protected:
  PostgresqlConnection* connection_;
};

class PostgresqlWriter : public Access<Writer> {
 public:
  using Access::Access;
  Result<std::int64_t> run_list(Sql sql, std::span<const Param> params) override {
    return connection_->run(sql, params);
  }
  Result<void> run_any(const std::string& sql, const std::vector<AnyValue>& values) override {
    return connection_->run_any(sql, values);
  }
  Result<void> run_script_text(const std::string& script) override { return connection_->run_plain(script.c_str()); }
};

// The writer's turn, taken before anything is read: one server's group at a time, whatever the number of servers, and
// each statement sees all that was committed before (docs/decisions/0002).
class PostgresqlSession : public WriteSession {
 public:
  PostgresqlSession(std::string uri, ConnectionPtr connection) : uri_(std::move(uri)) { use(std::move(connection)); }

  Writer& writer() override { return *writer_; }

  Result<void> begin() override {
    Result<void> begun;
    connection_->clear_failure();
    for (const int wait_ms : {0, 100, 400, 1000}) {
      std::this_thread::sleep_for(std::chrono::milliseconds(wait_ms));
      begun = begin_once();
      connection_->clear_failure();
      if (begun || connection_->usable()) return begun;
    }
    return begun;
  }
  Result<void> mark() override {
    connection_->clear_failure();
    return connection_->run_plain("SAVEPOINT one");
  }
  Result<void> keep() override { return connection_->run_plain("RELEASE one"); }
  Result<void> undo() override { return connection_->run_plain("ROLLBACK TO one; RELEASE one"); }
  Result<void> commit() override {
    connection_->clear_failure();
    auto committed = connection_->commit();
    if (!committed) abandon();
    return committed;
  }
  void abandon() override {
    if (connection_->in_transaction()) (void)connection_->run_plain("ROLLBACK");
  }
  bool in_transaction() const override { return connection_->in_transaction(); }
  std::optional<Error> failure() override { return connection_->failure(); }
  bool passing() override { return connection_->passing(); }

 private:
  void use(ConnectionPtr connection) {
    connection_ = std::move(connection);
    writer_ = std::make_unique<PostgresqlWriter>(*connection_);
  }
  Result<void> begin_once() {
    if (!connection_->usable()) {
      NWD_TRY(auto fresh, PostgresqlConnection::open(uri_));
      use(std::move(fresh));
    }
    auto begun = connection_->run_plain(
        "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(5647178, hashtext(current_schema()))");
    if (!begun) abandon();
    return begun;
  }

  const std::string uri_;
  ConnectionPtr connection_;
  std::unique_ptr<PostgresqlWriter> writer_;
};

class PostgresqlDatabase : public Database {
 public:
  PostgresqlDatabase(const std::string& uri, const Options& options, ConnectionPtr writer)
      : uri_(uri),
        readers_(std::max(1, options.readers), [uri] { return PostgresqlConnection::open(uri); }),
        commits_(std::make_unique<PostgresqlSession>(uri, std::move(writer)), options) {}

  Engine engine() const override { return Engine::postgresql; }
  CommitCounts commit_counts() const override { return commits_.counts(); }
  std::size_t writes_waiting() const override { return commits_.waiting(); }

 protected:
  Result<void> read_with(const std::function<Result<void>(Reader&)>& function) override {
    NWD_TRY(auto connection, readers_.take());
    auto result = begin_reading(connection);
    if (result) {
      Access<Reader> reader(*connection);
      result = guarded(function, reader);
      const auto ended = connection->run_plain("ROLLBACK");
      if (result && !ended) result = ended;
    }
    readers_.give_back(connection && connection->usable() ? std::move(connection) : nullptr);
    return result;
  }

  // Its disk is the server's own: nothing can be kept back on it from here.
  Result<void> write_with(const WriteFunction& function, Room) override { return commits_.write(function); }

 private:
  // A connection that waited in the pool may have lost its server: nothing has run yet, so a new one does as well.
  Result<void> begin_reading(ConnectionPtr& connection) const {
    constexpr const char* begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout='60s'";
    auto begun = connection->run_plain(begin);
    if (begun || connection->in_transaction()) return begun;
    connection.reset();
    NWD_TRY(connection, PostgresqlConnection::open(uri_));
    return connection->run_plain(begin);
  }

  const std::string uri_;
  Pool<PostgresqlConnection> readers_;
  GroupCommit commits_;
};

constexpr Sql look =
    "SELECT current_schema() IS NULL, "
    "EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = s.oid AND relkind IN ('r', 'p')), "
    "EXISTS (SELECT 1 FROM pg_type WHERE typnamespace = s.oid AND typname = 'blob' AND typtype = 'd') "
    "FROM (SELECT current_schema()::regnamespace AS oid) s";

// One DDL text for both engines: PostgreSQL learns SQLite's word for bytes, and a database that has learnt it is ours.
// Two servers may start at once.
Result<void> make_ours(PostgresqlConnection& connection) {
  bool homeless = false;
  bool tables = false;
  bool ours = false;
  NWD_CHECK(connection.each(look, {}, [&](const Row& row) -> Result<void> {
    homeless = row.get<bool>(0);
    tables = row.get<bool>(1);
    ours = row.get<bool>(2);
    return {};
  }));
  if (ours) return {};
  if (homeless)
    return fail(Code::unavailable, "The database has no schema to put tables in. Check search_path in its URL.");
  if (tables)
    return fail(Code::foreign,
                "This database has tables of another program. Nothing was changed in it. Name an empty one with "
                "--database.");
  return connection.run_plain(
      "DO $$ BEGIN CREATE DOMAIN blob AS bytea; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$");
}

}  // namespace

Result<std::unique_ptr<Database>> open_postgresql(const std::string& uri, const Options& options) {
  NWD_TRY(auto connection, PostgresqlConnection::open(uri));
  NWD_CHECK(make_ours(*connection));
  return std::make_unique<PostgresqlDatabase>(uri, options, std::move(connection));
}

}  // namespace nwd::storage
