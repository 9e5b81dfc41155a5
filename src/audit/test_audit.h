// For tests: a database with the log's tables and nothing in them.
#pragma once

#include <gtest/gtest.h>

#include "audit/testing.h"
#include "storage/migrate.h"
#include "storage/test_database.h"

namespace nwd::audit::migrations {
std::span<const EmbeddedFile> files();
}

namespace nwd::audit {

class AuditDatabaseTest : public testing::Test {
 protected:
  void SetUp() override {
    vault::initialise();
    migrate_to(999);
  }
  void migrate_to(int number) {
    const std::span<const EmbeddedFile> folders[] = {migrations::files()};
    auto wanted = storage::collect(folders);
    ASSERT_TRUE(wanted);
    std::erase_if(*wanted, [&](const storage::Migration& m) { return m.number > number; });
    ASSERT_TRUE(storage::migrate(*database_, *wanted, FixedClock{}, [] { return Result<void>(); }));
  }
  storage::TestDatabase database_;

 private:
  class FixedClock : public Clock {
   public:
    [[nodiscard]] Instant now() const override { return {1'000}; }
  };
};

}  // namespace nwd::audit
