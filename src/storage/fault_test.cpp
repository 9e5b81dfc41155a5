// What a full disk, a failing disk and a power cut do: nothing that was acknowledged is lost, nothing half is kept, and
// reads go on.
#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <random>
#include <set>
#include <thread>

#include "storage/database.h"
#include "storage/fault_vfs.h"

namespace nwd::storage {
namespace {

namespace fs = std::filesystem;

constexpr Sql make_left = "CREATE TABLE left_half (n BIGINT PRIMARY KEY, filling BLOB NOT NULL)";
constexpr Sql make_right = "CREATE TABLE right_half (n BIGINT PRIMARY KEY)";
constexpr Sql insert_left = "INSERT INTO left_half (n, filling) VALUES ($1, $2)";
constexpr Sql insert_right = "INSERT INTO right_half (n) VALUES ($1)";
constexpr Sql select_both = "SELECT n, 1 FROM left_half UNION ALL SELECT n, 2 FROM right_half ORDER BY 1, 2";

using Numbers = std::set<std::int64_t>;

class FaultTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / ("fault_test_" + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  static std::unique_ptr<Database> open(const fs::path& file) {
    auto database = Database::open("sqlite:" + file.string(), Options{.readers = 2, .commit_group = 4});
    if (!database) throw std::runtime_error(database.error().message + database.error().detail);
    return *std::move(database);
  }
  std::unique_ptr<Database> make(const fs::path& file) {
    auto database = open(file);
    EXPECT_TRUE(database->write([](Writer& w) -> Result<void> {
      NWD_CHECK(w.run(make_left));
      NWD_CHECK(w.run(make_right));
      return {};
    }));
    return database;
  }
  static Result<void> add(Database& database, std::int64_t n) {
    return database.write([&](Writer& w) -> Result<void> {
      NWD_CHECK(w.run(insert_left, n, Bytes(static_cast<std::size_t>(1 + n % 9 * 700), 7)));
      NWD_CHECK(w.run(insert_right, n));
      return {};
    });
  }
  // The numbers in both halves; nothing may be in one alone.
  static Numbers whole(Database& database) {
    Numbers left;
    Numbers right;
    const auto read = database.read([&](Reader& r) {
      return r.each(select_both, {}, [&](const Row& row) -> Result<void> {
        (row.integer(1) == 1 ? left : right).insert(row.integer(0));
        return {};
      });
    });
    EXPECT_TRUE(read) << read.error().detail;
    EXPECT_EQ(left, right) << "half a write is there";
    return left;
  }
  void fail_at_every_operation(Fault fault, bool lasting);

  fs::path folder_;
  FaultVfs vfs_;
};

bool includes(const Numbers& all, const Numbers& some) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

void FaultTest::fail_at_every_operation(Fault fault, bool lasting) {
  constexpr int most = 200;
  int nth = 1;
  bool reached = true;
  for (; reached && nth < most; ++nth) {
    SCOPED_TRACE(testing::Message() << "operation " << nth);
    const auto file = folder_ / ("n" + std::to_string(nth) + ".db");
    auto database = make(file);
    Numbers acknowledged;
    vfs_.fail_at(nth, fault, lasting);
    for (std::int64_t n = 1; n <= 12; ++n) {
      const auto added = add(*database, n);
      if (added)
        acknowledged.insert(n);
      else
        EXPECT_THAT(added.error().code, testing::AnyOf(Code::storage_full, Code::unavailable)) << added.error().detail;
      EXPECT_EQ(whole(*database), acknowledged) << "seen while the disk fails";
    }
    reached = vfs_.failed();
    vfs_.mend();
    // The disk is well again: so are writes, without a restart.
    EXPECT_TRUE(add(*database, 100));
    acknowledged.insert(100);
    EXPECT_EQ(whole(*database), acknowledged);
    database.reset();
    EXPECT_EQ(whole(*open(file)), acknowledged);
    fs::remove(file);
  }
  EXPECT_GT(nth, 20) << "the fault must have been tried at many places";
  EXPECT_LT(nth, most) << "and past the last of them";
}

TEST_F(FaultTest, AFullDiskAtAnyOperation) { fail_at_every_operation(Fault::no_space, false); }
TEST_F(FaultTest, ADiskThatStaysFull) { fail_at_every_operation(Fault::no_space, true); }
TEST_F(FaultTest, AFailedWriteAtAnyOperation) { fail_at_every_operation(Fault::io_error, false); }
TEST_F(FaultTest, ADiskThatStaysBroken) { fail_at_every_operation(Fault::io_error, true); }
TEST_F(FaultTest, AFailedSyncAtAnyOperation) { fail_at_every_operation(Fault::sync_failed, false); }

TEST_F(FaultTest, AFullDiskIsSaidToBeFull) {
  auto database = make(folder_ / "full.db");
  vfs_.fail_at(1, Fault::no_space, true);
  EXPECT_EQ(add(*database, 1).error().code, Code::storage_full);
  vfs_.mend();
}

// The process dies while the disk fails: what the file system holds is opened by the next one.
TEST_F(FaultTest, AProcessThatDiesOnAFullDiskLosesNothing) {
  for (int nth = 1; nth < 40; ++nth) {
    SCOPED_TRACE(nth);
    const auto file = folder_ / "dies.db";
    const auto after = folder_ / "after.db";
    auto database = make(file);
    Numbers acknowledged;
    vfs_.fail_at(nth, Fault::no_space, true);
    for (std::int64_t n = 1; n <= 12; ++n)
      if (add(*database, n)) acknowledged.insert(n);
    for (const char* suffix : {"", "-wal"}) fs::copy_file(file.string() + suffix, after.string() + suffix);
    vfs_.mend();
    EXPECT_TRUE(includes(whole(*open(after)), acknowledged));
    database.reset();
    fs::remove(file);
    fs::remove(after);
  }
}

// Whatever was acknowledged before the power went is there after it came back, at any moment, from many writers.
TEST_F(FaultTest, APowerCutLosesNothingAcknowledged) {
  const auto file = folder_ / "power.db";
  auto database = make(file);
  std::mutex mutex;
  Numbers acknowledged;
  std::atomic<bool> done{false};
  std::vector<std::thread> writers;
  for (int t = 0; t < 4; ++t)
    writers.emplace_back([&, t] {
      for (std::int64_t i = 0; i < 150; ++i) {
        if (!add(*database, t * 1000 + i)) continue;
        const std::lock_guard lock(mutex);
        acknowledged.insert(t * 1000 + i);
      }
    });
  std::thread end([&] {
    for (auto& writer : writers) writer.join();
    done = true;
  });
  for (int cut = 0; !done || cut == 0; ++cut) {
    const auto image = folder_ / ("cut" + std::to_string(cut));
    Numbers before;
    {
      const std::lock_guard lock(mutex);
      before = acknowledged;
    }
    FaultVfs::power_cut(file, image);
    EXPECT_TRUE(includes(whole(*open(image / "power.db")), before)) << "cut " << cut;
    fs::remove_all(image);
  }
  end.join();
  EXPECT_EQ(acknowledged.size(), 600U);
}

// A disk with that much left for everything, from the moment it is open.
TEST_F(FaultTest, WhatIsReadGoesOnInTheRoomKeptBack) {
  const auto file = folder_ / "nwd.db";
  make(file).reset();
  auto database = *Database::open("sqlite:" + file.string(), Options{.readers = 1, .reserve = 4 << 20});
  const auto logged = [&](std::int64_t n) {
    return database->read_logged([&](Writer& w) { return w.run(insert_right, n); });
  };
  vfs_.room(100'000);
  std::int64_t n = 0;
  Result<void> last;
  while (last) last = add(*database, ++n);
  ASSERT_EQ(last.error().code, Code::storage_full);
  for (std::int64_t i = 1; i <= 200; ++i) {
    const auto done = logged(1000 + i);
    ASSERT_TRUE(done) << i << done.error().detail;
  }
  EXPECT_EQ(add(*database, n).error().code, Code::storage_full);  // the room is not for it
  ASSERT_TRUE(logged(2000));

  Result<std::int64_t> logs = 1;
  for (std::int64_t i = 1; logs; ++i) logs = logged(3000 + i);
  EXPECT_EQ(logs.error().code, Code::storage_full);  // it has an end

  vfs_.mend();
  EXPECT_TRUE(add(*database, n));
  vfs_.room(0);
  EXPECT_TRUE(logged(9000));  // the room was kept back anew
}

TEST_F(FaultTest, RoomIsKeptBackByTheServerOnly) {
  const auto file = folder_ / "nwd.db";
  auto database = make(file);
  vfs_.room(0);
  EXPECT_EQ(database->read_logged([&](Writer& w) { return w.run(insert_right, 1); }).error().code, Code::storage_full);
}

}  // namespace
}  // namespace nwd::storage
