// Finds the end of a request's head in bytes that come piece by piece, and turns away what no head may hold: control
// characters, a line feed or carriage return alone, a folded line.
#pragma once

#include <cstddef>
#include <string_view>

namespace nwd::http {

class HeadScan {
 public:
  enum class Found : unsigned char { more, end, malformed, target_too_long, too_many_lines };
  // `bytes` is everything of this head so far; only what is new is looked at.
  Found look(std::string_view bytes);
  [[nodiscard]] std::size_t size() const { return at_; }  // of the head with its empty line, once found

 private:
  Found end_line();
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  std::size_t lines_ = 0;
};

}  // namespace nwd::http
