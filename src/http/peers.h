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
  bool may_ask(const std::string& peer, Instant now);  // a token bucket of two seconds' worth

 private:
  struct State {
    std::size_t connections = 0;
    double tokens = 0;
    Instant filled{};
    bool fresh = true;
  };
  [[nodiscard]] double most_tokens() const { return std::max(1.0, 2 * limits_.requests_per_second_per_peer); }
  void refill(State&, Instant now) const;
  void forget_idle(Instant now);
  const Limits limits_;
  std::unordered_map<std::string, State> states_;
};

}  // namespace nwd::http
