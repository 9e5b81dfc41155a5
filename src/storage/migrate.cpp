#include "storage/migrate.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

#include "base/bytes.h"
#include "base/text.h"
#include "storage/history.h"

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
  constexpr std::string_view only_for = "-- only ";
  const std::string_view ours = engine == Engine::sqlite ? "sqlite" : "postgresql";
  const auto wrong = [](const char* what) { return fail(Code::internal, "", what); };
  std::string out;
  std::string_view only;
  for (const auto line : split(script, '\n')) {
    const auto words = trim(line);
    if (words.starts_with(only_for)) {
      if (!only.empty()) return wrong("a migration's \"-- only\" stands inside another");
      only = words.substr(only_for.size());
      if (only != "sqlite" && only != "postgresql") return wrong("a migration is \"-- only\" for an unknown engine");
    } else if (words == "-- end") {
      if (only.empty()) return wrong("a migration's \"-- end\" has no \"-- only\"");
      only = {};
    } else if (only.empty() || only == ours) {
      out.append(line).append("\n");
    }
  }
  if (!only.empty()) return wrong("a migration's \"-- only\" has no \"-- end\"");
  return out;
}

Result<bool> has_history(Reader& reader, Engine engine) {
  NWD_TRY(const auto count, reader.first(engine == Engine::sqlite ? has_table_sqlite : has_table_postgresql,
                                         [](const Row& row) { return row.integer(0); }));
  return count.value_or(0) > 0;
}

constexpr Sql sqlite_references = "SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 20";
constexpr Sql unsafe_settings =
    "SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = "
    "'off'";

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

Result<void> check_history(const Applied& applied, std::span<const Migration> wanted, std::string_view whose) {
  for (const auto& [number, sum] : applied) {
    const auto known =
        std::find_if(wanted.begin(), wanted.end(), [&](const Migration& m) { return m.number == number; });
    if (known == wanted.end())
      return fail(Code::foreign, fmt::format("{} was made by a newer nwd (schema {}). Install that version, or a later "
                                             "one.",
                                             whose, number));
    if (checksum(known->text) != sum)
      return fail(Code::foreign,
                  fmt::format("{} was made by another build of nwd: its schema step {} differs from this "
                              "program's. Nothing was changed.",
                              whose, number));
  }
  return {};
}

Result<void> apply(Writer& writer, Engine engine, const Migration& migration, Instant now) {
  NWD_CHECK(writer.run(make_table));
  NWD_TRY(const auto applied, applied_in(writer, engine));
  if (applied.contains(migration.number)) return {};
  NWD_CHECK(run_script(writer, engine, migration.text));
  NWD_CHECK(writer.run(insert_applied, migration.number, migration.name, checksum(migration.text), now));
  return {};
}

Result<std::vector<std::string>> check_integrity(Database& database) {
  const bool sqlite = database.engine() == Engine::sqlite;
  return database.read([&](Reader& reader) -> Result<std::vector<std::string>> {
    // PostgreSQL looks after its own pages; what can be seen from here is whether it keeps what it acknowledged.
    if (!sqlite)
      return reader.all(unsafe_settings, [](const Row& row) {
        return "The database server's " + row.get<std::string>(0) + " is off: what is saved may be lost.";
      });
    NWD_TRY(auto found, reader.all("PRAGMA quick_check(20)", [](const Row& row) { return row.get<std::string>(0); }));
    if (found == std::vector<std::string>{"ok"}) found.clear();
    NWD_CHECK(reader.each(sqlite_references, {}, [&](const Row& row) -> Result<void> {
      found.push_back(fmt::format("a row of {} refers to a row of {} that is not there", row.text(0), row.text(1)));
      return {};
    }));
    return found;
  });
}

Result<MigrationReport> migrate(Database& database, std::span<const Migration> wanted, const Clock& clock,
                                const std::function<Result<void>()>& before_first) {
  constexpr std::string_view whose = "This database";
  NWD_TRY(const auto before, database.read([&](Reader& reader) { return applied_in(reader, database.engine()); }));
  NWD_CHECK(check_history(before, wanted, whose));
  MigrationReport report{before.empty() ? 0 : before.rbegin()->first, 0};
  report.to = report.from;
  const auto is_new = [&](const Migration& m) { return !before.contains(m.number); };
  const bool any_new = std::any_of(wanted.begin(), wanted.end(), is_new);
  if (any_new && !before.empty()) NWD_CHECK(before_first());

  for (const auto& migration : wanted) {
    if (!is_new(migration)) continue;
    // Looked at again inside the transaction: another process may have been here first, a newer one even.
    NWD_CHECK(database.write([&](Writer& writer) -> Result<void> {
      NWD_TRY(const auto now_applied, applied_in(writer, database.engine()));
      NWD_CHECK(check_history(now_applied, wanted, whose));
      return apply(writer, database.engine(), migration, clock.now());
    }));
    report.to = std::max(report.to, migration.number);
  }
  return report;
}

}  // namespace nwd::storage
