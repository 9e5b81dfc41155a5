// What a passkey signs, so that an answer of yesterday, of another page or for another purpose is worth nothing. None
// is kept when it is made: it tells its own time and carries a code that only this process can make, over what it is
// for and whose page asked. Those that were answered rightly are kept until they would have run out, so that each is
// taken once; a stranger who asks for many fills nothing.
#pragma once

#include <cstdint>
#include <string_view>

#include "access/taken_once.h"
#include "base/instant.h"
#include "base/random.h"
#include "base/result.h"
#include "vault/secret.h"

namespace nwd::passkey {

enum class Purpose : std::uint8_t { add, sign_in, second_step, confirm };

inline constexpr std::int64_t challenge_ms = 5 * minute_ms;

class Challenges {
 public:
  Challenges();

  // `visit`: what only this visitor's pages have (the token of their forms).
  [[nodiscard]] Bytes issue(Random&, Instant now, Purpose, std::string_view visit) const;
  // gone: not one of ours for this, or too old.
  [[nodiscard]] Result<void> check(Instant now, Purpose, std::string_view visit, ByteView challenge) const;
  // It was answered rightly. gone: it was before. busy: very many were within five minutes.
  Result<void> spend(Instant now, ByteView challenge);

 private:
  [[nodiscard]] Bytes code(Purpose, std::string_view visit, ByteView head) const;
  const vault::SecretBytes key_;
  access::TakenOnce spent_;
};

}  // namespace nwd::passkey
