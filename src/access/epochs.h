// Epochs of an organization's key. Whoever was sent away may have taken the key out of the server's memory: the next
// administrator's sign-in, or the command that sent them away, begins a new epoch. Its private half is wrapped to every
// member who stays, and the one before it is wrapped to the new one: who is in reads all that was written, who is out
// reads nothing that is written from there on (docs/security/keys.md).
#pragma once

#include "access/session.h"
#include "storage/database.h"

namespace nwd::access {

// Begins a new epoch if one is due; false: none was. `keys` are an administrator's, and learn the new one. A member
// whose public key in the database is not the one that a holder of the keys has seen (somebody put it there) gets none.
Result<bool> begin_due_epoch(storage::Database&, Instant now, OrganizationId, const vault::OrganizationKeys& keys,
                             MemberId by);

// Gives an open session the keys of epochs that began after it; false: there were none. unauthenticated, corrupt.
Result<bool> refresh_keys(storage::Database&, const Session&);

// For what was sealed before its transaction: that the key it was wrapped to is still the newest. corrupt with the
// detail vault::epoch_not_held otherwise: the site then refreshes the session's keys and asks the handler again.
Result<void> check_newest(storage::Reader&, const Session&);

}  // namespace nwd::access
