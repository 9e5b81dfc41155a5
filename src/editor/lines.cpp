#include "editor/lines.h"

#include <algorithm>

namespace nwd::editor {
namespace {

bool is_tail(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; }

// Of the character that `first` begins: 2 UTF-16 units beyond the basic plane, otherwise 1.
std::uint32_t units_of(char first) { return static_cast<unsigned char>(first) >= 0xf0U ? 2 : 1; }

std::uint32_t start_of_character(std::string_view text, std::uint32_t offset) {
  while (offset > 0 && offset < text.size() && is_tail(text[offset])) --offset;
  return offset;
}

std::uint32_t after_character(std::string_view text, std::uint32_t offset) {
  do {
    ++offset;
  } while (offset < text.size() && is_tail(text[offset]));
  return offset;
}

}  // namespace

Lines::Lines(std::string_view text) : starts_{0} {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool lone_return = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    if (text[i] == '\n' || lone_return) starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

Place Lines::place(std::string_view text, std::uint32_t offset, Encoding encoding) const {
  offset = start_of_character(text, std::min(offset, static_cast<std::uint32_t>(text.size())));
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - starts_.begin() - 1);
  Place out{line, offset - starts_[line]};
  if (encoding == Encoding::utf8) return out;
  out.character = 0;
  for (const char c : text.substr(starts_[line], offset - starts_[line]))
    if (!is_tail(c)) out.character += units_of(c);
  return out;
}

std::uint32_t Lines::offset(std::string_view text, Place place, Encoding encoding) const {
  if (place.line >= starts_.size()) return static_cast<std::uint32_t>(text.size());
  const std::uint32_t begin = starts_[place.line];
  std::uint32_t end =
      place.line + 1 < starts_.size() ? starts_[place.line + 1] : static_cast<std::uint32_t>(text.size());
  while (end > begin && (text[end - 1] == '\n' || text[end - 1] == '\r')) --end;
  if (encoding == Encoding::utf8) return start_of_character(text, begin + std::min(place.character, end - begin));
  std::uint32_t at = begin;
  for (std::uint32_t units = 0; at < end && units + units_of(text[at]) <= place.character;) {
    units += units_of(text[at]);
    at = after_character(text, at);
  }
  return at;
}

}  // namespace nwd::editor
