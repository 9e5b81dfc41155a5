// Connections for reading, made when they are first needed. Used inside this folder only.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "base/result.h"

namespace nwd::storage {

template <class Connection>
class Pool {
 public:
  using Make = std::function<Result<std::unique_ptr<Connection>>()>;
  Pool(int most, Make make) : make_(std::move(make)), may_make_(most) {}

  // busy: all are in use, and stay so for longer than anybody wants to wait.
  Result<std::unique_ptr<Connection>> take() {
    std::unique_lock lock(mutex_);
    if (!back_.wait_for(lock, std::chrono::seconds(10), [&] { return !free_.empty() || may_make_ > 0; }))
      return fail(Code::busy, "Too many are reading at once. Try again in a moment.", "no free connection");
    if (!free_.empty()) {
      auto connection = std::move(free_.back());
      free_.pop_back();
      return connection;
    }
    --may_make_;
    lock.unlock();
    auto made = make_();
    if (!made) give_back(nullptr);
    return made;
  }

  // Null: it broke, and another may be made.
  void give_back(std::unique_ptr<Connection> connection) {
    {
      const std::lock_guard lock(mutex_);
      if (connection)
        free_.push_back(std::move(connection));
      else
        ++may_make_;
    }
    back_.notify_one();
  }

 private:
  const Make make_;
  std::mutex mutex_;
  std::condition_variable back_;
  std::vector<std::unique_ptr<Connection>> free_;
  int may_make_;
};

}  // namespace nwd::storage
