#include "vault/random.h"

#include <sodium.h>

namespace nwd::vault {

void SystemRandom::fill(std::span<std::uint8_t> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

}  // namespace nwd::vault
