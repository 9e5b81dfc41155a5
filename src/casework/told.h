// What was told at the door, where a compartment of its own has it by now. Used inside this folder only.
#pragma once

#include "casework/compartment.h"

namespace nwd::casework {

// Puts what the compartments hold into an identity that was opened without them.
Result<void> add_told(storage::Reader&, const access::Session&, CaseId, Identity&);
// What was written into a compartment, "" if nothing was. The caller decides and logs.
Result<std::string> written_in(storage::Reader&, const access::Session&, CaseId, Compartment);
// Writes what compartments hold into these; what is left is for the case's own envelope.
Result<Identity> move_told(storage::Writer&, const access::Session&, Instant now, CaseId, Identity);

// What the person of a case is called. The caller decides and logs.
Result<std::string> called_of(storage::Reader&, const access::Session&, CaseId);

}  // namespace nwd::casework
