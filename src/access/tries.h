// Guessing is counted. Tries are counted for a name (or a member) from one network, and for the network: nobody can
// lock another out from elsewhere. A try is counted before the work, in one transaction with the look at the count, so
// that many tries at once are not more tries; what was no failure after all is taken off again.
#pragma once

#include <string_view>
#include <vector>

#include "access/organization.h"

namespace nwd::access {

class Tries {
 public:
  // Signing in, by any credential: eight failed ones in 15 minutes for a name from one network, a hundred for it.
  static Tries at_the_door(std::string_view sign_in, std::string_view peer);
  // Showing again that it is you: eight for a member from one network, a hundred for it.
  static Tries again(MemberId, std::string_view peer);
  // The second factor, after the passphrase was right: eight for the member from one network, a hundred for it, and
  // twenty for the member from everywhere, for a code of six digits could be guessed from many addresses. Only who has
  // the passphrase can use them up.
  static Tries second_step(MemberId, std::string_view peer);

  // Searching by name: a hundred for a member from everywhere. A whole organization cannot be asked through.
  static Tries searching(MemberId);

  Result<void> begin(storage::Database&, Instant now) const;  // rate_limited
  Result<void> take_back(storage::Database&) const;           // it was no try: the server was busy
  Result<void> succeeded(storage::Writer&) const;             // forgets failures, the network's others excepted

 private:
  struct Count {
    Bytes who;
    std::int64_t most;
    bool shared;  // with other names: a success takes off one try only
  };
  std::vector<Count> counts_;
};

}  // namespace nwd::access
