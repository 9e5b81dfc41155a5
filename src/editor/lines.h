// Where a byte of a text stands, as an editor counts: lines and characters from 0, characters in the units that editor
// and server agreed on. A line ends with LF, CR LF or a lone CR (Language Server Protocol 3.17, Position).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "charter/diagnostic.h"

namespace nwd::editor {

enum class Encoding : std::uint8_t { utf16, utf8 };

struct Place {
  std::uint32_t line = 0;
  std::uint32_t character = 0;
  auto operator<=>(const Place&) const = default;
};

class Lines {
 public:
  explicit Lines(std::string_view text);

  // `text` is the one the lines were made of, valid UTF-8. What lies outside is moved to the nearest end; what lies
  // inside a character, to its beginning.
  [[nodiscard]] Place place(std::string_view text, std::uint32_t offset, Encoding) const;
  [[nodiscard]] std::uint32_t offset(std::string_view text, Place, Encoding) const;

 private:
  std::vector<std::uint32_t> starts_;
};

}  // namespace nwd::editor
