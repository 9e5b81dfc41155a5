#include "http/peers.h"

#include <algorithm>

namespace nwd::http {
namespace {
constexpr std::size_t many_peers = 4096;
}

bool Peers::connect(const std::string& peer) {
  auto& state = states_[peer];
  if (state.connections >= limits_.connections_per_peer) return false;
  ++state.connections;
  return true;
}

void Peers::disconnect(const std::string& peer) {
  const auto found = states_.find(peer);
  if (found == states_.end()) return;
  if (found->second.connections > 0) --found->second.connections;
  // A bucket is remembered after the connection, or reconnecting would fill it; without a limit there is none.
  if (found->second.connections == 0 && limits_.requests_per_second_per_peer <= 0) states_.erase(found);
}

void Peers::refill(State& state, Instant now) const {
  if (state.fresh)
    state.tokens = most_tokens();
  else
    state.tokens =
        std::min(most_tokens(), state.tokens + static_cast<double>(std::max<std::int64_t>(0, now - state.filled)) *
                                                   limits_.requests_per_second_per_peer / 1000.0);
  state.fresh = false;
  state.filled = now;
}

void Peers::forget_idle(Instant now) {
  for (auto it = states_.begin(); it != states_.end();) {
    refill(it->second, now);
    const bool idle = it->second.connections == 0 && it->second.tokens >= most_tokens();
    it = idle ? states_.erase(it) : std::next(it);
  }
}

bool Peers::may_ask(const std::string& peer, Instant now) {
  if (limits_.requests_per_second_per_peer <= 0) return true;
  if (states_.size() > many_peers) forget_idle(now);
  auto& state = states_[peer];
  refill(state, now);
  if (state.tokens < 1) return false;
  state.tokens -= 1;
  return true;
}

}  // namespace nwd::http
