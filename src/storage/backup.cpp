#include "storage/backup.h"

#include <fmt/format.h>

#include <bit>

#include "storage/history.h"
#include "storage/sealed_file.h"
#include "storage/tables.h"

namespace nwd::storage {
namespace {

// The plaintext inside: the schema's steps (how many; number and checksum of each), then table by table its name, its
// columns and its rows, each value with its type. Numbers are 8 bytes, big end first; texts and bytes are preceded by
// their length.
enum class Mark : std::uint8_t { end = 0, table = 1, row = 2 };
enum class Type : std::uint8_t { null = 0, integer = 1, real = 2, text = 3, blob = 4 };

constexpr std::uint64_t longest_value = std::uint64_t{64} << 20U;
constexpr std::uint64_t most_columns = 200;
constexpr std::uint64_t most_steps = 10'000;
constexpr int rows_between_signs = 1000;

Failure damaged() { return fail(Code::corrupt, "This backup is damaged. Nothing of it was used."); }

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
    if (size > longest_value) return damaged();
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
  return damaged();
}

Result<void> put_steps(Out& out, const Applied& applied) {
  NWD_CHECK(out.number(applied.size()));
  for (const auto& [number, sum] : applied) {
    NWD_CHECK(out.number(static_cast<std::uint64_t>(number)));
    NWD_CHECK(out.bytes(sum));
  }
  return {};
}

Result<Applied> take_steps(In& in) {
  Applied applied;
  NWD_TRY(const auto count, in.number());
  if (count > most_steps) return damaged();
  for (std::uint64_t i = 0; i < count; ++i) {
    NWD_TRY(const auto number, in.number());
    NWD_TRY(auto sum, in.bytes());
    applied.emplace(static_cast<int>(number), std::move(sum));
  }
  return applied;
}

// By key: the same rows make the same bytes, and a log comes back in its order.
std::string select_all(const Table& table) {
  const std::string order = table.key.empty() ? "" : " ORDER BY " + joined(table.key);
  return fmt::format("SELECT {} FROM {}{}", joined(table.columns), table.name, order);
}

Result<void> put_table(Reader& reader, Out& out, const Table& table, BackupCounts& counts, const Progress& progress) {
  NWD_CHECK(out.mark(static_cast<std::uint8_t>(Mark::table)));
  NWD_CHECK(out.bytes(bytes_of(table.name)));
  NWD_CHECK(out.number(table.columns.size()));
  for (const auto& c : table.columns) NWD_CHECK(out.bytes(bytes_of(c)));
  ++counts.tables;
  return reader.each_any(select_all(table), [&](const std::vector<AnyValue>& row) -> Result<void> {
    NWD_CHECK(out.mark(static_cast<std::uint8_t>(Mark::row)));
    for (const auto& value : row) NWD_CHECK(put_value(out, value));
    if (++counts.rows % rows_between_signs == 0) progress(counts);
    return {};
  });
}

// The rows of a backup into the tables of its schema.
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
        if (++counts.rows % rows_between_signs == 0) progress(counts);
      } else {
        return damaged();
      }
    }
  }

 private:
  Result<void> begin_table() {
    NWD_TRY(const auto name, in_.text());
    NWD_TRY(columns_, in_.number());
    if (columns_ == 0 || columns_ > most_columns) return damaged();
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

Result<void> check_empty(Reader& reader, Engine engine) {
  NWD_TRY(const auto applied, applied_in(reader, engine));
  NWD_TRY(const auto tables, tables_of(reader, engine));
  if (applied.empty() && tables.empty()) return {};
  return fail(Code::conflict, "This database is not empty. Restore into a new one: name it with --database.");
}

// Schema, then rows, then the marked end: all in the caller's transaction.
Result<BackupCounts> restore_all(Writer& writer, Engine engine, std::span<const Migration> migrations,
                                 SealedReader& file, const Clock& clock, const Progress& progress) {
  BackupCounts counts;
  In in(file);
  NWD_CHECK(check_empty(writer, engine));
  NWD_TRY(const auto steps, take_steps(in));
  NWD_CHECK(check_history(steps, migrations, "This backup"));
  for (const auto& migration : migrations)
    if (steps.contains(migration.number)) NWD_CHECK(apply(writer, engine, migration, clock.now()));
  NWD_CHECK(put_off_references(writer, engine));
  NWD_TRY(auto tables, tables_of(writer, engine));
  NWD_CHECK(Restorer(writer, in, std::move(tables)).all(counts, progress));
  NWD_TRY(const bool whole, file.at_end());
  if (!whole) return damaged();
  NWD_CHECK(settle_references(writer, engine));
  counts.bytes = file.bytes();
  return counts;
}

Progress or_nothing(const Progress& progress) {
  return progress ? progress : [](const BackupCounts&) {};
}

}  // namespace

Result<BackupCounts> backup(Database& database, const std::filesystem::path& file, std::string_view passphrase,
                            const Progress& progress, const BackupCost& cost) {
  const auto show = or_nothing(progress);
  NWD_TRY(auto sealed, SealedWriter::create(file, passphrase, cost));
  Out out(*sealed);
  BackupCounts counts;
  NWD_CHECK(database.read([&](Reader& reader) -> Result<void> {
    NWD_TRY(const auto applied, applied_in(reader, database.engine()));
    NWD_CHECK(put_steps(out, applied));
    NWD_TRY(const auto tables, tables_of(reader, database.engine()));
    for (const auto& table : tables) NWD_CHECK(put_table(reader, out, table, counts, show));
    return out.mark(static_cast<std::uint8_t>(Mark::end));
  }));
  NWD_CHECK(sealed->finish());
  counts.bytes = sealed->bytes();
  show(counts);
  return counts;
}

Result<BackupCounts> restore(Database& empty, std::span<const Migration> migrations, const std::filesystem::path& file,
                             std::string_view passphrase, const Clock& clock, const Progress& progress) {
  const auto show = or_nothing(progress);
  NWD_CHECK(empty.read([&](Reader& reader) { return check_empty(reader, empty.engine()); }));
  NWD_TRY(auto sealed, SealedReader::open(file, passphrase));
  NWD_TRY(const auto counts, empty.write([&](Writer& writer) -> Result<BackupCounts> {
    NWD_CHECK(sealed->rewind());  // a write may run again
    return restore_all(writer, empty.engine(), migrations, *sealed, clock, show);
  }));
  NWD_CHECK(migrate(empty, migrations, clock, [] { return Result<void>(); }));
  show(counts);
  return counts;
}

}  // namespace nwd::storage
