#include "base/id.h"

namespace nwd {

IdBytes new_id_bytes(Random& source) {
  IdBytes id;
  source.fill(id.raw);
  id.raw[6] = static_cast<std::uint8_t>((id.raw[6] & 0x0fU) | 0x40U);  // version 4
  id.raw[8] = static_cast<std::uint8_t>((id.raw[8] & 0x3fU) | 0x80U);  // the RFC's variant
  return id;
}

std::string to_text(const IdBytes& id) {
  std::string text = hex(id.raw);
  for (const std::size_t at : {8U, 13U, 18U, 23U}) text.insert(at, 1, '-');
  return text;
}

std::optional<IdBytes> parse_id_bytes(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  std::string digits;
  digits.reserve(32);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash != (text[i] == '-')) return std::nullopt;
    if (!dash) digits += text[i];
  }
  const auto bytes = from_hex(digits);
  if (!bytes || bytes->size() != 16) return std::nullopt;
  IdBytes id;
  std::copy(bytes->begin(), bytes->end(), id.raw.begin());
  return id;
}

}  // namespace nwd
