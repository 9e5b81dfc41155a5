// Used by difference.cpp only.
#pragma once

#include "proof/difference.h"

namespace nwd::proof {

std::vector<Remark> remarks(const charter::Charter& before, const charter::Charter& after);

}  // namespace nwd::proof
