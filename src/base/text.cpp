#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <memory>

namespace nwd {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Length of the well-formed sequence at the front of `text`, or 0 (Unicode 15, table 3-7).
std::size_t sequence(std::string_view text) {
  const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<std::uint8_t>(text[i]) : std::uint8_t{0}; };
  const auto tail = [&](std::size_t i) { return (at(i) & 0xc0U) == 0x80U; };
  const std::uint8_t a = at(0);
  if (a < 0x80) return 1;
  if (a < 0xc2) return 0;
  if (a < 0xe0) return tail(1) ? 2 : 0;
  if (a < 0xf0) {
    const bool second = a == 0xe0 ? at(1) >= 0xa0 && at(1) < 0xc0 : a == 0xed ? at(1) >= 0x80 && at(1) < 0xa0 : tail(1);
    return second && tail(2) ? 3 : 0;
  }
  if (a > 0xf4) return 0;
  const bool second = a == 0xf0 ? at(1) >= 0x90 && at(1) < 0xc0 : a == 0xf4 ? at(1) >= 0x80 && at(1) < 0x90 : tail(1);
  return second && tail(2) && tail(3) ? 4 : 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto length = sequence(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::int64_t> whole_number(std::string_view text, std::int64_t least, std::int64_t most) {
  std::int64_t value = 0;
  const auto* const first = std::to_address(text.begin());
  const auto* const last = first + text.size();
  const auto [end, failed] = std::from_chars(first, last, value);
  if (failed != std::errc() || end != last || value < least || value > most) return std::nullopt;
  return value;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

}  // namespace nwd
