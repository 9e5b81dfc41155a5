#include "http/worker_pool.h"

#include <algorithm>

namespace nwd::http {

WorkerPool::WorkerPool(int threads, std::size_t may_wait) : may_wait_(may_wait) {
  for (int i = 0; i < std::max(1, threads); ++i) threads_.emplace_back([this] { run(); });
}

bool WorkerPool::post(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || line_.size() >= may_wait_) return false;
    line_.push_back(std::move(work));
  }
  work_.notify_one();
  return true;
}

void WorkerPool::stop() {
  std::deque<std::function<void()>> dropped;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    dropped.swap(line_);
  }
  work_.notify_all();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

void WorkerPool::run() {
  while (true) {
    std::function<void()> work;
    {
      std::unique_lock lock(mutex_);
      work_.wait(lock, [&] { return stopping_ || !line_.empty(); });
      if (stopping_) return;
      work = std::move(line_.front());
      line_.pop_front();
    }
    work();
  }
}

}  // namespace nwd::http
