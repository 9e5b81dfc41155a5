// The one writer, on either engine: a thread that takes the writes that wait, runs each in its savepoint, and commits
// them together. Callers are told after the commit, by a second thread: waking a group takes as long as some writes,
// and the next group need not wait for it. Used inside this folder only.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "storage/database.h"

namespace nwd::storage {

using WriteFunction = std::function<Result<void>(Writer&)>;

// A bug in a read's or a write's function stays in it.
template <class Function, class Access>
Result<void> guarded(const Function& function, Access& access) {
  try {
    return function(access);
  } catch (const std::exception& bug) {
    return fail(Code::internal, "Something went wrong on our side.", bug.what());
  } catch (...) {
    return fail(Code::internal, "Something went wrong on our side.", "an unknown exception");
  }
}

// What an engine gives the writer: one connection and its transaction. Used by one thread.
class WriteSession {
 public:
  virtual ~WriteSession() = default;
  virtual Writer& writer() = 0;
  virtual Result<void> begin() = 0;  // brings back a lost connection
  virtual Result<void> mark() = 0;   // a savepoint …
  virtual Result<void> keep() = 0;   // … what was done since stays
  virtual Result<void> undo() = 0;   // … or goes
  virtual Result<void> commit() = 0;
  virtual void abandon() = 0;                                // everything since begin goes
  [[nodiscard]] virtual bool in_transaction() const = 0;     // false: it was lost, and all of it undone
  [[nodiscard]] virtual std::optional<Error> failure() = 0;  // of a statement since `mark`
  [[nodiscard]] virtual bool passing() = 0;                  // what failed left nothing and may go well when run again
  virtual void rest() {}                                     // nobody waits: upkeep
  // Some of the room kept back was given away: only writes that may use it are to be tried.
  [[nodiscard]] virtual bool scarce() const { return false; }
  virtual bool make_room() { return false; }  // from what is kept back; false: there is none
  virtual void keep_room() {}                 // takes back what was given, if the disk has it again
};

class GroupCommit {
 public:
  GroupCommit(std::unique_ptr<WriteSession>, const Options&);
  ~GroupCommit();  // after the writes that wait
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;

  // `reserved`: may use the room kept back for it when the disk is full.
  Result<void> write(const WriteFunction&, bool reserved = false);
  [[nodiscard]] CommitCounts counts() const { return {writes_.load(), commits_.load()}; }
  [[nodiscard]] std::size_t waiting() const;

 private:
  struct Job {
    const WriteFunction* function;
    bool reserved = false;
    std::promise<Result<void>> told;
    Result<void> result{};
  };
  using Group = std::vector<Job>;

  void work();
  Group next_group();  // empty: closed
  void carry_out(Group&);
  Result<void> attempt(Group&);
  bool made_room(const Group&, const Result<void>& outcome);
  Result<void> run(const WriteFunction&);
  Result<void> run_once(const WriteFunction&);
  void settle(Group&, const Result<void>& outcome);
  void tell();

  const std::unique_ptr<WriteSession> session_;
  const std::size_t most_waiting_;
  const std::size_t most_together_;
  mutable std::mutex mutex_;
  std::condition_variable come_;
  std::deque<Job> queue_;
  bool closing_ = false;
  std::condition_variable settled_;
  std::deque<Group> to_tell_;
  bool all_settled_ = false;
  std::atomic<std::uint64_t> writes_{0};
  std::atomic<std::uint64_t> commits_{0};
  std::thread teller_;
  std::thread thread_;
};

}  // namespace nwd::storage
