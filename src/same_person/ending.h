// Used inside this folder only.
#pragma once

#include "same_person/agreed.h"

namespace nwd::same_person {

// Whatever the reason: the person stopped, or its time is over. With the keys of the organization that holds the case.
Result<void> end_agreement(storage::Writer&, const access::Session&, Instant now, const Agreed&);

}  // namespace nwd::same_person
