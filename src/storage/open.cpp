#include "storage/database.h"
#include "storage/postgresql_database.h"
#include "storage/sqlite_database.h"

namespace nwd::storage {

Result<std::unique_ptr<Database>> Database::open(std::string_view url, const Options& options) {
  constexpr std::string_view sqlite = "sqlite:";
  if (url.starts_with(sqlite)) return open_sqlite(std::string(url.substr(sqlite.size())), options);
  if (url.starts_with("postgresql://") || url.starts_with("postgres://"))
    return open_postgresql(std::string(url), options);
  return fail(Code::invalid, "A database is named sqlite:PATH or postgresql://HOST/NAME.");
}

}  // namespace nwd::storage
