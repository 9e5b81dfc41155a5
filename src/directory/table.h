// A CSV file as rows with named columns, plain or gzip.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "directory/package.h"

namespace nwd::directory {

class TableRow {
 public:
  TableRow(const csv::Row& row, const csv::Header& header) : row_(row), header_(header) {}
  [[nodiscard]] std::int64_t line() const { return row_.line; }
  [[nodiscard]] std::string_view operator[](std::string_view column) const;  // trimmed; "" if there is no such column
  [[nodiscard]] std::string text(std::string_view column) const { return std::string((*this)[column]); }

 private:
  const csv::Row& row_;
  const csv::Header& header_;
};

// Gives why the row is set aside, or "".
using UseRow = std::function<std::string(const TableRow&)>;

inline constexpr std::size_t largest_file = std::size_t{64} << 20U;  // unpacked
inline constexpr std::int64_t most_rows = 500'000;

// Counts rows and sets bad ones aside in the package. not_found: no such file; invalid: a column of `required` is
// missing.
Result<void> read_table(const std::filesystem::path& file, const std::vector<std::string_view>& required, Package&,
                        const UseRow&);
// The same, and no rows where there is no such file.
Result<void> read_table_if_there(const std::filesystem::path& file, const std::vector<std::string_view>& required,
                                 Package&, const UseRow&);
// The first row of the file.
Result<csv::Header> read_header(const std::filesystem::path& file);
Result<std::string> read_whole(const std::filesystem::path& file);  // at most largest_file

std::optional<std::int64_t> whole_number(std::string_view);  // digits only, at most 9
std::optional<double> degrees(std::string_view);
std::vector<std::string> list_of(std::string_view text, char separator);  // trimmed, without empty ones

}  // namespace nwd::directory
