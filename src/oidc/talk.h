// Talking with providers: what each says of itself and its keys, kept for an hour; and a code for an ID token. A
// provider that does not answer is let alone for a quarter of a minute, and few of our threads wait at the same time,
// so that one that is down holds up nobody else.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "http/fetch.h"
#include "oidc/key_set.h"
#include "oidc/metadata.h"
#include "oidc/provider.h"

namespace nwd::oidc {

// http::fetch, or a test's own provider. One takes at most five seconds, a sign-in at most three of them: metadata,
// keys, token; twice the keys, when they have just changed.
using Fetch = std::function<Result<http::Response>(const http::Outgoing&)>;

inline constexpr std::int64_t fresh_ms = hour_ms;
inline constexpr std::int64_t let_alone_ms = 15 * second_ms;   // after no answer
inline constexpr std::int64_t keys_again_ms = 30 * second_ms;  // between looks for new keys
inline constexpr int most_talking = 4;
inline constexpr std::size_t most_kept = 256;  // providers

struct Redeemed {
  std::string_view code, verifier, nonce, redirect;
};

class Talk {
 public:
  explicit Talk(Fetch fetch) : fetch_(std::move(fetch)) {}

  // unavailable (also: not what it should be), busy.
  Result<Metadata> metadata(const Provider&, Instant now);
  // The token request (Core 3.1.3.1, RFC 7636 section 4.5), and the subject of the ID token that comes. unauthenticated
  // (the code or the token is not right), unavailable, busy.
  Result<std::string> redeem(const Provider&, Instant now, const Redeemed&);

 private:
  struct Known {
    std::shared_ptr<const Metadata> metadata{};
    std::shared_ptr<const KeySet> keys{};
    Instant metadata_at{};
    Instant keys_at{};
    std::optional<Instant> failed{};
  };
  Result<std::string> ask(const Provider&, Instant now, const http::Outgoing&);  // 200's body
  Result<http::Response> talk(const Provider&, Instant now, const http::Outgoing&);
  Result<KeySet> keys(const Provider&, Instant now, const Metadata&, bool again);
  [[nodiscard]] Known known(const Provider&);
  void learn(const Provider&, const std::function<void(Known&)>&);

  const Fetch fetch_;
  std::atomic<int> talking_{0};
  std::mutex mutex_;
  std::map<ProviderId, Known> known_;
};

}  // namespace nwd::oidc
