// One declaration cut into the pieces that a formatter sets on lines.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "charter/token.h"

namespace nwd::charter {

struct Piece {
  std::string_view text;
  std::uint32_t width = 0;   // columns
  std::uint32_t space = 1;   // blanks before it, unless it begins a line
  std::uint32_t indent = 0;  // if it begins a line
  std::uint8_t level = 0;    // a long line is broken before level 1 first, then 2 ...; never before 0
  bool forced = false;       // begins a line
  std::string_view comment{};
  std::vector<std::string_view> above{};  // comments on lines of their own
};

std::uint32_t columns(std::string_view);
std::string_view without_trailing_blanks(std::string_view comment);

// `tokens` are those of one declaration without mistakes, from its first word on. `clauses` are the bytes at which the
// clauses of rules begin, ascending.
std::vector<Piece> pieces_of(std::string_view text, std::span<const Token> tokens,
                             std::span<const std::uint32_t> clauses);

}  // namespace nwd::charter
