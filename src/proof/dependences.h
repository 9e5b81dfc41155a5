// Used by difference.cpp only.
#pragma once

#include "proof/difference.h"
#include "proof/joined.h"

namespace nwd::proof {

// Services and immunities that hang on a sensitive fact in one charter and do not in the other.
Result<std::vector<Dependence>> dependences(const Joined&, const DifferenceOptions&);

}  // namespace nwd::proof
