#include "storage/backup.h"

#include <gmock/gmock.h>
#include <sodium.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "storage/test_database.h"

namespace nwd::storage {
namespace {

namespace fs = std::filesystem;

class FixedClock : public Clock {
 public:
  Instant now() const override { return {1'000}; }
};

const Migration migrations[] = {{1, "first",
                                 "CREATE TABLE home (id BLOB PRIMARY KEY, name TEXT NOT NULL);\n"
                                 "CREATE TABLE bed (id BIGINT PRIMARY KEY, home BLOB NOT NULL REFERENCES home (id), "
                                 "share DOUBLE PRECISION, note TEXT);\n"},
                                {2, "second", "ALTER TABLE home ADD COLUMN region TEXT;\n"}};

constexpr Sql insert_home = "INSERT INTO home (id, name) VALUES ($1, $2)";
constexpr Sql insert_bed = "INSERT INTO bed (id, home, share, note) VALUES ($1, $2, $3, $4)";
constexpr Sql select_beds =
    "SELECT b.id, h.name, b.share, b.note FROM bed b JOIN home h ON h.id = b.home ORDER BY b.id";

std::string to_line(const Row& row) {
  return std::to_string(row.integer(0)) + "|" + row.get<std::string>(1) + "|" +
         std::to_string(row.get<std::optional<double>>(2).value_or(-1)) + "|" +
         row.get<std::optional<std::string>>(3).value_or("none");
}

std::vector<std::string> beds(Database& database) {
  return database.read([](Reader& r) { return r.all(select_beds, to_line); }).value();
}

void nothing(const BackupCounts&) {}

class BackupTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { ASSERT_GE(sodium_init(), 0); }
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / ("backup_test_" + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void fill(Database& database, std::span<const Migration> upto, int rows) {
    ASSERT_TRUE(migrate(database, upto, clock_, [] { return Result<void>(); }));
    ASSERT_TRUE(database.write([&](Writer& w) -> Result<void> {
      const Bytes id(16, 7);
      NWD_CHECK(w.run(insert_home, id, "CANARY House"));
      for (int i = 0; i < rows; ++i)
        NWD_CHECK(w.run(insert_bed, i, id, i % 3 == 0 ? std::nullopt : std::optional(i / 4.0),
                        i % 2 == 0 ? std::nullopt : std::optional<std::string>("note " + std::to_string(i))));
      return {};
    }));
  }
  FixedClock clock_;
  fs::path folder_;
};

TEST_F(BackupTest, ComesBackWholeAndIsUnreadableInBetween) {
  TestDatabase from;
  fill(*from, migrations, 5000);
  const auto file = folder_ / "a.backup";
  const auto saved = backup(*from, file, "a passphrase", nothing);
  ASSERT_TRUE(saved) << saved.error().message;
  EXPECT_EQ(saved->rows, 5001);
  std::ifstream in(file, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  EXPECT_EQ(bytes.find("CANARY"), std::string::npos);

  TestDatabase into;
  const auto restored = restore(*into, migrations, file, "a passphrase", clock_, nothing);
  ASSERT_TRUE(restored) << restored.error().message << restored.error().detail;
  EXPECT_EQ(restored->rows, 5001);
  EXPECT_EQ(beds(*into), beds(*from));
  EXPECT_EQ(applied_migration(*into).value(), 2);
}

TEST_F(BackupTest, CrossesToTheOtherEngine) {
  const auto file = folder_ / "cross.backup";
  const auto sqlite_file = "sqlite:" + (folder_ / "other.db").string();
  TestDatabase here;
  fill(*here, migrations, 100);
  ASSERT_TRUE(backup(*here, file, "a passphrase", nothing));
  auto other = Database::open(sqlite_file).value();
  ASSERT_TRUE(restore(*other, migrations, file, "a passphrase", clock_, nothing));
  EXPECT_EQ(beds(*other), beds(*here));
  const auto back = folder_ / "back.backup";
  ASSERT_TRUE(backup(*other, back, "another passphrase", nothing));
  TestDatabase again;
  ASSERT_TRUE(restore(*again, migrations, back, "another passphrase", clock_, nothing));
  EXPECT_EQ(beds(*again), beds(*here));
}

TEST_F(BackupTest, AnOlderBackupIsBroughtUpToDate) {
  TestDatabase from;
  fill(*from, std::span(migrations).first(1), 10);
  ASSERT_TRUE(backup(*from, folder_ / "old.backup", "a passphrase", nothing));
  TestDatabase into;
  ASSERT_TRUE(restore(*into, migrations, folder_ / "old.backup", "a passphrase", clock_, nothing));
  EXPECT_EQ(applied_migration(*into).value(), 2);
  EXPECT_EQ(beds(*into).size(), 10U);
}

TEST_F(BackupTest, AWrongPassphraseAFullTargetAndATakenNameAreSaidSo) {
  TestDatabase from;
  fill(*from, migrations, 3);
  const auto file = folder_ / "a.backup";
  ASSERT_TRUE(backup(*from, file, "a passphrase", nothing));
  EXPECT_EQ(backup(*from, file, "a passphrase", nothing).error().code, Code::conflict);
  TestDatabase into;
  EXPECT_EQ(restore(*into, migrations, file, "another", clock_, nothing).error().code, Code::unauthenticated);
  EXPECT_EQ(restore(*from, migrations, file, "a passphrase", clock_, nothing).error().code, Code::conflict);
  EXPECT_EQ(restore(*into, std::span(migrations).first(1), file, "a passphrase", clock_, nothing).error().code,
            Code::foreign);
}

// Cut at many places, or with one bit turned: never accepted, and nothing is kept of it.
TEST_F(BackupTest, ADamagedBackupLeavesTheTargetEmpty) {
  TestDatabase from;
  fill(*from, migrations, 4000);
  const auto file = folder_ / "a.backup";
  ASSERT_TRUE(backup(*from, file, "a passphrase", nothing));
  std::ifstream in(file, std::ios::binary);
  const std::string good(std::istreambuf_iterator<char>(in), {});
  TestDatabase into;
  for (std::size_t i = 0; i < 12; ++i) {
    const auto at = good.size() * i / 12;
    std::string bad = i % 2 == 0 ? good.substr(0, at) : good;
    if (i % 2 != 0) bad[at] = static_cast<char>(bad[at] ^ 4);
    const auto path = folder_ / ("bad" + std::to_string(i));
    std::ofstream(path, std::ios::binary) << bad;
    const auto result = restore(*into, migrations, path, "a passphrase", clock_, nothing);
    ASSERT_FALSE(result) << "damage " << i;
    EXPECT_EQ(applied_migration(*into).value(), 0) << "damage " << i;
  }
  std::ofstream(folder_ / "longer", std::ios::binary) << good << "x";
  EXPECT_FALSE(restore(*into, migrations, folder_ / "longer", "a passphrase", clock_, nothing));
}

}  // namespace
}  // namespace nwd::storage
