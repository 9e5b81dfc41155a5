#include "storage/database.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <fstream>
#include <latch>
#include <thread>

#include "storage/migrate.h"
#include "storage/test_database.h"

namespace nwd::storage {
namespace {

constexpr Sql make = "CREATE TABLE thing (id BLOB PRIMARY KEY, n BIGINT, r DOUBLE PRECISION, t TEXT, b BLOB)";
constexpr Sql insert = "INSERT INTO thing (id, n, r, t, b) VALUES ($1, $2, $3, $4, $5)";
constexpr Sql select = "SELECT n, r, t, b FROM thing WHERE id = $1";
constexpr Sql count = "SELECT count(*) FROM thing";
constexpr Sql make_beds = "CREATE TABLE beds (id BIGINT PRIMARY KEY, free BIGINT NOT NULL)";
constexpr Sql one_bed = "INSERT INTO beds (id, free) VALUES (1, 1)";
constexpr Sql take_bed = "UPDATE beds SET free = free - 1 WHERE id = $1 AND free > 0";

IdBytes id(int n) {
  IdBytes bytes;
  for (std::size_t i = 0; i < 4; ++i) bytes.raw[i] = static_cast<std::uint8_t>(n >> (8 * i));
  return bytes;
}

class DatabaseTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(database_->write([](Writer& w) -> Result<void> {
      NWD_CHECK(w.run(make));
      NWD_CHECK(w.run(make_beds));
      NWD_CHECK(w.run(one_bed));
      return {};
    }));
  }
  Result<std::int64_t> add(int n) {
    return database_->write([&](Writer& w) { return w.run(insert, id(n), n, nullptr, nullptr, nullptr); });
  }
  std::int64_t things() {
    return database_->read([](Reader& r) { return r.first(count, [](const Row& row) { return row.integer(0); }); })
        .value()
        .value();
  }
  TestDatabase database_{Options{.readers = 4, .writes_waiting = 64, .commit_group = 16}};
};

struct Thing {
  std::optional<std::int64_t> n;
  std::optional<double> r;
  std::optional<std::string> t;
  std::optional<Bytes> b;
  bool operator==(const Thing&) const = default;
};
Thing to_thing(const Row& row) {
  return {row.get<std::optional<std::int64_t>>(0), row.get<std::optional<double>>(1),
          row.get<std::optional<std::string>>(2), row.get<std::optional<Bytes>>(3)};
}

TEST_F(DatabaseTest, ValuesComeBackAsTheyWent) {
  int next = 0;
  const bool held = rc::check([&](std::int64_t n, const std::string& text, const Bytes& blob, bool none) {
    std::string t = text;
    for (auto& c : t) c = static_cast<char>(c & 0x7f);
    std::erase(t, '\0');  // PostgreSQL's text has no NUL
    const Thing in{none ? std::nullopt : std::optional(n), static_cast<double>(n) / 3,
                   none ? std::nullopt : std::optional(t), blob};
    const auto key = id(++next);
    RC_ASSERT(database_->write([&](Writer& w) { return w.run(insert, key, in.n, in.r, in.t, in.b); }).has_value());
    const auto out = database_->read([&](Reader& r) { return r.first(select, to_thing, key); });
    RC_ASSERT(out.has_value() && out->has_value());
    RC_ASSERT(**out == in);
  });
  EXPECT_TRUE(held);
}

TEST_F(DatabaseTest, AnErrorUndoesItsOwnWriteOnly) {
  ASSERT_TRUE(add(1));
  const auto undone = database_->write([](Writer& w) -> Result<void> {
    NWD_CHECK(w.run(insert, id(2), 2, nullptr, nullptr, nullptr));
    return fail(Code::conflict, "no");
  });
  EXPECT_EQ(undone.error().code, Code::conflict);
  EXPECT_EQ(things(), 1);
}

TEST_F(DatabaseTest, ABugInAFunctionUndoesItAndIsReported) {
  const auto bug = database_->write([](Writer& w) -> Result<void> {
    NWD_CHECK(w.run(insert, id(2), 2, nullptr, nullptr, nullptr));
    throw std::logic_error("a bug");
  });
  EXPECT_EQ(bug.error().code, Code::internal);
  EXPECT_EQ(things(), 0);
  EXPECT_TRUE(add(3));
}

