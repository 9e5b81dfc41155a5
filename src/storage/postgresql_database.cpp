#include "storage/postgresql_database.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "storage/postgresql_connection.h"

namespace nwd::storage {
namespace {

template <class Base>
class Access : public Base {
 public:
  explicit Access(PostgresqlConnection& connection) : connection_(connection) {}
  Result<void> each(Sql sql, std::span<const Param> params, const Reader::EachRow& row) override {
    return noted(connection_.each(sql, params, row));
  }
  Result<void> each_any(const std::string& sql, const Reader::EachAny& row) override {
    return noted(connection_.each_any(sql, row));
  }
  [[nodiscard]] bool failed() const { return failed_; }

 protected:
  template <class T>
  Result<T> noted(Result<T> result) {
    failed_ = failed_ || !result;
    return result;
  }
  PostgresqlConnection& connection_;
  bool failed_ = false;
};

class PostgresqlWriter : public Access<Writer> {
 public:
  using Access::Access;
  Result<std::int64_t> run_list(Sql sql, std::span<const Param> params) override {
    return noted(connection_.run(sql, params));
  }
  Result<void> run_any(const std::string& sql, const std::vector<AnyValue>& values) override {
    return noted(connection_.run_any(sql, values));
  }
  Result<void> run_script_text(const std::string& script) override {
    return noted(connection_.run_plain(script.c_str()));
  }
};

template <class Function, class Given>
Result<void> guarded(const Function& function, Given& access) {
  try {
    return function(access);
  } catch (const std::exception& bug) {
    return fail(Code::internal, "Something went wrong on our side.", bug.what());
  }
}

class PostgresqlDatabase : public Database {
 public:
  PostgresqlDatabase(std::string uri, const Options& options)
      : uri_(std::move(uri)), most_(std::max(2, options.readers)), may_wait_(options.writes_waiting) {}

  Engine engine() const override { return Engine::postgresql; }
  CommitCounts commit_counts() const override {
    const std::lock_guard lock(mutex_);
    return {commits_, commits_};
  }
  std::size_t writes_waiting() const override {
    const std::lock_guard lock(mutex_);
    return waiting_;
  }

  Result<std::unique_ptr<PostgresqlConnection>> take() {
    std::unique_lock lock(mutex_);
    if (waiting_ >= may_wait_)
      return fail(Code::busy, "Too many are saving at once. Try again in a moment.", "pool queue full");
    ++waiting_;
    back_.wait(lock, [&] { return !free_.empty() || made_ < most_; });
    --waiting_;
    if (!free_.empty()) {
      auto connection = std::move(free_.back());
      free_.pop_back();
      return connection;
    }
    ++made_;
    lock.unlock();
    auto connection = PostgresqlConnection::open(uri_);
    if (!connection) forget();
    return connection;
  }

  void give_back(std::unique_ptr<PostgresqlConnection> connection) {
    if (!connection->usable()) return forget();  // closed here; the next one is made anew
    {
      const std::lock_guard lock(mutex_);
      free_.push_back(std::move(connection));
    }
    back_.notify_one();
  }

 protected:
  Result<void> read_with(const std::function<Result<void>(Reader&)>& function) override {
    NWD_TRY(auto connection, take());
    auto result = connection->run_plain("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    if (result) {
      Access<Reader> reader(*connection);
      result = guarded(function, reader);
      const auto ended = connection->run_plain("ROLLBACK");
      if (result && !ended) result = ended;
    }
    give_back(std::move(connection));
    return result;
  }

  Result<void> write_with(const std::function<Result<void>(Writer&)>& function) override {
    NWD_TRY(auto connection, take());
    auto result = write_once(*connection, function);
    give_back(std::move(connection));
    return result;
  }

 private:
  // One writer at a time, as on SQLite: the operations above need only one set of rules (docs/decisions/0002). The lock
  // comes before anything is read, and each statement then sees all that was committed.
  // A function's own error undoes it. A statement that failed and whose error the function swallowed undoes it too:
  // PostgreSQL would answer COMMIT with a rollback.
  Result<void> write_once(PostgresqlConnection& connection, const std::function<Result<void>(Writer&)>& function) {
    NWD_CHECK(connection.run_plain("BEGIN; SELECT pg_advisory_xact_lock(5647178)"));
    PostgresqlWriter writer(connection);
    auto result = guarded(function, writer);
    if (result && writer.failed())
      result = fail(Code::internal, "Something went wrong on our side.", "a failed statement was passed over");
    if (!result) {
      (void)connection.run_plain("ROLLBACK");
      return result;
    }
    NWD_CHECK(connection.run_plain("COMMIT"));
    const std::lock_guard lock(mutex_);
    ++commits_;
    return {};
  }

  void forget() {
    {
      const std::lock_guard lock(mutex_);
      --made_;
    }
    back_.notify_one();
  }

  const std::string uri_;
  const int most_;
  const std::size_t may_wait_;
  mutable std::mutex mutex_;
  std::condition_variable back_;
  std::vector<std::unique_ptr<PostgresqlConnection>> free_;
  int made_ = 0;
  std::size_t waiting_ = 0;
  std::uint64_t commits_ = 0;
};

}  // namespace

Result<std::unique_ptr<Database>> open_postgresql(const std::string& uri, const Options& options) {
  auto database = std::make_unique<PostgresqlDatabase>(uri, options);
  NWD_TRY(auto connection, database->take());
  // One DDL text for both engines: PostgreSQL learns SQLite's word for bytes. Two servers may start at once.
  NWD_CHECK(
      connection->run_plain("DO $$ BEGIN CREATE DOMAIN blob AS bytea; EXCEPTION WHEN duplicate_object OR "
                            "unique_violation THEN NULL; END $$"));
  database->give_back(std::move(connection));
  return database;
}

}  // namespace nwd::storage
