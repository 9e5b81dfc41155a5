// What is refused, and what a file of ours looks like from outside.
#include <gmock/gmock.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "storage/database.h"
#include "storage/migrate.h"

namespace nwd::storage {
namespace {

namespace fs = std::filesystem;

constexpr Sql make = "CREATE TABLE thing (id BIGINT PRIMARY KEY, t TEXT)";
constexpr Sql insert = "INSERT INTO thing (id, t) VALUES ($1, $2)";

class SqliteFileTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / ("sqlite_file_test-" + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    file_ = folder_ / "nwd.db";
  }
  void TearDown() override { fs::remove_all(folder_); }
  Result<std::unique_ptr<Database>> open(bool sole = false) {
    return Database::open("sqlite:" + file_.string(), Options{.sole = sole});
  }
  void fill() {
    auto database = open().value();
    ASSERT_TRUE(database->write([](Writer& w) -> Result<void> {
      NWD_CHECK(w.run(make));
      for (int i = 0; i < 2000; ++i) NWD_CHECK(w.run(insert, i, "a row long enough for many pages of the file"));
      return {};
    }));
  }
  std::string bytes() const {
    std::ifstream in(file_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  fs::path folder_;
  fs::path file_;
};

TEST_F(SqliteFileTest, ItsOwnerAloneMayReadIt) {
  fill();
  auto database = open().value();
  for (const auto& entry : fs::directory_iterator(folder_))
    EXPECT_EQ(fs::status(entry).permissions() & fs::perms::all, fs::perms::owner_read | fs::perms::owner_write)
        << entry.path();
}

TEST_F(SqliteFileTest, AnotherProgramsDatabaseIsLeftAsItWas) {
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(file_.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "CREATE TABLE letters (t TEXT)", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(other);
  const auto before = bytes();
  const auto opened = open();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Code::foreign);
  EXPECT_THAT(opened.error().message, testing::HasSubstr("--database"));
  EXPECT_EQ(bytes(), before);
}

TEST_F(SqliteFileTest, AnEmptyFileBecomesADatabase) {
  std::ofstream(file_).close();
  EXPECT_TRUE(open());
}

TEST_F(SqliteFileTest, ASecondServerIsTurnedAwayAndACommandIsNot) {
  auto server = open(true).value();
  EXPECT_EQ(open(true).error().code, Code::busy);
  auto command = open(false);
  ASSERT_TRUE(command);
  EXPECT_TRUE((*command)->write([](Writer& w) { return w.run(make); }));
  EXPECT_TRUE(server->write([](Writer& w) { return w.run(insert, 1, "beside"); }));
  server.reset();
  EXPECT_TRUE(open(true));
}

TEST_F(SqliteFileTest, ADamagedFileIsToldFromAForeignOne) {
  fill();
  auto damaged = bytes();
  for (std::size_t i = 100; i < damaged.size(); ++i) damaged[i] = static_cast<char>(damaged[i] ^ 0x5a);
  std::ofstream(file_, std::ios::binary) << damaged;
  const auto opened = open();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Code::corrupt);
  EXPECT_THAT(opened.error().message, testing::HasSubstr("nwd restore"));
}

TEST_F(SqliteFileTest, TheDoctorFindsADamagedPage) {
  fill();
  EXPECT_THAT(check_integrity(*open().value()).value(), testing::IsEmpty());
  auto damaged = bytes();
  const std::size_t page = 4096 * (damaged.size() / 4096 / 2);
  for (std::size_t i = page; i < page + 200; ++i) damaged[i] = static_cast<char>(damaged[i] ^ 0x5a);
  std::ofstream(file_, std::ios::binary) << damaged;
  const auto found = check_integrity(*open().value());
  EXPECT_TRUE(!found || !found->empty());
}

// The log does not grow without end: it is copied into the file and begun anew.
TEST_F(SqliteFileTest, TheLogStaysSmall) {
  fill();
  auto database = open().value();
  for (int i = 0; i < 100; ++i)
    ASSERT_TRUE(database->write([&](Writer& w) -> Result<void> {
      for (int n = 0; n < 20; ++n) NWD_CHECK(w.run(insert, 10'000 + i * 20 + n, std::string(40'000, 'x')));
      return {};
    }));
  EXPECT_LT(fs::file_size(file_.string() + "-wal"), std::uintmax_t{40} << 20U);
}

}  // namespace
}  // namespace nwd::storage
