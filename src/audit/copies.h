// What happens to a record, for the person whom it is of. From when it is asked for, whoever appends an entry of the
// record seals a copy to the person's public key in the same transaction: the minute, the organization and the deed.
// Who of the organization it was is not in it, and nothing else of the log opens with that key.
//
// A copy is a wrap of the first suite and an envelope, bound to the record and the copy's number. The numbers follow
// one another: a copy that somebody took away is missed.
//
// Tables: migrations/150-audit-copy.sql.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "vault/keypair.h"

namespace nwd::audit {

// From now on; those of a key before are gone.
Result<void> begin_copies(storage::Writer&, const IdBytes& subject, const vault::PublicKey&, Instant now);
Result<void> end_copies(storage::Writer&, const IdBytes& subject);  // and they are gone

struct Copy {
  Instant at;  // the minute
  std::optional<IdBytes> organization;
  std::string deed;
};
struct Copies {
  Instant since;
  std::vector<Copy> entries;  // the newest first
  bool missing = false;       // some are not there, or not as they were sealed
};
inline constexpr int most_copies = 500;
// not_found: there are none of this record. Only the newest `most_copies`.
Result<Copies> open_copies(storage::Reader&, const vault::PrivateKey&, const IdBytes& subject);

}  // namespace nwd::audit
