#include "storage/tables.h"

#include <algorithm>
#include <map>

namespace nwd::storage {
namespace {

// Table, column, place in the primary key (0: none).
constexpr Sql sqlite_columns =
    "SELECT m.name, c.name, c.pk FROM sqlite_schema m JOIN pragma_table_info(m.name) c "
    "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'schema_migration' ORDER BY m.name, c.cid";
constexpr Sql postgresql_columns =
    "SELECT c.relname::text, a.attname::text, coalesce(array_position(i.indkey::int2[], a.attnum) + 1, 0) "
    "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
    "AND a.attgenerated = '' LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary "
    "WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname <> 'schema_migration' "
    "ORDER BY c.relname, a.attnum";

constexpr const char* put_off_on_sqlite = "PRAGMA defer_foreign_keys=ON";
constexpr const char* put_off_on_postgresql =
    "CREATE TEMP TABLE reference_put_off ON COMMIT DROP AS "
    "  SELECT conrelid::regclass::text AS of_table, conname FROM pg_constraint "
    "  WHERE contype = 'f' AND connamespace = current_schema()::regnamespace AND NOT condeferrable; "
    "DO $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM reference_put_off LOOP "
    "  EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED', r.of_table, r.conname); "
    "END LOOP; END $$; "
    "SET CONSTRAINTS ALL DEFERRED";
constexpr const char* settle_on_postgresql =
    "SET CONSTRAINTS ALL IMMEDIATE; "
    "DO $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM reference_put_off LOOP "
    "  EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I NOT DEFERRABLE', r.of_table, r.conname); "
    "END LOOP; END $$";

bool plain(std::string_view name) {
  return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

}  // namespace

Result<std::vector<Table>> tables_of(Reader& reader, Engine engine) {
  std::map<std::string, Table> all;
  std::map<std::string, std::map<std::int64_t, std::string>> keys;
  const Sql columns = engine == Engine::sqlite ? sqlite_columns : postgresql_columns;
  NWD_CHECK(reader.each(columns, {}, [&](const Row& row) -> Result<void> {
    const auto name = row.get<std::string>(0);
    const auto column = row.get<std::string>(1);
    if (!plain(name) || !plain(column)) return fail(Code::foreign, "This database has a table that is not nwd's.");
    all[name].name = name;
    all[name].columns.push_back(column);
    if (row.integer(2) > 0) keys[name].emplace(row.integer(2), column);
    return {};
  }));
  std::vector<Table> out;
  for (auto& [name, table] : all) {
    for (const auto& [place, column] : keys[name]) table.key.push_back(column);
    out.push_back(std::move(table));
  }
  return out;
}

Result<void> put_off_references(Writer& writer, Engine engine) {
  return writer.run_script_text(engine == Engine::sqlite ? put_off_on_sqlite : put_off_on_postgresql);
}

// SQLite's are looked at when the write is kept.
Result<void> settle_references(Writer& writer, Engine engine) {
  if (engine == Engine::sqlite) return {};
  return writer.run_script_text(settle_on_postgresql);
}

}  // namespace nwd::storage
