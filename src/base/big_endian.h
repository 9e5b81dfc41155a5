// Whole numbers as bytes, the highest first.
#pragma once

#include "base/bytes.h"

namespace nwd {

inline void put_big_endian(Bytes& out, std::uint64_t number, std::size_t size = sizeof(std::uint64_t)) {
  for (std::size_t i = size; i-- > 0;) out.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
}
// Of at most eight bytes.
inline std::uint64_t from_big_endian(ByteView bytes) {
  std::uint64_t number = 0;
  for (const auto byte : bytes) number = number << 8U | byte;
  return number;
}

}  // namespace nwd
