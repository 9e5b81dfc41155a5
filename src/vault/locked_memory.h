// Where secrets lie: pages locked into memory, left out of core dumps, with guard pages around them (sodium_malloc).
// A page of its own for each key would take 24 µs and twelve kilobytes, so that small secrets share a slab in slots of
// 64, 256, 1024 and 4096 bytes; a slot is wiped when it is given back. Used by SecretBytes only.
#pragma once

#include <cstddef>
#include <cstdint>

namespace nwd::vault {

std::uint8_t* take_locked(std::size_t size);                        // zeroes; throws std::bad_alloc
void give_locked(std::uint8_t* memory, std::size_t size) noexcept;  // the size that was asked for

}  // namespace nwd::vault
