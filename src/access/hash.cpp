#include "access/hash.h"

#include <sodium.h>

namespace nwd::access {

Bytes hash_of(std::initializer_list<ByteView> parts) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  for (const auto part : parts) {
    const std::uint64_t size = part.size();
    std::uint8_t length[8];
    for (unsigned i = 0; i < 8; ++i) length[i] = static_cast<std::uint8_t>(size >> (56 - 8 * i));
    crypto_hash_sha256_update(&state, length, sizeof length);
    crypto_hash_sha256_update(&state, part.data(), part.size());
  }
  Bytes hash(crypto_hash_sha256_BYTES);
  crypto_hash_sha256_final(&state, hash.data());
  return hash;
}

}  // namespace nwd::access
