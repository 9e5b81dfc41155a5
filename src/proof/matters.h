// Which facts an example hangs on: the others need not be told.
#pragma once

#include <functional>

#include "charter/evaluate.h"

namespace nwd::proof {

using StillSo = std::function<bool(const charter::Facts& one, const charter::Facts* other)>;

// Of the facts in `which` (bit i: fact i), those without which it is not so: whatever else they are, alone or together
// with what was left out before, it is still so. `kept` are told in any case. By evaluation, with a few values each.
std::uint64_t that_matter(const charter::Charter&, std::uint64_t which, std::uint64_t kept, const StillSo&,
                          const charter::Facts& one, const charter::Facts* other);

}  // namespace nwd::proof
