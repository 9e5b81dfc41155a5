#include "http/peers.h"

#include <algorithm>
#include <cmath>

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

double Peers::most_tokens() const { return std::max(1.0, 2 * limits_.requests_per_second_per_peer); }

void Peers::refill(State& state, Instant now) const {
  const auto passed = static_cast<double>(std::max<std::int64_t>(0, now - state.filled));
  const double more = passed * limits_.requests_per_second_per_peer / static_cast<double>(second_ms);
  state.tokens = state.fresh ? most_tokens() : std::min(most_tokens(), state.tokens + more);
  state.fresh = false;
  state.filled = now;
}

// A bucket that is full again tells nothing. Looked for once a second at most: each look goes through all of them.
void Peers::forget_idle(Instant now) {
  if (states_.size() <= many_peers || now - forgot_ < second_ms) return;
  forgot_ = now;
  for (auto it = states_.begin(); it != states_.end();) {
    refill(it->second, now);
    const bool idle = it->second.connections == 0 && it->second.tokens >= most_tokens();
    it = idle ? states_.erase(it) : std::next(it);
  }
}

std::int64_t Peers::seconds_to_wait(const std::string& peer, Instant now) {
  if (limits_.requests_per_second_per_peer <= 0) return 0;
  forget_idle(now);
  auto& state = states_[peer];
  refill(state, now);
  if (state.tokens < 1)
    return std::max<std::int64_t>(
        1, static_cast<std::int64_t>(std::ceil((1 - state.tokens) / limits_.requests_per_second_per_peer)));
  state.tokens -= 1;
  return 0;
}

}  // namespace nwd::http
