// The keys of compartments: made, wrapped and unwrapped here and nowhere else. Used inside this folder only.
#pragma once

#include "casework/compartment_store.h"

namespace nwd::casework {

// For the organization that holds the case: the session's own.
// Sets `wrapped` for the row's generation.
Result<void> wrap_for_holder(const access::Session&, store::CompartmentRow&, const vault::Key&);
Result<vault::Key> unwrap_as_holder(const access::Session&, const store::CompartmentRow&);

// Sets `wrapped` and `generation` for the row's recipient.
Result<void> wrap_for_recipient(storage::Reader&, const access::Session&, store::WrapRow&, std::int64_t generation,
                                const vault::Key&);
Result<vault::Key> unwrap_as_recipient(const access::Session&, const store::WrapRow&);

}  // namespace nwd::casework
