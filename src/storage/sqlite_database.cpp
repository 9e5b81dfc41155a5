#include "storage/sqlite_database.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

#include "storage/sqlite_connection.h"

namespace nwd::storage {
namespace {

using WriteFunction = std::function<Result<void>(Writer&)>;

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

template <class Function, class Access>
Result<void> guarded(const Function& function, Access& access) {
  try {
    return function(access);
  } catch (const std::exception& bug) {
    return fail(Code::internal, "Something went wrong on our side.", bug.what());
  }
}

struct Waiting {
  const WriteFunction* function;
  std::promise<Result<void>> done;
};

class SqliteDatabase : public Database {
 public:
  SqliteDatabase(const Options& options, std::unique_ptr<SqliteConnection> writer,
                 std::vector<std::unique_ptr<SqliteConnection>> readers)
      : options_(options), writer_(std::move(writer)), readers_(std::move(readers)) {
    for (auto& reader : readers_) free_.push_back(reader.get());
    thread_ = std::thread([this] { write_until_closed(); });
  }

  ~SqliteDatabase() override {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    work_.notify_all();
    thread_.join();
  }

  Engine engine() const override { return Engine::sqlite; }
  CommitCounts commit_counts() const override { return {writes_.load(), commits_.load()}; }
  std::size_t writes_waiting() const override {
    const std::lock_guard lock(mutex_);
    return queue_.size();
  }

 protected:
  Result<void> read_with(const std::function<Result<void>(Reader&)>& function) override {
    SqliteConnection* connection = take_reader();
    auto result = connection->run_plain("BEGIN");
    if (result) {
      SqliteReader reader(*connection);
      result = guarded(function, reader);
      const auto ended = connection->run_plain("ROLLBACK");
      if (result && !ended) result = ended;
    }
    give_back(connection);
    return result;
  }

  Result<void> write_with(const WriteFunction& function) override {
    std::future<Result<void>> done;
    {
      const std::lock_guard lock(mutex_);
      if (queue_.size() >= options_.writes_waiting)
        return fail(Code::busy, "Too many are saving at once. Try again in a moment.", "write queue full");
      queue_.push_back({&function, {}});
      done = queue_.back().done.get_future();
    }
    work_.notify_one();
    return done.get();
  }

 private:
  SqliteConnection* take_reader() {
    std::unique_lock lock(readers_mutex_);
    reader_back_.wait(lock, [&] { return !free_.empty(); });
    auto* connection = free_.back();
    free_.pop_back();
    return connection;
  }
  void give_back(SqliteConnection* connection) {
    {
      const std::lock_guard lock(readers_mutex_);
      free_.push_back(connection);
    }
    reader_back_.notify_one();
  }

  void write_until_closed() {
    while (true) {
      std::deque<Waiting> group;
      {
        std::unique_lock lock(mutex_);
        work_.wait(lock, [&] { return closing_ || !queue_.empty(); });
        if (queue_.empty()) return;
        while (!queue_.empty() && group.size() < options_.commit_group) {
          group.push_back(std::move(queue_.front()));
          queue_.pop_front();
        }
      }
      commit_together(group);
    }
  }

  void commit_together(std::deque<Waiting>& group) {
    std::vector<Result<void>> results;
    results.reserve(group.size());
    auto begun = writer_->run_plain("BEGIN IMMEDIATE");
    for (auto& waiting : group) results.push_back(begun ? run_in_savepoint(*waiting.function) : begun);
    auto committed = begun ? commit() : begun;
    std::uint64_t good = 0;
    for (auto& result : results) {
      if (result && !committed) result = committed;
      if (result) ++good;
    }
    writes_ += good;
    if (committed && good > 0) ++commits_;
    for (std::size_t i = 0; i < group.size(); ++i) group[i].done.set_value(std::move(results[i]));
  }

  Result<void> run_in_savepoint(const WriteFunction& function) {
    if (!writer_->in_transaction())
      return fail(Code::storage_full, "Nothing was saved; try again.", "the group was rolled back");
    NWD_CHECK(writer_->run_plain("SAVEPOINT one"));
    SqliteWriter writer(*writer_);
    auto result = guarded(function, writer);
    // A full disk or a failed write may have rolled everything back already.
    if (!writer_->in_transaction())
      return result ? fail(Code::unavailable, "Nothing was saved; try again.", "rolled back by SQLite") : result;
    if (!result) NWD_CHECK(writer_->run_plain("ROLLBACK TO one"));
    NWD_CHECK(writer_->run_plain("RELEASE one"));
    return result;
  }

  Result<void> commit() {
    if (!writer_->in_transaction())
      return fail(Code::unavailable, "Nothing was saved; try again.", "rolled back by SQLite");
    auto committed = writer_->run_plain("COMMIT");
    if (!committed && writer_->in_transaction()) (void)writer_->run_plain("ROLLBACK");
    return committed;
  }

  Options options_;
  std::unique_ptr<SqliteConnection> writer_;
  std::vector<std::unique_ptr<SqliteConnection>> readers_;

  std::mutex readers_mutex_;
  std::condition_variable reader_back_;
  std::vector<SqliteConnection*> free_;

  mutable std::mutex mutex_;
  std::condition_variable work_;
  std::deque<Waiting> queue_;
  bool closing_ = false;
  std::thread thread_;

  std::atomic<std::uint64_t> writes_{0};
  std::atomic<std::uint64_t> commits_{0};
};

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, const Options& options) {
  if (path.empty()) return fail(Code::invalid, "The database needs a file: sqlite:PATH.");
  NWD_TRY(auto writer, SqliteConnection::open(path, true));
  std::vector<std::unique_ptr<SqliteConnection>> readers;
  for (int i = 0; i < std::max(1, options.readers); ++i) {
    NWD_TRY(auto reader, SqliteConnection::open(path, false));
    readers.push_back(std::move(reader));
  }
  return std::make_unique<SqliteDatabase>(options, std::move(writer), std::move(readers));
}

}  // namespace nwd::storage
