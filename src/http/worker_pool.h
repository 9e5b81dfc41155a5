// Threads that run handlers, fed by a bounded line.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace nwd::http {

class WorkerPool {
 public:
  WorkerPool(int threads, std::size_t may_wait);
  ~WorkerPool();  // what is in the line is still done
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;
  bool post(std::function<void()>);  // false: the line is full

 private:
  void run();
  const std::size_t may_wait_;
  std::mutex mutex_;
  std::condition_variable work_;
  std::deque<std::function<void()>> line_;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace nwd::http
