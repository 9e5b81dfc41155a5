#include "storage/migrate.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/bytes.h"
#include "base/text.h"

namespace nwd::storage {
namespace {

constexpr Sql make_table =
    "CREATE TABLE IF NOT EXISTS schema_migration ("
    "number BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum BLOB NOT NULL, applied_at BIGINT NOT NULL)";
constexpr Sql select_applied = "SELECT number, checksum FROM schema_migration ORDER BY number";
constexpr Sql insert_applied =
    "INSERT INTO schema_migration (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)";
constexpr Sql has_table_sqlite =
    "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'";
constexpr Sql has_table_postgresql =
    "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_migration'";

Bytes checksum(std::string_view text) {
  Bytes sum(crypto_hash_sha256_BYTES);
  crypto_hash_sha256(sum.data(), bytes_of(text).data(), text.size());
  return sum;
}

Result<Migration> from_file(const EmbeddedFile& file) {
  const auto wrong = [&] {
    return fail(Code::internal, "", fmt::format("migration {} is not named NNN-name.sql", file.name));
  };
  if (file.name.size() < 9 || file.name[3] != '-' || !file.name.ends_with(".sql")) return wrong();
  int number = 0;
  for (const char c : file.name.substr(0, 3)) {
    if (c < '0' || c > '9') return wrong();
    number = number * 10 + (c - '0');
  }
  return Migration{number, std::string(file.name.substr(4, file.name.size() - 8)), file.content};
}

// The script as one engine reads it: what is "only" for the other is left out.
Result<std::string> for_engine(std::string_view script, Engine engine) {
  std::string out;
  std::string_view only;
  for (const auto line : split(script, '\n')) {
    const auto words = trim(line);
    if (words == "-- only sqlite" || words == "-- only postgresql")
      only = words.substr(8);
    else if (words == "-- end")
      only = {};
    else if (only.empty() || only == (engine == Engine::sqlite ? "sqlite" : "postgresql"))
      out.append(line).append("\n");
  }
  if (!only.empty()) return fail(Code::internal, "", "a migration's \"-- only\" has no \"-- end\"");
  return out;
}

using Applied = std::map<int, Bytes>;

Result<bool> has_history(Reader& reader, Engine engine) {
  NWD_TRY(const auto count, reader.first(engine == Engine::sqlite ? has_table_sqlite : has_table_postgresql,
                                         [](const Row& row) { return row.integer(0); }));
  return count.value_or(0) > 0;
}

Result<Applied> applied_in(Reader& reader, Engine engine) {
  Applied applied;
  NWD_TRY(const bool any, has_history(reader, engine));
  if (!any) return applied;
  NWD_CHECK(reader.each(select_applied, {}, [&](const Row& row) -> Result<void> {
    applied.emplace(row.get<int>(0), row.get<Bytes>(1));
    return {};
  }));
  return applied;
}

Result<void> check_history(const Applied& applied, std::span<const Migration> wanted) {
  for (const auto& [number, sum] : applied) {
    const auto known =
        std::find_if(wanted.begin(), wanted.end(), [&](const Migration& m) { return m.number == number; });
    if (known == wanted.end())
      return fail(
          Code::foreign,
          fmt::format("This database was made by a newer nwd (schema {}). Install that version, or a later one.",
                      number));
    if (checksum(known->text) != sum)
      return fail(Code::foreign,
                  fmt::format("Schema step {} of this database differs from this program's. It was made by "
                              "another build of nwd; nothing was changed.",
                              number));
  }
  return {};
}

}  // namespace

Result<std::vector<Migration>> collect(std::span<const std::span<const EmbeddedFile>> folders) {
  std::vector<Migration> all;
  for (const auto& folder : folders) {
    for (const auto& file : folder) {
      NWD_TRY(auto migration, from_file(file));
      all.push_back(std::move(migration));
    }
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
  const auto twice =
      std::adjacent_find(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.number == b.number; });
  if (twice != all.end()) return fail(Code::internal, "", fmt::format("two migrations are numbered {}", twice->number));
  return all;
}

Result<void> run_script(Writer& writer, Engine engine, std::string_view script) {
  NWD_TRY(const auto text, for_engine(script, engine));
  return writer.run_script_text(text);
}

Result<int> applied_migration(Database& database) {
  return database.read([&](Reader& reader) -> Result<int> {
    NWD_TRY(const auto applied, applied_in(reader, database.engine()));
    return applied.empty() ? 0 : applied.rbegin()->first;
  });
}

Result<std::vector<std::string>> check_integrity(Database& database) {
  // PostgreSQL keeps page checksums itself; reading every row of its catalogue would prove no more.
  if (database.engine() == Engine::postgresql) return std::vector<std::string>{};
  NWD_TRY(auto lines, database.read([](Reader& reader) {
    return reader.all("PRAGMA quick_check(20)", [](const Row& row) { return row.get<std::string>(0); });
  }));
  if (lines.size() == 1 && lines.front() == "ok") lines.clear();
  return lines;
}

Result<void> apply_all(Writer& writer, Engine engine, std::span<const Migration> all, const Clock& clock) {
  NWD_CHECK(writer.run(make_table));
  for (const auto& migration : all) {
    NWD_CHECK(run_script(writer, engine, migration.text));
    NWD_CHECK(writer.run(insert_applied, migration.number, migration.name, checksum(migration.text), clock.now()));
  }
  return {};
}

Result<MigrationReport> migrate(Database& database, std::span<const Migration> wanted, const Clock& clock,
                                const std::function<Result<void>()>& before_first) {
  NWD_TRY(const auto before, database.read([&](Reader& reader) { return applied_in(reader, database.engine()); }));
  NWD_CHECK(check_history(before, wanted));
  MigrationReport report{before.empty() ? 0 : before.rbegin()->first, 0};
  report.to = report.from;
  const bool any_new =
      std::any_of(wanted.begin(), wanted.end(), [&](const Migration& m) { return !before.contains(m.number); });
  if (any_new && !before.empty()) NWD_CHECK(before_first());

  for (const auto& migration : wanted) {
    // Looked at again inside the transaction: another process may have been here first.
    NWD_CHECK(database.write([&](Writer& writer) -> Result<void> {
      NWD_CHECK(writer.run(make_table));
      NWD_TRY(const auto applied, applied_in(writer, database.engine()));
      if (applied.contains(migration.number)) return {};
      NWD_CHECK(run_script(writer, database.engine(), migration.text));
      NWD_CHECK(writer.run(insert_applied, migration.number, migration.name, checksum(migration.text), clock.now()));
      return {};
    }));
    report.to = std::max(report.to, migration.number);
  }
  return report;
}

}  // namespace nwd::storage
