// The kernel's randomness, for everything that is not a test.
#pragma once

#include "base/random.h"

namespace nwd::vault {

class SystemRandom : public Random {
 public:
  void fill(std::span<std::uint8_t>) override;
};

}  // namespace nwd::vault
