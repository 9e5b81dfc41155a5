// What the person's own sign-in may show of a case: a copy of the answers that say what they are owed, sealed to a key
// of the person's, anew with each change. Where they are or were, how to reach them and what was written in any part of
// the record are not in it: the key that opens it opens nothing else of the case.
//
// Table: migrations/151-persons-copy.sql.
#pragma once

#include <optional>
#include <vector>

#include "casework/case.h"

namespace nwd::casework {

// What of the answers goes into the copy: day, age, needs, exploitation.
Facts persons_facts(const Facts&);

// For person/, which decides.
Result<void> begin_persons_copy(storage::Writer&, CaseId, const vault::PublicKey&, const Facts&);
Result<void> end_persons_copy(storage::Writer&, CaseId);
// Whoever changes the answers. Nothing to do for a case without a copy.
Result<void> renew_persons_copy(storage::Writer&, CaseId, const Facts&);

struct PersonsCase {
  Case record;
  Facts facts;
  std::vector<Placement> placements;
  std::optional<Thread> thread;
};
// not_found: there is no copy. corrupt: it is not what was sealed to this key.
Result<PersonsCase> open_persons_copy(storage::Reader&, const vault::PrivateKey&, CaseId);

}  // namespace nwd::casework