TEST_F(DatabaseTest, ADuplicateIsAConflictAndUndoesTheWholeWrite) {
  ASSERT_TRUE(add(1));
  const auto twice = database_->write([](Writer& w) -> Result<void> {
    NWD_CHECK(w.run(insert, id(9), 9, nullptr, nullptr, nullptr));
    NWD_CHECK(w.run(insert, id(1), 1, nullptr, nullptr, nullptr));
    return {};
  });
  EXPECT_EQ(twice.error().code, Code::conflict);
  EXPECT_EQ(things(), 1);
}

TEST_F(DatabaseTest, OneOfFiftyTakesTheLastBed) {
  std::latch start(50);
  std::atomic<int> taken{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 50; ++i) {
    threads.emplace_back([&] {
      start.arrive_and_wait();
      const auto rows = database_->write([](Writer& w) { return w.run(take_bed, 1); });
      if (rows && *rows == 1) ++taken;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(taken.load(), 1);
}

TEST_F(DatabaseTest, WhatWasAcknowledgedIsThereAfterReopening) {
  std::vector<std::thread> threads;
  std::atomic<int> acknowledged{0};
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 25; ++i)
        if (add(t * 1000 + i)) ++acknowledged;
    });
  }
  for (auto& thread : threads) thread.join();
  database_.reopen();
  EXPECT_EQ(things(), acknowledged.load());
  EXPECT_EQ(acknowledged.load(), 200);
}

TEST_F(DatabaseTest, WritesThatWaitTogetherShareACommit) {
  std::latch first_runs(1);
  std::latch let_go(1);
  std::thread first([&] {
    (void)database_->write([&](Writer& w) {
      first_runs.count_down();
      let_go.wait();
      return w.run(insert, id(0), 0, nullptr, nullptr, nullptr);
    });
  });
  first_runs.wait();
  std::vector<std::thread> threads;
  for (int i = 1; i <= 16; ++i) threads.emplace_back([&, i] { EXPECT_TRUE(add(i)); });
  while (database_->writes_waiting() < 16) std::this_thread::yield();
  const auto before = database_->commit_counts();
  let_go.count_down();
  first.join();
  for (auto& thread : threads) thread.join();
  const auto after = database_->commit_counts();
  EXPECT_EQ(after.writes - before.writes, 17U);
  EXPECT_EQ(after.commits - before.commits, 2U);
}

TEST_F(DatabaseTest, AFullQueueTurnsAway) {
  std::latch first_runs(1);
  std::latch let_go(1);
  std::thread first([&] {
    (void)database_->write([&](Writer&) -> Result<void> {
      first_runs.count_down();
      let_go.wait();
      return {};
    });
  });
  first_runs.wait();
  std::vector<std::thread> threads;
  for (int i = 0; i < 64; ++i) threads.emplace_back([&, i] { EXPECT_TRUE(add(i)); });
  while (database_->writes_waiting() < 64) std::this_thread::yield();
  const auto turned_away = add(100);
  EXPECT_EQ(turned_away.error().code, Code::busy);
  let_go.count_down();
  first.join();
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(things(), 64);
}

TEST_F(DatabaseTest, AReadSeesOneState) {
  const auto counted = database_->read([&](Reader& r) -> Result<std::pair<std::int64_t, std::int64_t>> {
    NWD_TRY(const auto before, r.first(count, [](const Row& row) { return row.integer(0); }));
    EXPECT_TRUE(add(1));
    NWD_TRY(const auto after, r.first(count, [](const Row& row) { return row.integer(0); }));
    return std::pair(*before, *after);
  });
  ASSERT_TRUE(counted);
  EXPECT_EQ(counted->first, counted->second);
  EXPECT_EQ(things(), 1);
}

TEST(DatabaseFile, AnotherProgramsFileIsLeftAlone) {
  const std::string path = testing::TempDir() + "foreign" + std::to_string(::getpid()) + ".db";
  std::ofstream(path) << "This is a letter, not a database, and it is long enough to be taken for one by mistake.";
  const auto opened = Database::open("sqlite:" + path);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Code::foreign);
  EXPECT_THAT(opened.error().message, testing::HasSubstr("Nothing was changed"));
  std::remove(path.c_str());
}

TEST(DatabaseFile, AFolderThatIsNotThereIsSaidSo) {
  const auto opened = Database::open("sqlite:/nowhere/at/all/x.db");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Code::unavailable);
}

}  // namespace
}  // namespace nwd::storage
