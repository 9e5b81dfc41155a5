#include "storage/database.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <latch>
#include <limits>
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

// A write that runs until it is let go: others wait behind it.
class Busy {
 public:
  explicit Busy(Database& database)
      : thread_([this, &database] {
          (void)database.write([this](Writer&) -> Result<void> {
            runs_.count_down();
            end_.wait();
            return {};
          });
        }) {
    runs_.wait();
  }
  void let_go() {
    end_.count_down();
    thread_.join();
  }

 private:
  std::latch runs_{1};
  std::latch end_{1};
  std::thread thread_;
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
  Busy busy(*database_);
  std::vector<std::thread> threads;
  for (int i = 0; i < 64; ++i) threads.emplace_back([&, i] { EXPECT_TRUE(add(i)); });
  while (database_->writes_waiting() < 64) std::this_thread::yield();
  const auto turned_away = add(100);
  EXPECT_EQ(turned_away.error().code, Code::busy);
  busy.let_go();
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

TEST_F(DatabaseTest, AFailedStatementUndoesTheWriteEvenIfTheFunctionGoesOn) {
  ASSERT_TRUE(add(1));
  const auto swallowed = database_->write([](Writer& w) -> Result<void> {
    NWD_CHECK(w.run(insert, id(2), 2, nullptr, nullptr, nullptr));
    (void)w.run(insert, id(1), 1, nullptr, nullptr, nullptr);
    return {};
  });
  ASSERT_FALSE(swallowed);
  EXPECT_EQ(swallowed.error().code, Code::conflict);
  EXPECT_EQ(things(), 1);
}

// Whatever the others in the group do, each write has its own outcome.
TEST_F(DatabaseTest, AGroupSharesTheCommitAndNotTheErrors) {
  Busy busy(*database_);
  std::atomic<int> good{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 15; ++i)
    threads.emplace_back([&, i] {
      const auto result = database_->write([&](Writer& w) -> Result<void> {
        NWD_CHECK(w.run(insert, id(i), i, nullptr, nullptr, nullptr));
        if (i % 5 == 1) return fail(Code::stale, "no");
        if (i % 5 == 2) NWD_CHECK(w.run(insert, id(i), i, nullptr, nullptr, nullptr));
        if (i % 5 == 3) throw 7;
        return {};
      });
      const Code wanted[] = {Code::invalid, Code::stale, Code::conflict, Code::internal, Code::invalid};
      EXPECT_EQ(result ? Code::invalid : result.error().code, wanted[i % 5]);
      if (result) ++good;
    });
  while (database_->writes_waiting() < 15) std::this_thread::yield();
  busy.let_go();
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(good.load(), 6);
  EXPECT_EQ(things(), 6);
}

TEST_F(DatabaseTest, AStatementMayRunInsideItself) {
  for (int n = 1; n <= 3; ++n) ASSERT_TRUE(add(n));
  static constexpr Sql numbers = "SELECT n FROM thing ORDER BY n";
  std::vector<std::int64_t> seen;
  ASSERT_TRUE(database_->read([&](Reader& r) {
    return r.each(numbers, {}, [&](const Row& outer) {
      seen.push_back(outer.integer(0));
      return r.each(numbers, {}, [&](const Row& inner) -> Result<void> {
        seen.push_back(inner.integer(0));
        return {};
      });
    });
  }));
  EXPECT_THAT(seen, testing::ElementsAre(1, 1, 2, 3, 2, 1, 2, 3, 3, 1, 2, 3));
}

TEST_F(DatabaseTest, WhatOneEngineCannotKeepNeitherTakes) {
  const auto put = [&](const Param& r, const Param& t) {
    const auto one = id(1);  // a Param views, it does not own
    const Param values[] = {one, 1, r, t, nullptr};
    return database_->write([&](Writer& w) { return w.run_list(insert, values); });
  };
  EXPECT_EQ(put(nullptr, std::string_view("a\0b", 3)).error().code, Code::invalid);
  EXPECT_EQ(put(nullptr, "\xff").error().code, Code::invalid);
  EXPECT_EQ(put(std::numeric_limits<double>::quiet_NaN(), nullptr).error().code, Code::invalid);
  EXPECT_TRUE(put(std::numeric_limits<double>::infinity(), ""));
}

TEST_F(DatabaseTest, SumsCountsAndComparisonsAreIntegersOnBoth) {
  static constexpr Sql biggest = "INSERT INTO thing (id, n) VALUES ($1, $2)";
  static constexpr Sql facts =
      "SELECT sum(n), avg(n), count(*), max(n) = $1, EXISTS (SELECT 1 FROM thing), sum(-n) FROM thing";
  const std::int64_t half = std::numeric_limits<std::int64_t>::max() / 2;
  ASSERT_TRUE(database_->write([&](Writer& w) -> Result<void> {
    NWD_CHECK(w.run(biggest, id(1), half));
    NWD_CHECK(w.run(biggest, id(2), half - 12'345));
    return {};
  }));
  const auto sums = database_->read([&](Reader& r) {
    return r.first(
        facts,
        [](const Row& row) {
          return std::vector<std::int64_t>{row.integer(0), row.integer(2),
                                           row.integer(3), row.integer(4),
                                           row.integer(5), static_cast<std::int64_t>(row.real(1) / 1e12)};
        },
        half);
  });
  ASSERT_TRUE(sums && *sums) << sums.error().detail;
  EXPECT_THAT(**sums, testing::ElementsAre(half * 2 - 12'345, 2, 1, 1, -(half * 2 - 12'345), half / 1'000'000'000'000));
}

TEST_F(DatabaseTest, ANullFirstAndAValueLaterFitTheSameStatement) {
  EXPECT_TRUE(database_->write([](Writer& w) -> Result<void> {
    NWD_CHECK(w.run(insert, id(1), nullptr, nullptr, nullptr, nullptr));
    NWD_CHECK(w.run(insert, id(2), 2, 0.5, "two", Bytes{2}));
    NWD_CHECK(w.run(insert, id(3), nullptr, nullptr, nullptr, Bytes{}));
    return {};
  }));
  EXPECT_EQ(things(), 3);
}

TEST_F(DatabaseTest, ARunTellsHowManyRowsItChanged) {
  static constexpr Sql all_n = "UPDATE thing SET n = 5";
  static constexpr Sql none = "UPDATE thing SET n = 6 WHERE n = 1000";
  static constexpr Sql index = "CREATE INDEX thing_n ON thing (n)";
  for (int n = 1; n <= 3; ++n) ASSERT_TRUE(add(n));
  const auto counts = database_->write([](Writer& w) -> Result<std::vector<std::int64_t>> {
    NWD_TRY(const auto a, w.run(all_n));
    NWD_TRY(const auto b, w.run(none));
    NWD_TRY(const auto c, w.run(index));
    NWD_TRY(const auto d, w.run(count));
    return std::vector{a, b, c, d};
  });
  ASSERT_TRUE(counts) << counts.error().detail;
  EXPECT_THAT(*counts, testing::ElementsAre(3, 0, 0, 0));
}

TEST_F(DatabaseTest, ALeftOpenReferenceFailsItsOwnWrite) {
  static constexpr Sql parent = "CREATE TABLE parent (id BIGINT PRIMARY KEY)";
  static constexpr Sql child = "CREATE TABLE child (id BIGINT REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)";
  static constexpr Sql orphan = "INSERT INTO child (id) VALUES (1)";
  static constexpr Sql its_parent = "INSERT INTO parent (id) VALUES (1)";
  ASSERT_TRUE(database_->write([](Writer& w) -> Result<void> {
    NWD_CHECK(w.run(parent));
    NWD_CHECK(w.run(child));
    return {};
  }));
  EXPECT_EQ(database_->write([](Writer& w) { return w.run(orphan); }).error().code, Code::conflict);
  EXPECT_TRUE(database_->write([](Writer& w) -> Result<void> {
    NWD_CHECK(w.run(orphan));
    NWD_CHECK(w.run(its_parent));
    return {};
  }));
}

TEST_F(DatabaseTest, AWriteInsideAWriteIsABugAndNotAStandstill) {
  Result<std::int64_t> inner = 0;
  EXPECT_TRUE(database_->write([&](Writer&) -> Result<void> {
    inner = add(1);
    return {};
  }));
  EXPECT_EQ(inner.error().code, Code::internal);
}

TEST_F(DatabaseTest, AReadCannotWrite) {
  const auto sly = database_->read([](Reader& r) {
    return r.each("INSERT INTO beds (id, free) VALUES (7, 7) RETURNING id", {},
                  [](const Row&) -> Result<void> { return {}; });
  });
  EXPECT_FALSE(sly);
}

TEST_F(DatabaseTest, ManyReadersAndWritersAtOnceSeeWholeWrites) {
  static constexpr Sql add_bed = "INSERT INTO beds (id, free) VALUES ($1, $2)";
  static constexpr Sql total = "SELECT coalesce(sum(free), 0) FROM beds WHERE id > 100";
  std::atomic<bool> done{false};
  std::vector<std::thread> readers;
  for (int t = 0; t < 8; ++t)
    readers.emplace_back([&] {
      while (!done) {
        const auto sum =
            database_->read([](Reader& r) { return r.first(total, [](const Row& row) { return row.integer(0); }); });
        ASSERT_TRUE(sum) << sum.error().detail;
        EXPECT_EQ(**sum, 0);  // each write puts in n and -n
      }
    });
  std::vector<std::thread> writers;
  for (int t = 0; t < 4; ++t)
    writers.emplace_back([&, t] {
      for (int i = 0; i < 40; ++i)
        EXPECT_TRUE(database_->write([&](Writer& w) -> Result<void> {
          NWD_CHECK(w.run(add_bed, 1000 + t * 1000 + 2 * i, i));
          NWD_CHECK(w.run(add_bed, 1000 + t * 1000 + 2 * i + 1, -i));
          return {};
        }));
    });
  for (auto& writer : writers) writer.join();
  done = true;
  for (auto& reader : readers) reader.join();
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
