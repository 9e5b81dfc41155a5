#include "directory/table.h"

#include <zlib.h>

#include <charconv>
#include <cmath>
#include <memory>

#include "base/text.h"

namespace nwd::directory {
namespace {

struct CloseGz {
  void operator()(gzFile file) const { gzclose(file); }
};
using GzFile = std::unique_ptr<std::remove_pointer_t<gzFile>, CloseGz>;

std::string name_of(const std::filesystem::path& file) { return file.filename().string(); }

// Gives the file's bytes in chunks to `use`, which says whether to go on.
Result<void> each_chunk(const std::filesystem::path& path, const std::function<Result<bool>(std::string_view)>& use) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) {
    return fail(Code::not_found, "There is no file " + name_of(path) + ".");
  }
  const GzFile file(gzopen(path.c_str(), "rb"));
  if (!file) return fail(Code::not_found, "The file " + name_of(path) + " cannot be read.");
  std::vector<char> buffer(std::size_t{256} << 10U);
  std::size_t total = 0;
  while (true) {
    const int got = gzread(file.get(), buffer.data(), static_cast<unsigned>(buffer.size()));
    if (got < 0) return fail(Code::invalid, "The file " + name_of(path) + " is not intact.");
    if (got == 0) break;
    total += static_cast<std::size_t>(got);
    if (total > largest_file) return fail(Code::too_large, "The file " + name_of(path) + " has more than 64 MiB.");
    NWD_TRY(const auto more, use({buffer.data(), static_cast<std::size_t>(got)}));
    if (!more) return {};
  }
  // A gzip file that was cut short reads to its end without an error, and says so only here.
  int code = Z_OK;
  gzerror(file.get(), &code);
  if (code == Z_BUF_ERROR) return fail(Code::invalid, "The file " + name_of(path) + " is cut short.");
  return {};
}

class TableReader {
 public:
  TableReader(std::string file, const std::vector<std::string_view>& required, Package& package, const UseRow& use)
      : file_(std::move(file)), required_(required), package_(package), use_(use) {}

  Result<void> row(const csv::Row& row) {
    if (!header_) return start(row);
    package_.read_row();
    if (++rows_ > most_rows) return fail(Code::too_large, "The file " + file_ + " has more than 500,000 rows.");
    auto reason = reason_against(row);
    if (!reason.empty()) package_.set_aside(file_, row.line, std::move(reason));
    return {};
  }

 private:
  Result<void> start(const csv::Row& row) {
    NWD_TRY(header_, csv::Header::of(row));
    if (const auto missing = header_->missing(required_)) {
      return fail(Code::invalid, "The file " + file_ + " has no column \"" + *missing + "\".");
    }
    return {};
  }
  std::string reason_against(const csv::Row& row) {
    if (!row.problem.empty()) return std::string(row.problem);
    if (row.fields.size() != header_->size()) {
      return std::to_string(row.fields.size()) + " columns instead of " + std::to_string(header_->size());
    }
    return use_(TableRow(row, *header_));
  }

  std::string file_;
  const std::vector<std::string_view>& required_;
  Package& package_;
  const UseRow& use_;
  std::optional<csv::Header> header_;
  std::int64_t rows_ = 0;
};

}  // namespace

std::string_view TableRow::operator[](std::string_view column) const {
  const auto at = header_.column(column);
  return at && *at < row_.fields.size() ? trim(row_.fields[*at]) : std::string_view();
}

Result<void> read_table(const std::filesystem::path& file, const std::vector<std::string_view>& required,
                        Package& package, const UseRow& use) {
  TableReader table(name_of(file), required, package, use);
  csv::Reader reader;
  const csv::EachRow each = [&](const csv::Row& row) { return table.row(row); };
  NWD_CHECK(each_chunk(file, [&](std::string_view chunk) -> Result<bool> {
    NWD_CHECK(reader.read(chunk, each));
    return true;
  }));
  return reader.finish(each);
}

Result<void> read_table_if_there(const std::filesystem::path& file, const std::vector<std::string_view>& required,
                                 Package& package, const UseRow& use) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return {};
  return read_table(file, required, package, use);
}

Result<csv::Header> read_header(const std::filesystem::path& file) {
  std::optional<Result<csv::Header>> header;
  csv::Reader reader;
  const csv::EachRow each = [&](const csv::Row& row) -> Result<void> {
    if (!header) header = csv::Header::of(row);
    return {};
  };
  NWD_CHECK(each_chunk(file, [&](std::string_view chunk) -> Result<bool> {
    NWD_CHECK(reader.read(chunk, each));
    return !header;
  }));
  if (!header) NWD_CHECK(reader.finish(each));
  if (!header) return fail(Code::invalid, "The file " + name_of(file) + " is empty.");
  return *header;
}

Result<std::string> read_whole(const std::filesystem::path& file) {
  std::string all;
  NWD_CHECK(each_chunk(file, [&](std::string_view chunk) -> Result<bool> {
    all += chunk;
    return true;
  }));
  return all;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  if (text.empty() || text.size() > 9 || text.front() == '-') return std::nullopt;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  return end.ec == std::errc() && end.ptr == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<double> degrees(std::string_view text) {
  double value = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = end.ec == std::errc() && end.ptr == text.data() + text.size();
  return whole && std::abs(value) <= 180 ? std::optional(value) : std::nullopt;
}

std::vector<std::string> list_of(std::string_view text, char separator) {
  std::vector<std::string> list;
  for (const auto part : split(text, separator)) {
    if (const auto trimmed = trim(part); !trimmed.empty()) list.emplace_back(trimmed);
  }
  return list;
}

}  // namespace nwd::directory
