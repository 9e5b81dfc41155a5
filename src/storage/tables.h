// The tables of a database, in an order in which rows can be put in: who is referred to comes before who refers.
// Table and column names come from the database's own catalogue, and only plain ones are taken.
#pragma once

#include <string>
#include <vector>

#include "storage/database.h"

namespace nwd::storage {

struct Table {
  std::string name;
  std::vector<std::string> columns;
};

Result<std::vector<Table>> tables_of(Reader&, Engine);

}  // namespace nwd::storage
