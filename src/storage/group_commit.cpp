#include "storage/group_commit.h"

#include <algorithm>

#include "storage/sqlite_error.h"

namespace nwd::storage {
namespace {

constexpr int most_tries = 5;

}  // namespace

GroupCommit::GroupCommit(std::unique_ptr<WriteSession> session, const Options& options)
    : session_(std::move(session)),
      most_waiting_(options.writes_waiting),
      most_together_(std::max<std::size_t>(1, options.commit_group)),
      teller_([this] { tell(); }),
      thread_([this] { work(); }) {}

GroupCommit::~GroupCommit() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  come_.notify_all();
  thread_.join();
  teller_.join();
}

std::size_t GroupCommit::waiting() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

Result<void> GroupCommit::write(const WriteFunction& function, bool reserved) {
  if (std::this_thread::get_id() == thread_.get_id())
    return fail(Code::internal, "Something went wrong on our side.", "a write inside a write would wait for itself");
  std::future<Result<void>> told;
  {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= most_waiting_)
      return fail(Code::busy, "Too many are saving at once. Try again in a moment.", "write queue full");
    queue_.push_back({&function, reserved, {}, {}});
    told = queue_.back().told.get_future();
  }
  come_.notify_one();
  return told.get();
}

void GroupCommit::work() {
  for (auto group = next_group(); !group.empty(); group = next_group()) {
    carry_out(group);
    session_->rest();
  }
  const std::lock_guard lock(mutex_);
  all_settled_ = true;
  settled_.notify_one();
}

GroupCommit::Group GroupCommit::next_group() {
  Group group;
  std::unique_lock lock(mutex_);
  come_.wait(lock, [&] { return closing_ || !queue_.empty(); });
  while (!queue_.empty() && group.size() < most_together_) {
    group.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  return group;
}

void GroupCommit::carry_out(Group& group) {
  session_->keep_room();
  for (int tries = 1;; ++tries) {
    const auto outcome = attempt(group);
    if (!outcome && session_->passing() && tries < most_tries) continue;
    if (made_room(group, outcome)) continue;
    return settle(group, outcome);
  }
}

// Whether a write that may use the room kept back found the disk full, and got some.
bool GroupCommit::made_room(const Group& group, const Result<void>& outcome) {
  const auto full = [](const Result<void>& result) { return !result && result.error().code == Code::storage_full; };
  const auto wants = [&](const Job& job) {
    return job.reserved && (full(job.result) || (job.result && full(outcome)));
  };
  return std::any_of(group.begin(), group.end(), wants) && session_->make_room();
}

Result<void> GroupCommit::attempt(Group& group) {
  for (auto& job : group) job.result = {};
  const bool scarce = session_->scarce();
  NWD_CHECK(session_->begin());
  bool any = false;
  for (auto& job : group) {
    if (scarce && !job.reserved) {
      job.result = fail(disk_full("what is left is kept for reads"));
      continue;
    }
    job.result = run(*job.function);
    if (!session_->in_transaction()) {
      if (const auto failed = session_->failure()) return Failure(*failed);
      return fail(Code::internal, "Something went wrong on our side.", "a write ended the transaction of its group");
    }
    any = any || job.result;
  }
  if (any) return session_->commit();
  session_->abandon();
  return {};
}

Result<void> GroupCommit::run(const WriteFunction& function) {
  for (int tries = 1;; ++tries) {
    auto result = run_once(function);
    if (result || !session_->in_transaction()) return result;
    const bool again = session_->failure() && session_->passing() && tries < most_tries;
    if (const auto undone = session_->undo(); !undone) session_->abandon();
    if (!again || !session_->in_transaction()) return result;
  }
}

// A statement that failed undoes the write, even if its function went on: PostgreSQL could not keep the rest.
Result<void> GroupCommit::run_once(const WriteFunction& function) {
  NWD_CHECK(session_->mark());
  NWD_CHECK(guarded(function, session_->writer()));
  if (const auto failed = session_->failure()) return Failure(*failed);
  return session_->keep();
}

// A write with an error of its own keeps it; all others share the outcome.
void GroupCommit::settle(Group& group, const Result<void>& outcome) {
  std::uint64_t good = 0;
  for (auto& job : group) {
    if (job.result) job.result = outcome;
    if (job.result) ++good;
  }
  writes_ += good;
  if (good > 0) ++commits_;
  {
    const std::lock_guard lock(mutex_);
    to_tell_.push_back(std::move(group));
  }
  settled_.notify_one();
}

void GroupCommit::tell() {
  std::unique_lock lock(mutex_);
  while (true) {
    settled_.wait(lock, [&] { return all_settled_ || !to_tell_.empty(); });
    if (to_tell_.empty()) return;
    auto group = std::move(to_tell_.front());
    to_tell_.pop_front();
    lock.unlock();
    for (auto& job : group) job.told.set_value(std::move(job.result));
    lock.lock();
  }
}

}  // namespace nwd::storage
