#include "storage/backup.h"

#include <fmt/format.h>

#include <bit>

#include "storage/sealed_file.h"
#include "storage/tables.h"

namespace nwd::storage {
namespace {

// The plaintext inside: the schema's number, then table by table its name, its columns and its rows, each value with
// its type. Numbers are 8 bytes, big end first; texts and bytes are preceded by their length.
enum class Mark : std::uint8_t { end = 0, table = 1, row = 2 };
enum class Type : std::uint8_t { null = 0, integer = 1, real = 2, text = 3, blob = 4 };

constexpr std::uint64_t longest_value = std::uint64_t{64} << 20U;
constexpr std::uint64_t most_columns = 200;
constexpr int rows_a_write = 2000;

class Out {
 public:
  explicit Out(SealedWriter& file) : file_(file) {}
  Result<void> mark(std::uint8_t m) { return file_.put(ByteView(&m, 1)); }
  Result<void> number(std::uint64_t value) {
    std::uint8_t bytes[8];
    for (unsigned i = 0; i < 8; ++i) bytes[i] = static_cast<std::uint8_t>(value >> (56 - 8 * i));
    return file_.put(bytes);
  }
  Result<void> bytes(ByteView value) {
    NWD_CHECK(number(value.size()));
    return file_.put(value);
  }

 private:
  SealedWriter& file_;
};

class In {
 public:
  explicit In(SealedReader& file) : file_(file) {}
  Result<std::uint8_t> mark() {
    std::uint8_t m = 0;
    NWD_CHECK(file_.take({&m, 1}));
    return m;
  }
  Result<std::uint64_t> number() {
    std::uint8_t bytes[8];
    NWD_CHECK(file_.take(bytes));
    std::uint64_t value = 0;
    for (const auto b : bytes) value = (value << 8U) | b;
    return value;
  }
  Result<Bytes> bytes() {
    NWD_TRY(const auto size, number());
    if (size > longest_value) return fail(Code::corrupt, "This backup is damaged.");
    Bytes value(size);
    NWD_CHECK(file_.take(value));
    return value;
  }
  Result<std::string> text() {
    NWD_TRY(const auto value, bytes());
    return std::string(text_of(value));
  }

 private:
  SealedReader& file_;
};

std::string joined(const std::vector<std::string>& columns) {
  std::string out;
  for (const auto& c : columns) out += (out.empty() ? "" : ", ") + c;
  return out;
}

Result<void> put_value(Out& out, const AnyValue& value) {
  return std::visit(
      [&](const auto& v) -> Result<void> {
        using T = std::decay_t<decltype(v)>;
        if constexpr (std::is_same_v<T, std::nullptr_t>)
          return out.mark(static_cast<std::uint8_t>(Type::null));
        else if constexpr (std::is_same_v<T, std::int64_t>) {
          NWD_CHECK(out.mark(static_cast<std::uint8_t>(Type::integer)));
          return out.number(static_cast<std::uint64_t>(v));
        } else if constexpr (std::is_same_v<T, double>) {
          NWD_CHECK(out.mark(static_cast<std::uint8_t>(Type::real)));
          return out.number(std::bit_cast<std::uint64_t>(v));
        } else if constexpr (std::is_same_v<T, std::string>) {
          NWD_CHECK(out.mark(static_cast<std::uint8_t>(Type::text)));
          return out.bytes(bytes_of(v));
        } else {
          NWD_CHECK(out.mark(static_cast<std::uint8_t>(Type::blob)));
          return out.bytes(v);
        }
      },
      value);
}

Result<AnyValue> take_value(In& in) {
  NWD_TRY(const auto type, in.mark());
  switch (static_cast<Type>(type)) {
    case Type::null: return AnyValue(nullptr);
    case Type::integer: {
      NWD_TRY(const auto v, in.number());
      return AnyValue(static_cast<std::int64_t>(v));
    }
    case Type::real: {
      NWD_TRY(const auto v, in.number());
      return AnyValue(std::bit_cast<double>(v));
    }
    case Type::text: {
      NWD_TRY(auto v, in.text());
      return AnyValue(std::move(v));
    }
    case Type::blob: {
      NWD_TRY(auto v, in.bytes());
      return AnyValue(std::move(v));
    }
  }
  return fail(Code::corrupt, "This backup is damaged.");
}

Result<void> put_table(Reader& reader, Out& out, const Table& table, BackupCounts& counts, const Progress& progress) {
  NWD_CHECK(out.mark(static_cast<std::uint8_t>(Mark::table)));
  NWD_CHECK(out.bytes(bytes_of(table.name)));
  NWD_CHECK(out.number(table.columns.size()));
  for (const auto& c : table.columns) NWD_CHECK(out.bytes(bytes_of(c)));
  ++counts.tables;
  const std::string sql = fmt::format("SELECT {} FROM {}", joined(table.columns), table.name);
  return reader.each_any(sql, [&](const std::vector<AnyValue>& row) -> Result<void> {
    NWD_CHECK(out.mark(static_cast<std::uint8_t>(Mark::row)));
    for (const auto& value : row) NWD_CHECK(put_value(out, value));
    if (++counts.rows % 1000 == 0) progress(counts);
    return {};
  });
}

// Rows wait until there are enough for one write.
class Restorer {
 public:
  Restorer(Writer& writer, In& in, std::vector<Table> known) : writer_(writer), in_(in), known_(std::move(known)) {}

