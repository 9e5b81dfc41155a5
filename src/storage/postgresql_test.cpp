// What only PostgreSQL can do to us: go away in the middle.
#include <gmock/gmock.h>
#include <libpq-fe.h>

#include <cstdlib>
#include <thread>

#include "storage/postgresql_connection.h"
#include "storage/test_database.h"

namespace nwd::storage {
namespace {

constexpr Sql make = "CREATE TABLE thing (id BIGINT PRIMARY KEY)";
constexpr Sql insert = "INSERT INTO thing (id) VALUES ($1)";
constexpr Sql count = "SELECT count(*) FROM thing";

class PostgresqlTest : public testing::Test {
 protected:
  void SetUp() override {
    const char* engine = std::getenv("NWD_TEST_ENGINE");
    if (engine == nullptr || std::string_view(engine) != "postgresql") GTEST_SKIP() << "PostgreSQL only";
    database_ = std::make_unique<TestDatabase>();
    ASSERT_TRUE((*database_)->write([](Writer& w) { return w.run(make); }));
  }
  // As a restart would: every connection of this test's database ends.
  void cut_connections() {
    auto other = PostgresqlConnection::open(std::getenv("NWD_TEST_POSTGRESQL")).value();
    const auto url = database_->url();
    const auto name = url.substr(url.rfind('=') + 1);
    const Param names[] = {name};
    ASSERT_TRUE(other->each("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1", names,
                            [](const Row&) -> Result<void> { return {}; }));
    static constexpr Sql left = "SELECT count(*) FROM pg_stat_activity WHERE application_name = $1";
    std::int64_t still = 1;
    while (still > 0) {
      ASSERT_TRUE(other->each(left, names, [&](const Row& row) -> Result<void> {
        still = row.integer(0);
        return {};
      }));
      std::this_thread::yield();
    }
  }
  std::int64_t things() {
    return (*database_)
        ->read([](Reader& r) { return r.first(count, [](const Row& row) { return row.integer(0); }); })
        .value()
        .value();
  }
  std::unique_ptr<TestDatabase> database_;
};

TEST_F(PostgresqlTest, ReadsAndWritesGoOnAfterTheServerRestarted) {
  EXPECT_EQ(things(), 0);
  cut_connections();
  EXPECT_EQ(things(), 0);
  EXPECT_TRUE((*database_)->write([](Writer& w) { return w.run(insert, 1); }));
  cut_connections();
  EXPECT_TRUE((*database_)->write([](Writer& w) { return w.run(insert, 2); }));
  EXPECT_EQ(things(), 2);
}

// Nothing had been committed: the function runs again, on a new connection, and once only counts.
TEST_F(PostgresqlTest, AWriteCutOffBeforeItsCommitRunsAgain) {
  int runs = 0;
  const auto written = (*database_)->write([&](Writer& w) -> Result<void> {
    NWD_CHECK(w.run(insert, 1));
    if (++runs == 1) cut_connections();
    NWD_CHECK(w.run(insert, 2));
    return {};
  });
  EXPECT_TRUE(written) << written.error().detail;
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(things(), 2);
}

TEST_F(PostgresqlTest, AReadCutOffIsUnavailable) {
  const auto read = (*database_)->read([&](Reader& r) -> Result<std::int64_t> {
    cut_connections();
    NWD_TRY(const auto n, r.first(count, [](const Row& row) { return row.integer(0); }));
    return n.value();
  });
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Code::unavailable);
  EXPECT_EQ(things(), 0);
}

TEST_F(PostgresqlTest, ACommitCutOffHasAnUnknownOutcome) {
  auto connection = PostgresqlConnection::open(database_->url()).value();
  ASSERT_TRUE(connection->run_plain("BEGIN"));
  const Param one[] = {1};
  ASSERT_TRUE(connection->run(insert, one));
  cut_connections();
  const auto committed = connection->commit();
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.error().code, Code::unavailable);
  EXPECT_THAT(committed.error().message, testing::HasSubstr("Look whether it is there"));
}

// Two servers on one database: each looks and then writes, and nothing comes between.
TEST_F(PostgresqlTest, TwoServersTakeTurns) {
  static constexpr Sql highest = "SELECT coalesce(max(id), 0) FROM thing";
  auto other = Database::open(database_->url()).value();
  Database* servers[] = {&**database_, other.get()};
  std::vector<std::thread> threads;
  for (int t = 0; t < 6; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 20; ++i)
        EXPECT_TRUE(servers[t % 2]->write([](Writer& w) -> Result<void> {
          NWD_TRY(const auto last, w.first(highest, [](const Row& row) { return row.integer(0); }));
          NWD_CHECK(w.run(insert, *last + 1));
          return {};
        }));
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(things(), 120);
}

TEST_F(PostgresqlTest, AStatementSurvivesAChangedTable) {
  static constexpr Sql all = "SELECT * FROM thing";
  const auto columns = [](Writer& w) -> Result<int> {
    int n = 0;
    NWD_CHECK(w.each(all, {}, [&](const Row& row) -> Result<void> {
      n = row.columns();
      return {};
    }));
    return n;
  };
  ASSERT_TRUE((*database_)->write([](Writer& w) { return w.run(insert, 1); }));
  EXPECT_EQ((*database_)->write(columns).value(), 1);
  auto other = PostgresqlConnection::open(database_->url()).value();
  ASSERT_TRUE(other->run_plain("ALTER TABLE thing ADD COLUMN t TEXT"));
  EXPECT_EQ((*database_)->write(columns).value(), 2);
}

TEST_F(PostgresqlTest, AnotherProgramsTablesAreLeftAlone) {
  TestDatabase theirs;
  auto connection = PostgresqlConnection::open(theirs.url()).value();
  ASSERT_TRUE(connection->run_plain("CREATE TABLE letters (t TEXT); DROP DOMAIN blob"));
  theirs.close();
  const auto opened = Database::open(theirs.url());
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Code::foreign);
}

TEST_F(PostgresqlTest, AServerThatIsNotThereIsSaidSo) {
  const auto opened = Database::open("postgresql:///nwd?host=/nowhere/at/all");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Code::unavailable);
}

}  // namespace
}  // namespace nwd::storage
