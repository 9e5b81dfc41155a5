#include "base/csv.h"

#include <algorithm>

#include "base/text.h"

namespace nwd::csv {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

}  // namespace

Result<void> Reader::read(std::string_view chunk, const EachRow& each) {
  if (mark_ >= 0) take_byte_order_mark(chunk);
  while (!chunk.empty()) {
    std::size_t taken = 0;
    if (state_ == State::plain) taken = take_run(chunk, ",\"\r\n");
    if (state_ == State::quoted) taken = take_run(chunk, "\"\r\n");
    if (taken > 0) after_cr_ = false;
    chunk.remove_prefix(taken);
    if (chunk.empty()) break;
    NWD_CHECK(take(chunk.front(), each));
    chunk.remove_prefix(1);
  }
  return {};
}

Result<void> Reader::finish(const EachRow& each) {
  if (mark_ > 0) {  // a file of one or two bytes of a mark
    text_.append(byte_order_mark.substr(0, static_cast<std::size_t>(mark_)));
    begun_ = true;
  }
  mark_ = -1;
  if (state_ == State::quoted) spoil("a quoted field does not end");
  return end_row(each);
}

void Reader::take_byte_order_mark(std::string_view& chunk) {
  while (!chunk.empty() && mark_ < 3 && chunk.front() == byte_order_mark[static_cast<std::size_t>(mark_)]) {
    chunk.remove_prefix(1);
    ++mark_;
  }
  if (chunk.empty() && mark_ < 3) return;
  if (mark_ > 0 && mark_ < 3) {  // only its beginning: it was text
    text_.append(byte_order_mark.substr(0, static_cast<std::size_t>(mark_)));
    state_ = State::plain;
    begun_ = true;
  }
  mark_ = -1;
}

// Appends what stands before the next of `stops`; gives its length.
std::size_t Reader::take_run(std::string_view chunk, const char* stops) {
  const auto length = std::min(chunk.find_first_of(stops), chunk.size());
  const auto field_room = limits_.field - (text_.size() - (ends_.empty() ? 0 : ends_.back()));
  const auto row_room = limits_.row - text_.size();
  if (length > std::min(field_room, row_room)) {
    spoil(field_room <= row_room ? "a field is too long" : "the row is too long");
  } else {
    text_.append(chunk.substr(0, length));
  }
  return length;
}

Result<void> Reader::take(char c, const EachRow& each) {
  const bool second_half = c == '\n' && after_cr_;  // of CR LF
  after_cr_ = c == '\r';
  if (second_half && state_ != State::quoted) return {};
  if (state_ == State::quote && c == '"') {
    state_ = State::quoted;
    take_run("\"", ",");
    return {};
  }
  const bool line_break = c == '\r' || c == '\n';
  if (line_break && !second_half) ++line_;
  if (state_ == State::quoted) {
    if (c == '"') {
      state_ = State::quote;
    } else {
      take_run({&c, 1}, "");
    }
    return {};
  }
  if (line_break) return end_row(each);
  if (state_ == State::skipping) return {};
  begun_ = true;
  if (c == ',') {
    end_field();
  } else if (state_ == State::quote) {
    spoil("text after a closing quote");
  } else if (c == '"') {
    if (state_ == State::plain) {
      spoil("a quote inside an unquoted field");
    } else {
      state_ = State::quoted;
    }
  } else {
    state_ = State::plain;
    take_run({&c, 1}, "");
  }
  return {};
}

void Reader::end_field() {
  ends_.push_back(text_.size());
  state_ = State::field_start;
  if (ends_.size() >= limits_.columns) spoil("too many columns");
}

void Reader::spoil(std::string_view problem) {
  if (problem_.empty()) problem_ = problem;
  state_ = State::skipping;
  begun_ = true;
}

Result<void> Reader::end_row(const EachRow& each) {
  const bool something = begun_;
  if (something && problem_.empty()) {
    ends_.push_back(text_.size());
    if (!is_utf8(text_)) problem_ = "not UTF-8";
  }
  row_.line = first_line_;
  row_.problem = problem_;
  row_.fields.clear();
  if (problem_.empty()) {
    std::size_t begin = 0;
    for (const auto end : ends_) {
      row_.fields.push_back(std::string_view(text_).substr(begin, end - begin));
      begin = end;
    }
  }
  Result<void> told;
  if (something) told = each(row_);
  text_.clear();
  ends_.clear();
  problem_ = {};
  state_ = State::field_start;
  begun_ = false;
  first_line_ = line_;
  return told;
}

Result<Header> Header::of(const Row& row) {
  if (!row.problem.empty()) return fail(Code::invalid, "The first line is not a row of column names.");
  Header header;
  header.size_ = row.fields.size();
  for (std::size_t i = 0; i < row.fields.size(); ++i) {
    const std::string name(trim(row.fields[i]));
    if (name.empty()) continue;
    if (!header.columns_.emplace(name, i).second) {
      return fail(Code::invalid, "The file has two columns of one name.");
    }
  }
  return header;
}

std::optional<std::size_t> Header::column(std::string_view name) const {
  const auto found = columns_.find(std::string(name));
  return found == columns_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> Header::missing(const std::vector<std::string_view>& names) const {
  for (const auto name : names) {
    if (!column(name)) return std::string(name);
  }
  return std::nullopt;
}

}  // namespace nwd::csv