  Result<void> all(BackupCounts& counts, const Progress& progress) {
    while (true) {
      NWD_TRY(const auto mark, in_.mark());
      if (mark == static_cast<std::uint8_t>(Mark::end)) return {};
      if (mark == static_cast<std::uint8_t>(Mark::table)) {
        NWD_CHECK(begin_table());
        ++counts.tables;
      } else if (mark == static_cast<std::uint8_t>(Mark::row) && !sql_.empty()) {
        NWD_CHECK(one_row());
        if (++counts.rows % rows_a_write == 0) progress(counts);
      } else {
        return fail(Code::corrupt, "This backup is damaged.");
      }
    }
  }

 private:
  Result<void> begin_table() {
    NWD_TRY(const auto name, in_.text());
    NWD_TRY(columns_, in_.number());
    if (columns_ == 0 || columns_ > most_columns) return fail(Code::corrupt, "This backup is damaged.");
    std::vector<std::string> columns;
    for (std::uint64_t i = 0; i < columns_; ++i) {
      NWD_TRY(auto column, in_.text());
      columns.push_back(std::move(column));
    }
    for (const auto& table : known_)
      if (table.name == name && table.columns == columns) {
        make_insert(table);
        return writer_.run_any("DELETE FROM " + table.name, {});
      }
    return fail(Code::foreign,
                "This backup has a table that its schema number does not know: it is another program's.");
  }

  void make_insert(const Table& table) {
    std::string values;
    for (std::size_t i = 1; i <= table.columns.size(); ++i) values += fmt::format("{}${}", i == 1 ? "" : ", ", i);
    sql_ = fmt::format("INSERT INTO {} ({}) VALUES ({})", table.name, joined(table.columns), values);
  }

  Result<void> one_row() {
    std::vector<AnyValue> row;
    for (std::uint64_t i = 0; i < columns_; ++i) {
      NWD_TRY(auto value, take_value(in_));
      row.push_back(std::move(value));
    }
    return writer_.run_any(sql_, row);
  }

  Writer& writer_;
  In& in_;
  std::vector<Table> known_;
  std::string sql_;
  std::uint64_t columns_ = 0;
};

std::vector<Migration> up_to(std::span<const Migration> all, int number) {
  std::vector<Migration> out;
  for (const auto& m : all)
    if (m.number <= number) out.push_back(m);
  return out;
}

}  // namespace

Result<BackupCounts> backup(Database& database, const std::filesystem::path& file, std::string_view passphrase,
                            const Progress& progress) {
  NWD_TRY(auto sealed, SealedWriter::create(file, passphrase));
  Out out(*sealed);
  BackupCounts counts;
  NWD_TRY(const int schema, applied_migration(database));
  NWD_CHECK(database.read([&](Reader& reader) -> Result<void> {
    NWD_CHECK(out.number(static_cast<std::uint64_t>(schema)));
    NWD_TRY(const auto tables, tables_of(reader, database.engine()));
    for (const auto& table : tables)
      if (table.name != "schema_migration") NWD_CHECK(put_table(reader, out, table, counts, progress));
    return out.mark(static_cast<std::uint8_t>(Mark::end));
  }));
  NWD_CHECK(sealed->finish());
  counts.bytes = sealed->bytes();
  progress(counts);
  return counts;
}

Result<BackupCounts> restore(Database& empty, std::span<const Migration> migrations, const std::filesystem::path& file,
                             std::string_view passphrase, const Clock& clock, const Progress& progress) {
  NWD_TRY(const int before, applied_migration(empty));
  if (before != 0)
    return fail(Code::conflict, "This database is not empty. Restore into a new one: name it with --database.");
  NWD_TRY(auto sealed, SealedReader::open(file, passphrase));
  In in(*sealed);
  NWD_TRY(const auto schema, in.number());
  if (schema > static_cast<std::uint64_t>(migrations.back().number))
    return fail(Code::foreign, "This backup was made by a newer nwd. Install that version, or a later one.");
  const auto then = up_to(migrations, static_cast<int>(schema));
  BackupCounts counts;
  // One transaction for schema and rows: nothing is kept unless the whole file verifies.
  NWD_CHECK(empty.write([&](Writer& writer) -> Result<void> {
    NWD_CHECK(apply_all(writer, empty.engine(), then, clock));
    NWD_TRY(auto tables, tables_of(writer, empty.engine()));
    NWD_CHECK(Restorer(writer, in, std::move(tables)).all(counts, progress));
    NWD_TRY(const bool whole, sealed->at_end());
    if (!whole) return fail(Code::corrupt, "This backup is damaged.");
    return {};
  }));
  NWD_CHECK(migrate(empty, migrations, clock, [] { return Result<void>(); }));
  progress(counts);
  return counts;
}

}  // namespace nwd::storage
