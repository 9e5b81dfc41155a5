#include "storage/tables.h"

#include <algorithm>
#include <map>
#include <set>

namespace nwd::storage {
namespace {

constexpr Sql sqlite_tables =
    "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c "
    "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid";
constexpr Sql postgresql_tables =
    "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = current_schema() "
    "ORDER BY table_name, ordinal_position";
constexpr Sql sqlite_references =
    "SELECT m.name, f.\"table\" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'";
constexpr Sql postgresql_references =
    "SELECT a.relname::text, b.relname::text FROM pg_constraint c JOIN pg_class a ON a.oid = c.conrelid "
    "JOIN pg_class b ON b.oid = c.confrelid WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace";

bool plain(std::string_view name) {
  return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

using References = std::map<std::string, std::set<std::string>>;

Result<void> visit(const std::string& name, const std::map<std::string, Table>& all, const References& refers,
                   std::set<std::string>& done, std::vector<Table>& out, int depth) {
  if (done.contains(name)) return {};
  if (depth > 64) return fail(Code::internal, "", "tables refer to each other in a circle");
  if (const auto found = refers.find(name); found != refers.end())
    for (const auto& other : found->second)
      if (other != name) NWD_CHECK(visit(other, all, refers, done, out, depth + 1));
  done.insert(name);
  out.push_back(all.at(name));
  return {};
}

}  // namespace

Result<std::vector<Table>> tables_of(Reader& reader, Engine engine) {
  const bool sqlite = engine == Engine::sqlite;
  std::map<std::string, Table> all;
  NWD_CHECK(reader.each(sqlite ? sqlite_tables : postgresql_tables, {}, [&](const Row& row) -> Result<void> {
    const auto name = row.get<std::string>(0);
    const auto column = row.get<std::string>(1);
    if (!plain(name) || !plain(column)) return fail(Code::foreign, "This database has a table that is not nwd's.");
    all[name].name = name;
    all[name].columns.push_back(column);
    return {};
  }));
  References refers;
  NWD_CHECK(reader.each(sqlite ? sqlite_references : postgresql_references, {}, [&](const Row& row) -> Result<void> {
    refers[row.get<std::string>(0)].insert(row.get<std::string>(1));
    return {};
  }));
  std::vector<Table> out;
  std::set<std::string> done;
  for (const auto& [name, table] : all) NWD_CHECK(visit(name, all, refers, done, out, 0));
  return out;
}

}  // namespace nwd::storage
