// Pieces set on lines of at most max_line_columns.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "charter/format_pieces.h"

namespace nwd::charter {

// The columns of pieces on one line.
std::size_t width_of(std::span<const Piece>);
// Whether they may and can stand on one line.
bool fit_on_a_line(std::span<const Piece>);

class Lines {
 public:
  void blank();
  void comment(std::size_t indent, std::string_view words);
  void declaration(std::span<const Piece>);
  // Comments at the ends of lines that follow each other stand in one column, where there is room.
  [[nodiscard]] std::string text() const;

 private:
  struct Line {
    std::string code;
    std::string_view comment{};
  };
  static std::size_t comment_column(std::span<const Line>);
  void start_line(const Piece&);
  void add(const Piece&);
  void put(std::size_t begin, std::size_t end, unsigned level);
  [[nodiscard]] bool fits(std::size_t begin, std::size_t end) const;
  [[nodiscard]] std::size_t room_needed(std::size_t begin, std::size_t end) const;

  std::vector<Line> lines_;
  std::size_t column_ = 0;      // of the last line
  bool at_line_start_ = false;  // nothing but the indent stands there
  // Of the declaration in hand: the columns before each piece if all stood on one line, the next piece from it on that
  // must begin a line, and the deepest level.
  std::span<const Piece> pieces_;
  std::vector<std::size_t> before_, next_forced_;
  unsigned deepest_ = 1;
};

}  // namespace nwd::charter
