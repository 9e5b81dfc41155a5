// The log keys that this program writes with, one an organization, in locked memory: for a week, until somebody is let
// or no longer let read, or until the program ends. No other program ever writes with them. Used inside this folder
// only.
#pragma once

#include <map>
#include <mutex>

#include "audit/sealing.h"

namespace nwd::audit {

class LogKeys {
 public:
  struct Held {
    LogKey key;
    std::int64_t week = 0;
    std::int64_t change = 0;  // of the organization's readers, when it was made
    // How many entries of a subject there are under this key. After a write that was undone, too many.
    std::map<IdBytes, std::uint64_t> counts{};
    [[nodiscard]] std::uint64_t count(const IdBytes& subject) const;
  };

  static LogKeys& of_program();
  // Holds everything still for the one who writes.
  [[nodiscard]] std::unique_lock<std::mutex> lock() { return std::unique_lock(mutex_); }
  Held* find(const IdBytes& organization);  // null: none yet
  Held& renew(const IdBytes& organization, std::int64_t week, std::int64_t change);

 private:
  std::mutex mutex_;
  std::map<IdBytes, Held> held_;
};

}  // namespace nwd::audit
