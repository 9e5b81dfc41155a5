// Where randomness comes from is a parameter, so that tests own it. The server's is the kernel's (vault/random.h).
#pragma once

#include <cstdint>
#include <span>

namespace nwd {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t>) = 0;
};

}  // namespace nwd
