#include "directory/identifiers.h"

#include <sodium.h>

#include <algorithm>

namespace nwd::directory {
namespace {

// Each part with its length before it, so that no two lists of parts give the same bytes.
std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash(std::initializer_list<std::string_view> parts) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  for (const auto part : parts) {
    std::array<std::uint8_t, 4> length{};
    for (std::size_t i = 0; i < 4; ++i) length[i] = static_cast<std::uint8_t>(part.size() >> (8 * i));
    crypto_hash_sha256_update(&state, length.data(), length.size());
    crypto_hash_sha256_update(&state, bytes_of(part).data(), part.size());
  }
  std::array<std::uint8_t, crypto_hash_sha256_BYTES> out{};
  crypto_hash_sha256_final(&state, out.data());
  return out;
}

}  // namespace

IdBytes id_of_name(std::string_view what, std::string_view source, std::string_view name) {
  const auto hashed = hash({what, source, name});
  IdBytes id;
  std::copy_n(hashed.begin(), id.raw.size(), id.raw.begin());
  id.raw[6] = static_cast<std::uint8_t>((id.raw[6] & 0x0fU) | 0x80U);  // version 8
  id.raw[8] = static_cast<std::uint8_t>((id.raw[8] & 0x3fU) | 0x80U);  // the RFC's variant
  return id;
}

Bytes digest_of(std::initializer_list<std::string_view> parts) {
  const auto hashed = hash(parts);
  return {hashed.begin(), hashed.begin() + 16};
}

}  // namespace nwd::directory
