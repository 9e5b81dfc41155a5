// What ties an answer of a provider to the browser that asked: the state (RFC 6749 section 10.12), the nonce (OpenID
// Connect Core 15.5.2) and PKCE's verifier (RFC 7636). None is kept when it is made: the state tells its own time and
// what it is for, with a code that only this process can make over it and over whose page asked; nonce and verifier
// are worked out from it again. Those that came back are kept until they would have run out, so that each is taken
// once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "access/taken_once.h"
#include "base/instant.h"
#include "base/random.h"
#include "base/result.h"
#include "oidc/provider.h"
#include "vault/secret.h"

namespace nwd::oidc {

enum class Purpose : std::uint8_t { sign_in, link };

inline constexpr std::int64_t visit_ms = 15 * minute_ms;  // from the page that leads there until the answer

struct Begun {
  std::string state, nonce, challenge;  // challenge: S256 of the verifier (RFC 7636 section 4.2)
};
struct Resumed {
  Purpose purpose;
  ProviderId provider;
  std::string nonce, verifier;
};

class Visits {
 public:
  Visits();
  // `visit`: what only this visitor's pages have (the token of their forms).
  [[nodiscard]] Begun begin(Random&, Instant now, Purpose, ProviderId, std::string_view visit) const;
  // Takes it: it is spent. gone: not one of ours for this visit, too old, or taken before. busy.
  Result<Resumed> resume(Instant now, std::string_view visit, std::string_view state);

 private:
  [[nodiscard]] Bytes code(std::string_view what, std::string_view visit, ByteView head) const;
  const vault::SecretBytes key_;
  access::TakenOnce spent_;
};

}  // namespace nwd::oidc
