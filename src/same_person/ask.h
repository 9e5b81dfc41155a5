// Asking another organization whether it helps the same person, by an oblivious function (vault/oprf.h), so that
// neither learns anything of anybody unless both persons agreed and are the same. Each step is done when a member of
// the side whose turn it is is there with the keys:
//
//   asked      by whom: the blinded name, sealed to the other
//   answered   there: the name evaluated under a key made for this one question, and a list of what each of their
//              persons who agreed comes to under it, hashed, and filled up so that its length tells little
//   concluded  by whom: looks for its own in the list, and sends what proves it, or as many random bytes
//   settled    there: finds by it which of theirs it is, or nothing
//
// A person who did not agree is in no list, so that the steps are the same as for one whom nobody knows.
#pragma once

#include <string>
#include <vector>

#include "same_person/agreed.h"

namespace nwd::same_person {

using AskId = Id<struct AskTag>;

// Stored by number.
enum class AskState : std::uint8_t { asked, answered, concluded, settled, ended };

inline constexpr int asks_a_day = 20;      // by one organization
inline constexpr int answers_a_day = 100;  // of one organization; what comes beyond waits for the next day
inline constexpr std::int64_t again_ms = 7 * day_ms;
inline constexpr int most_compared = 1024;  // persons of one organization, the newest agreements first

// conflict: asked there within the week; rate_limited; invalid (no such organization, or one's own); forbidden without
// a live agreement.
Result<AskId> ask(storage::Writer&, const access::Session&, Random&, Instant now, CaseId, access::OrganizationId to);

// What waits for this organization. Each turn does a few steps of each kind; each is logged.
Result<bool> anything_to_do(storage::Reader&, const access::Session&);
Result<void> take_turn(storage::Writer&, const access::Session&, Instant now);

// --- what came of it ---

struct Asked {
  std::string to;
  Instant at;
  bool waiting = true;  // no answer yet
  bool known = false;   // somebody there, and both agreed
};
struct Known {
  CaseId case_id;         // of this organization
  std::string reference;  // "" without one
  std::string where;      // the other organization
  Instant at;
};
// Of one case, for whoever may write down or stop the agreement; the newest first.
Result<std::vector<Asked>> asked_of(storage::Reader&, const access::Session&, Instant now, CaseId);
// Of all cases that this member may read and whose agreement is live, found since then; the newest first.
Result<std::vector<Known>> known_since(storage::Reader&, const access::Session&, Instant now, Instant since);

}  // namespace nwd::same_person
