#include "population/columnar.h"

#include <fmt/format.h>

#include "base/text.h"

namespace nwd::population::columnar {
namespace {

constexpr std::size_t longest_name = 1024;

template <class T>
Result<T> number(std::istream& in) {
  unsigned char bytes[sizeof(T)];
  if (!in.read(reinterpret_cast<char*>(bytes), sizeof(T)))  // NOLINT: char may alias anything
    return fail(Code::corrupt, "The file stops before its end.");
  std::uint32_t out = 0;
  for (std::size_t i = sizeof(T); i-- > 0;) out = (out << 8U) | bytes[i];
  return static_cast<T>(out);
}

Result<std::string> text(std::istream& in) {
  NWD_TRY(const auto length, number<std::uint16_t>(in));
  if (length > longest_name) return fail(Code::invalid, "A name in the file is longer than 1024 bytes.");
  std::string out(length, '\0');
  if (!in.read(out.data(), length)) return fail(Code::corrupt, "The file stops before its end.");
  if (!is_utf8(out)) return fail(Code::invalid, "A name in the file is not UTF-8.");
  return out;
}

void put(std::ostream& out, std::uint32_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) out.put(static_cast<char>((value >> (8 * i)) & 0xffU));
}

void put(std::ostream& out, const std::string& text) {
  put(out, static_cast<std::uint32_t>(text.size()), 2);
  out << text;
}

Result<Column> column(std::istream& in) {
  Column out;
  NWD_TRY(out.name, text(in));
  NWD_TRY(const auto type, number<std::uint8_t>(in));
  if (type < 1 || type > 3) return fail(Code::unsupported, "A column of the file is of a type that is not known.");
  out.type = static_cast<Type>(type);
  if (out.type != Type::words) return out;
  NWD_TRY(const auto words, number<std::uint16_t>(in));
  if (words > 255) return fail(Code::invalid, "A column of the file has more than 255 words.");
  for (std::uint16_t i = 0; i < words; ++i) {
    NWD_TRY(auto word, text(in));
    out.words.push_back(std::move(word));
  }
  return out;
}

// Days are kept as they are in memory; hosts that are not little endian turn them round.
void turn(std::vector<std::int32_t>& days) {
  if constexpr (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) return;
  for (auto& day : days) day = static_cast<std::int32_t>(__builtin_bswap32(static_cast<std::uint32_t>(day)));
}

}  // namespace

Result<std::vector<Column>> read_head(std::istream& in) {
  std::string start(magic.size(), '\0');
  if (!in.read(start.data(), static_cast<std::streamsize>(start.size())) || start != magic)
    return fail(Code::invalid, "This is no file of a population's columns.");
  NWD_TRY(const auto count, number<std::uint32_t>(in));
  if (count == 0 || count > most_columns)
    return fail(Code::too_large, fmt::format("A population has at least one column and at most {}.", most_columns));
  std::vector<Column> out;
  for (std::uint32_t i = 0; i < count; ++i) {
    NWD_TRY(auto next, column(in));
    for (const auto& earlier : out)
      if (earlier.name == next.name) return fail(Code::invalid, "Two columns of the file have the same name.");
    out.push_back(std::move(next));
  }
  return out;
}

Result<std::size_t> read_block(std::istream& in, std::vector<Column>& columns) {
  NWD_TRY(const auto rows, number<std::uint32_t>(in));
  if (rows > most_rows) return fail(Code::too_large, fmt::format("A block has at most {} rows.", most_rows));
  for (auto& column : columns) {
    const bool days = column.type == Type::days;
    column.days.resize(days ? rows : 0);
    column.bytes.resize(days ? 0 : rows);
    auto* const to = days ? reinterpret_cast<char*>(column.days.data())    // NOLINT: char may alias anything
                          : reinterpret_cast<char*>(column.bytes.data());  // NOLINT
    if (!in.read(to, static_cast<std::streamsize>(rows * (days ? sizeof(std::int32_t) : 1))))
      return fail(Code::corrupt, "The file stops before its end.");
    turn(column.days);
  }
  return std::size_t{rows};
}

void write_head(std::ostream& out, const std::vector<Column>& columns) {
  out << magic;
  put(out, static_cast<std::uint32_t>(columns.size()), 4);
  for (const auto& column : columns) {
    put(out, column.name);
    put(out, static_cast<std::uint32_t>(column.type), 1);
    if (column.type != Type::words) continue;
    put(out, static_cast<std::uint32_t>(column.words.size()), 2);
    for (const auto& word : column.words) put(out, word);
  }
}

void write_block(std::ostream& out, const std::vector<Column>& columns, std::size_t rows) {
  put(out, static_cast<std::uint32_t>(rows), 4);
  if (rows == 0) return;
  for (const auto& column : columns) {
    if (column.type == Type::days)
      for (std::size_t i = 0; i < rows; ++i) put(out, static_cast<std::uint32_t>(column.days[i]), 4);
    else
      for (std::size_t i = 0; i < rows; ++i) put(out, column.bytes[i], 1);
  }
}

}  // namespace nwd::population::columnar
