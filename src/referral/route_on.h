// The list moves on by itself. Used inside this folder only.
#pragma once

#include "referral/store.h"

namespace nwd::referral {

// Asks the next waiting one whose bed can be held; those whose bed is gone are dropped. Nobody left: the sender finds
// another, at once. True if somebody was asked.
Result<bool> route_on(storage::Writer&, casework::ThreadId, access::OrganizationId sender, Instant now);
// Ends an asked one: its hold is released, its packet destroyed.
Result<void> end_asked(storage::Writer&, const store::Row&, State, Instant now, std::optional<CannotTake> reason);
// Ends one that still waits: it is told nothing. And all of them.
Result<void> end_waiting(storage::Writer&, const store::Row&, Instant now);
Result<void> drop_waiting(storage::Writer&, casework::ThreadId, Instant now);

}  // namespace nwd::referral
