// Reading CSV (RFC 4180) in chunks of any size: quotes, CRLF, LF or CR, a byte order mark, UTF-8 only, every size
// bounded. A row that is not well formed comes with its line and what is wrong with it, and reading goes on at the next
// line.
//
//   csv::Reader reader;
//   NWD_CHECK(reader.read(chunk, each_row));   // as often as there are chunks
//   NWD_CHECK(reader.finish(each_row));
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace nwd::csv {

struct Limits {
  std::size_t field = std::size_t{64} << 10U;  // bytes
  std::size_t row = std::size_t{1} << 20U;     // bytes of all its fields
  std::size_t columns = 512;
};

// Valid until the function that was given it returns.
struct Row {
  std::int64_t line = 0;  // of its first character, from 1
  std::vector<std::string_view> fields;
  std::string_view problem;  // empty: well formed; else the fields mean nothing
};

using EachRow = std::function<Result<void>(const Row&)>;  // an error stops the reading

class Reader {
 public:
  explicit Reader(const Limits& limits = {}) : limits_(limits) {}
  Result<void> read(std::string_view chunk, const EachRow&);
  Result<void> finish(const EachRow&);  // the last row need not end with a line break

 private:
  enum class State : std::uint8_t { field_start, plain, quoted, quote, skipping };

  std::size_t take_run(std::string_view, const char* stops);
  Result<void> take(char, const EachRow&);
  void take_byte_order_mark(std::string_view& chunk);
  void end_field();
  Result<void> end_row(const EachRow&);
  void spoil(std::string_view problem);

  Limits limits_;
  State state_ = State::field_start;
  std::string text_;  // the row's fields, one after another
  std::vector<std::size_t> ends_;
  Row row_;
  std::string_view problem_;
  std::int64_t line_ = 1;
  std::int64_t first_line_ = 1;
  int mark_ = 0;  // bytes of the byte order mark seen; -1: past it
  bool after_cr_ = false;
  bool begun_ = false;  // the row has something in it
};

// Column names of a first row.
class Header {
 public:
  static Result<Header> of(const Row&);  // invalid: malformed, or a name twice
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
  // The first of `names` that is not there, if any.
  [[nodiscard]] std::optional<std::string> missing(const std::vector<std::string_view>& names) const;
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::unordered_map<std::string, std::size_t> columns_;
  std::size_t size_ = 0;
};

}  // namespace nwd::csv
