#include "charter/format_lines.h"

#include <algorithm>
#include <utility>

#include "charter/format.h"

namespace nwd::charter {
namespace {

constexpr std::size_t before_comment = 3;  // blanks

}  // namespace

std::size_t width_of(std::span<const Piece> pieces) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) width += pieces[i].width + (i > 0 ? pieces[i].space : 0);
  return width;
}

bool fit_on_a_line(std::span<const Piece> pieces) {
  const bool forced = std::any_of(pieces.begin() + 1, pieces.end(), [](const Piece& p) { return p.forced; });
  return !forced && width_of(pieces) <= max_line_columns;
}

void Lines::blank() {
  if (!lines_.empty() && !lines_.back().code.empty()) lines_.emplace_back();
}

void Lines::comment(std::size_t indent, std::string_view words) {
  lines_.push_back({std::string(indent, ' ') + std::string(words)});
}

void Lines::start_line(const Piece& piece) {
  for (const auto& words : piece.above) comment(piece.indent, words);
  lines_.push_back({std::string(piece.indent, ' ')});
  column_ = piece.indent;
  at_line_start_ = true;
}

void Lines::add(const Piece& piece) {
  auto& line = lines_.back();
  if (!at_line_start_) {
    line.code.append(piece.space, ' ');
    column_ += piece.space;
  }
  line.code += piece.text;
  line.comment = piece.comment;
  column_ += piece.width;
  at_line_start_ = false;
}

void Lines::declaration(std::span<const Piece> pieces) {
  const std::size_t count = pieces.size();
  pieces_ = pieces;
  before_.assign(count + 1, 0);
  next_forced_.assign(count + 1, count);
  deepest_ = 1;
  for (std::size_t i = 0; i < count; ++i) {
    before_[i + 1] = before_[i] + pieces[i].space + pieces[i].width;
    deepest_ = std::max<unsigned>(deepest_, pieces[i].level);
  }
  for (std::size_t i = count; i-- > 0;) next_forced_[i] = pieces[i].forced ? i : next_forced_[i + 1];
  start_line(pieces[0]);
  put(0, count, 1);
}

// Up to the next piece that begins a line anyway.
std::size_t Lines::room_needed(std::size_t begin, std::size_t end) const {
  const std::size_t stop = std::min(end, next_forced_[begin + 1]);
  return before_[stop] - before_[begin] - (at_line_start_ ? pieces_[begin].space : 0);
}

bool Lines::fits(std::size_t begin, std::size_t end) const {
  return column_ + room_needed(begin, end) <= max_line_columns;
}

// What does not fit begins a line; what does not fit on a line either is cut at the next level, and beyond the deepest
// one only where a line must begin.
void Lines::put(std::size_t begin, std::size_t end, unsigned level) {
  for (std::size_t from = begin, to = begin; from < end; from = to) {
    for (++to; to < end && level <= deepest_ && pieces_[to].level != level;) ++to;
    const bool breaks = pieces_[from].forced || (level <= deepest_ && !fits(from, to));
    if (from != begin && breaks) start_line(pieces_[from]);
    if (level > deepest_ || (next_forced_[from + 1] >= to && fits(from, to)))
      for (std::size_t i = from; i < to; ++i) add(pieces_[i]);
    else
      put(from, to, level + 1);
  }
}

// The farthest to the right that the widest line or a narrower one asks for and that leaves room for the comments of
// all lines that are no wider.
std::size_t Lines::comment_column(std::span<const Line> lines) {
  std::vector<std::pair<std::size_t, std::size_t>> wishes;  // the first column possible, the last one
  for (const auto& line : lines) {
    const std::size_t first = columns(line.code) + before_comment;
    if (const std::size_t length = columns(line.comment); first + length <= max_line_columns)
      wishes.emplace_back(first, max_line_columns - length);
  }
  std::sort(wishes.begin(), wishes.end());
  std::size_t column = 0;
  std::size_t last = max_line_columns;
  for (const auto& [first, latest] : wishes) {
    last = std::min(last, latest);
    if (first <= last) column = first;
  }
  return column;
}

std::string Lines::text() const {
  std::string out;
  for (std::size_t i = 0; i < lines_.size();) {
    std::size_t end = i;
    while (end < lines_.size() && !lines_[end].comment.empty()) ++end;
    const std::size_t column = comment_column(std::span(lines_).subspan(i, end - i));
    for (; i < end; ++i) {
      const std::size_t least = columns(lines_[i].code) + before_comment;
      out += lines_[i].code + std::string(std::max(least, column) - least + before_comment, ' ');
      out += lines_[i].comment;
      out += '\n';
    }
    if (i < lines_.size()) out += lines_[i++].code + '\n';
  }
  return out;
}

}  // namespace nwd::charter
