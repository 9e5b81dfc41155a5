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
  ~WorkerPool() { stop(); }
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;
  bool post(std::function<void()>);  // false: the line is full, or it has stopped
  void stop();                       // drops what is in the line, waits for what runs

 private:
  void run();
  const std::size_t may_wait_;
  std::mutex mutex_;
  std::condition_variable work_;
  std::deque<std::function<void()>> line_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace nwd::http
