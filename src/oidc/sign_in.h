// Signing in with an organization's identity provider: the authorization code flow with PKCE (OpenID Connect Core 3.1,
// RFC 7636, RFC 9700). The provider says who it is; that is its word, good for ten minutes in the browser that came
// back with it. What unlocks the member's key is asked here afterwards, as always: the provider never has it.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "oidc/talk.h"
#include "oidc/visits.h"
#include "vault/passphrase.h"

namespace nwd::oidc {

inline constexpr std::int64_t word_ms = 10 * minute_ms;
inline constexpr std::size_t most_words = 4096;

// What a provider said of whoever sits at this browser.
struct Word {
  Provider provider;
  Subject subject;
  Instant until;
};

// Words that wait for the key to be unlocked, by visit.
class Words {
 public:
  Result<void> keep(std::string_view visit, const Word&, Instant now);  // busy: very many wait
  [[nodiscard]] std::optional<Word> of(std::string_view visit, Instant now);
  void forget(std::string_view visit);

 private:
  std::mutex mutex_;
  std::map<std::string, Word, std::less<>> words_;
};

struct Desk {
  explicit Desk(Fetch fetch) : talk(std::move(fetch)) {}
  Talk talk;
  Visits visits{};
  Words words{};
};

// Who asks, where and when.
struct Occasion {
  Desk& desk;
  storage::Database& database;
  const vault::Keyring& keyring;
  Random& random;
  Instant now;
  std::string_view visit;  // as of Visits
  std::string_view peer;   // access/tries.h
  std::string redirect;    // where the provider sends browsers back to
};

// The address at the provider where the browser goes now. Asks for the scope "openid" alone: a name of ours for whoever
// it is, and nothing about them. unavailable, busy.
Result<std::string> way_there(const Occasion&, const Provider&, Purpose);

// What came back in the browser's address (Core 3.1.2.5 and 3.1.2.6, RFC 9207).
struct Answer {
  std::string state, code, issuer, error;
};
struct CameBack {
  Purpose purpose;
  Word word;
};
// Checked, and redeemed. gone (not asked for from here, too late, or twice), unauthenticated (the provider did not say
// who it is), unavailable, rate_limited, busy.
Result<CameBack> come_back(const Occasion&, const Answer&);

// For access::sign_in_through and passkey::sign_in: lets in whom the word is about. A member who has no account at the
// provider linked yet gets this one, for they have shown both; from then on it is theirs. The word and the storage must
// outlive it.
access::Through through(storage::Database&, Instant now, const Word&);

}  // namespace nwd::oidc
