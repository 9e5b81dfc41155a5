// Bytes and their text forms. Decoders take only the canonical form: no white space, no stray bits, padding where it is
// said.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nwd {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

std::string hex(ByteView);
std::optional<Bytes> from_hex(std::string_view);

std::string base64url(ByteView);  // RFC 4648 section 5, no padding
std::optional<Bytes> from_base64url(std::string_view);

std::string base64(ByteView);  // RFC 4648 section 4, with padding
std::optional<Bytes> from_base64(std::string_view);

inline ByteView bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};  // NOLINT: char may alias anything
}
inline std::string_view text_of(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};  // NOLINT: char may alias anything
}

}  // namespace nwd
