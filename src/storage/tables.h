// The tables of a database, from its own catalogue. Only plain names are taken. Used inside this folder only.
#pragma once

#include <string>
#include <vector>

#include "storage/database.h"

namespace nwd::storage {

struct Table {
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::string> key;  // of its primary key, in order; may be empty
};

Result<std::vector<Table>> tables_of(Reader&, Engine);  // by name, without schema_migration

// While every row is put in, references may lead to rows that are still to come. Each in the same transaction.
Result<void> put_off_references(Writer&, Engine);
Result<void> settle_references(Writer&, Engine);  // conflict: one leads nowhere

}  // namespace nwd::storage
