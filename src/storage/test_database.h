// For tests: a fresh, empty database on SQLite, or, when NWD_TEST_ENGINE=postgresql, on the server that
// NWD_TEST_POSTGRESQL names (a libpq URI; tools/with-postgres starts one). Gone when the object is.
#pragma once

#include <memory>
#include <string>

#include "storage/database.h"

namespace nwd::storage {

class TestDatabase {
 public:
  TestDatabase();
  explicit TestDatabase(const Options&);
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  Database& operator*() { return *database_; }
  Database* operator->() { return database_.get(); }
  [[nodiscard]] const std::string& url() const { return url_; }
  void close();   // until reopen
  void reopen();  // closes and opens again: what was committed must be there

 private:
  Options options_;
  std::string url_;
  std::string cleanup_;
  std::unique_ptr<Database> database_;
};

}  // namespace nwd::storage
