#include "storage/migrate.h"

#include <gmock/gmock.h>

#include <latch>
#include <thread>

#include "storage/test_database.h"

namespace nwd::storage {
namespace {

class FixedClock : public Clock {
 public:
  Instant now() const override { return {1'000}; }
};

const Migration first{1, "first", "CREATE TABLE one (id BIGINT PRIMARY KEY, b BLOB);\n"};
const Migration second{2, "second",
                       "-- only sqlite\nCREATE TABLE two (id INTEGER PRIMARY KEY);\n-- end\n"
                       "-- only postgresql\nCREATE TABLE two (id BIGINT PRIMARY KEY);\n-- end\n"
                       "INSERT INTO two (id) VALUES (2);\n"};
const Migration broken{3, "broken", "CREATE TABLE three (id BIGINT);\nCREATE TABLE three (id BIGINT);\n"};

constexpr Sql count_two = "SELECT count(*) FROM two";

class MigrateTest : public testing::Test {
 protected:
  Result<MigrationReport> run(std::vector<Migration> wanted) {
    return migrate(*database_, wanted, FixedClock{}, [&]() -> Result<void> {
      ++backups_;
      return {};
    });
  }
  std::int64_t twos() {
    return database_->read([](Reader& r) { return r.first(count_two, [](const Row& row) { return row.integer(0); }); })
        .value()
        .value();
  }
  int backups_ = 0;
  TestDatabase database_;
};

TEST_F(MigrateTest, EachStepRunsOnceAndABackupIsMadeFirst) {
  const auto made = run({first});
  ASSERT_TRUE(made) << made.error().detail;
  EXPECT_EQ(made->from, 0);
  EXPECT_EQ(made->to, 1);
  EXPECT_EQ(backups_, 0) << "there was nothing to back up";
  const auto next = run({first, second});
  ASSERT_TRUE(next) << next.error().detail;
  EXPECT_EQ(next->from, 1);
  EXPECT_EQ(next->to, 2);
  EXPECT_EQ(backups_, 1);
  EXPECT_EQ(twos(), 1);
  ASSERT_TRUE(run({first, second}));
  EXPECT_EQ(backups_, 1);
  EXPECT_EQ(twos(), 1);
}

TEST_F(MigrateTest, ABackupThatFailsStopsIt) {
  ASSERT_TRUE(run({first}));
  const Migration both[] = {first, second};
  const auto stopped =
      migrate(*database_, both, FixedClock{}, []() -> Result<void> { return fail(Code::storage_full, "no space"); });
  EXPECT_EQ(stopped.error().code, Code::storage_full);
  EXPECT_EQ(applied_migration(*database_).value(), 1);
}

TEST_F(MigrateTest, AStepThatFailsLeavesNothing) {
  EXPECT_FALSE(run({first, broken}));
  EXPECT_EQ(applied_migration(*database_).value(), 1);
  const Migration mended{3, "broken", "CREATE TABLE three (id BIGINT);\n"};
  EXPECT_TRUE(run({first, mended}));
}

TEST_F(MigrateTest, AnOlderProgramAndAChangedStepAreForeign) {
  ASSERT_TRUE(run({first, second}));
  const auto older = run({first});
  ASSERT_FALSE(older);
  EXPECT_EQ(older.error().code, Code::foreign);
  EXPECT_THAT(older.error().message, testing::HasSubstr("newer nwd"));
  Migration changed = second;
  changed.text = "CREATE TABLE two (id BIGINT);\n";
  EXPECT_EQ(run({first, changed}).error().code, Code::foreign);
}

TEST_F(MigrateTest, ALowerNumberThatCameLaterIsApplied) {
  ASSERT_TRUE(run({second}));
  ASSERT_TRUE(run({first, second}));
  EXPECT_EQ(backups_, 1);
  EXPECT_TRUE(database_->read(
      [](Reader& r) { return r.all("SELECT id FROM one", [](const Row& row) { return row.integer(0); }); }));
}

// As two processes would: each has its own connections.
TEST_F(MigrateTest, TwoAtOnceDoItOnce) {
  auto other = Database::open(database_.url()).value();
  std::latch start(2);
  std::vector<std::thread> threads;
  for (Database* database : {&*database_, other.get()})
    threads.emplace_back([&, database] {
      const Migration both[] = {first, second};
      start.arrive_and_wait();
      const auto done = migrate(*database, both, FixedClock{}, [] { return Result<void>(); });
      EXPECT_TRUE(done) << done.error().message << done.error().detail;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(twos(), 1);
}

TEST_F(MigrateTest, ABlockForNoEngineIsAnError) {
  for (const char* text : {"-- only mysql\nSELECT 1;\n-- end\n", "-- only sqlite\nSELECT 1;\n", "-- end\n",
                           "-- only sqlite\n-- only postgresql\n-- end\n-- end\n"})
    EXPECT_FALSE(run({Migration{1, "odd", text}})) << text;
}

TEST(Collect, NumbersAreUniqueAndNamesAreOfTheForm) {
  const EmbeddedFile a[] = {{"020-b.sql", "b"}, {"030-c-d.sql", "c"}};
  const EmbeddedFile b[] = {{"010-a.sql", "a"}};
  const EmbeddedFile twice[] = {{"020-e.sql", "e"}};
  const std::span<const EmbeddedFile> good[] = {a, b};
  const auto all = collect(good);
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 3U);
  EXPECT_EQ((*all)[0].number, 10);
  EXPECT_EQ((*all)[2].name, "c-d");
  const std::span<const EmbeddedFile> doubled[] = {a, twice};
  EXPECT_FALSE(collect(doubled));
  for (const char* name : {"1-a.sql", "010_a.sql", "010-a.txt", "01x-a.sql", ".sql", "010-.sql"}) {
    const EmbeddedFile odd[] = {{name, ""}};
    const std::span<const EmbeddedFile> folders[] = {odd};
    EXPECT_FALSE(collect(folders)) << name;
  }
}

}  // namespace
}  // namespace nwd::storage
