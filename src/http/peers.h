// What each peer may use: so many connections at once, so many requests a second. Used by the I/O thread alone.
#pragma once

#include <string>
#include <unordered_map>

#include "http/server.h"

namespace nwd::http {

class Peers {
 public:
  explicit Peers(const Limits& limits) : limits_(limits) {}
  bool connect(const std::string& peer);  // false: it has too many
  void disconnect(const std::string& peer);
  // 0: it may ask, and has. Otherwise in how many seconds it may. A token bucket of two seconds' worth.
  std::int64_t seconds_to_wait(const std::string& peer, Instant now);
  [[nodiscard]] std::size_t known() const { return states_.size(); }

 private:
  struct State {
    std::size_t connections = 0;
    double tokens = 0;
    Instant filled{};
    bool fresh = true;
  };
  [[nodiscard]] double most_tokens() const;
  void refill(State&, Instant now) const;
  void forget_idle(Instant now);
  const Limits limits_;
  std::unordered_map<std::string, State> states_;
  Instant forgot_{};
};

}  // namespace nwd::http
