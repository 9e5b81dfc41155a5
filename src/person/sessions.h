// A person who is signed in at their own door. Another kind of session than a member's: no route but those of this
// folder knows it, and it holds one key. In this process's memory only; a restart signs everybody out.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "person/door.h"

namespace nwd::person {

struct Session {
  DoorId door;
  CaseId case_id;
  std::string csrf;  // token of this session's forms
  Instant started;
  vault::PrivateKey reads;
};
using SessionPtr = std::shared_ptr<const Session>;

struct SessionLimits {
  std::int64_t idle_ms = 10 * minute_ms;  // a telephone is often lent, or taken
  std::int64_t whole_ms = 1 * hour_ms;
  std::size_t most = 1024;
};

class Sessions {
 public:
  explicit Sessions(const SessionLimits& limits = {}) : limits_(limits) {}
  // The token for the cookie; only its hash is kept. Whoever was signed in at this door before is no longer. busy.
  Result<std::string> begin(Entered, Instant now);
  SessionPtr look(std::string_view token, Instant now);  // null: none, or timed out (and then gone)
  void end(std::string_view token);
  void sweep(Instant now);  // keys do not wait in memory for somebody to ask
  [[nodiscard]] std::size_t count() const;

 private:
  struct Entry {
    SessionPtr session;
    Instant seen;
  };
  [[nodiscard]] bool over(const Entry&, Instant now) const;

  const SessionLimits limits_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;  // by the token's hash
};

}  // namespace nwd::person
