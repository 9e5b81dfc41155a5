#include "storage/backup.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "storage/sealed_file.h"
#include "storage/sealed_head.h"
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

constexpr BackupCost cheap{64, 1};  // the passphrase's work is not what is tested here

Result<BackupCounts> save(Database& database, const fs::path& file, std::string_view passphrase = "a passphrase") {
  return backup(database, file, passphrase, nothing, cheap);
}

std::string bytes_of_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
void write_file(const fs::path& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

// Everything in the file, as restore would take it.
Result<Bytes> read_sealed(const fs::path& file, std::string_view passphrase) {
  NWD_TRY(const auto sealed, SealedReader::open(file, passphrase));
  Bytes out;
  for (;;) {
    NWD_TRY(const bool end, sealed->at_end());
    if (end) return out;
    NWD_CHECK(sealed->take({&out.emplace_back(), 1}));
  }
}

class BackupTest : public testing::Test {
 protected:
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
  const auto saved = save(*from, file);
  ASSERT_TRUE(saved) << saved.error().message;
  EXPECT_EQ(saved->rows, 5001);
  EXPECT_EQ(bytes_of_file(file).find("CANARY"), std::string::npos);
  EXPECT_EQ(fs::file_size(file), static_cast<std::uintmax_t>(saved->bytes));
  EXPECT_FALSE(fs::exists(file.string() + ".part"));

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
  ASSERT_TRUE(save(*here, file));
  auto other = Database::open(sqlite_file).value();
  ASSERT_TRUE(restore(*other, migrations, file, "a passphrase", clock_, nothing));
  EXPECT_EQ(beds(*other), beds(*here));
  const auto back = folder_ / "back.backup";
  ASSERT_TRUE(save(*other, back, "another passphrase"));
  TestDatabase again;
  ASSERT_TRUE(restore(*again, migrations, back, "another passphrase", clock_, nothing));
  EXPECT_EQ(beds(*again), beds(*here));
}

TEST_F(BackupTest, AnOlderBackupIsBroughtUpToDate) {
  TestDatabase from;
  fill(*from, std::span(migrations).first(1), 10);
  ASSERT_TRUE(save(*from, folder_ / "old.backup"));
  TestDatabase into;
  ASSERT_TRUE(restore(*into, migrations, folder_ / "old.backup", "a passphrase", clock_, nothing));
  EXPECT_EQ(applied_migration(*into).value(), 2);
  EXPECT_EQ(beds(*into).size(), 10U);
}

TEST_F(BackupTest, AWrongPassphraseAFullTargetAndATakenNameAreSaidSo) {
  TestDatabase from;
  fill(*from, migrations, 3);
  const auto file = folder_ / "a.backup";
  ASSERT_TRUE(save(*from, file));
  EXPECT_EQ(save(*from, file).error().code, Code::conflict);
  TestDatabase into;
  EXPECT_EQ(restore(*into, migrations, file, "another", clock_, nothing).error().code, Code::unauthenticated);
  EXPECT_EQ(restore(*from, migrations, file, "a passphrase", clock_, nothing).error().code, Code::conflict);
  EXPECT_EQ(restore(*into, std::span(migrations).first(1), file, "a passphrase", clock_, nothing).error().code,
            Code::foreign);
}

// What others can see of the file must not tell an altered byte from a good one: it is refused wherever it is cut or
// turned, and nothing is kept of it.
TEST_F(BackupTest, ADamagedBackupLeavesTheTargetEmpty) {
  TestDatabase from;
  fill(*from, migrations, 8000);
  const auto file = folder_ / "a.backup";
  ASSERT_TRUE(save(*from, file));
  const auto good = bytes_of_file(file);
  TestDatabase into;
  for (std::size_t i = 1; i < 12; ++i) {
    const auto at = good.size() * i / 12;
    std::string bad = i % 2 == 0 ? good.substr(0, at) : good;
    if (i % 2 != 0) bad[at] = static_cast<char>(bad[at] ^ 4);
    write_file(folder_ / "bad", bad);
    const auto result = restore(*into, migrations, folder_ / "bad", "a passphrase", clock_, nothing);
    ASSERT_FALSE(result) << "damage " << i;
    EXPECT_EQ(result.error().code, Code::corrupt) << "damage " << i;
    EXPECT_EQ(applied_migration(*into).value(), 0) << "damage " << i;
  }
  EXPECT_TRUE(restore(*into, migrations, file, "a passphrase", clock_, nothing));
}

TEST_F(BackupTest, ACutIsNoticedAtEveryChunkAndAroundIt) {
  const auto file = folder_ / "chunks";
  const auto cut = folder_ / "cut";
  auto writer = SealedWriter::create(file, "a passphrase", cheap).value();
  const Bytes filling(300'000, 9);
  ASSERT_TRUE(writer->put(filling));
  ASSERT_TRUE(writer->finish());
  const auto good = bytes_of_file(file);
  ASSERT_EQ(read_sealed(file, "a passphrase").value(), filling);

  std::vector<std::size_t> places{0, 1, head_size - 1, head_size};
  for (std::size_t at = head_size; at < good.size();) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) size = size << 8U | static_cast<std::uint8_t>(good[at + i]);
    for (const std::size_t near : {at + 1, at + 4, at + 5}) places.push_back(near);
    at += 4 + size + 17;
    places.push_back(at - 1);
    if (at < good.size()) places.push_back(at);
  }
  ASSERT_GT(places.size(), 20U);
  for (const auto at : places) {
    write_file(cut, std::string_view(good).substr(0, at));
    const auto read = read_sealed(cut, "a passphrase");
    ASSERT_FALSE(read) << "cut at " << at;
    EXPECT_EQ(read.error().code, Code::corrupt) << "cut at " << at;
  }
  write_file(cut, good + "x");
  EXPECT_EQ(read_sealed(cut, "a passphrase").error().code, Code::corrupt);
}

TEST_F(BackupTest, ATurnedBitIsNoticedWhereverItIs) {
  const auto file = folder_ / "bits";
  const auto turned = folder_ / "turned";
  auto writer = SealedWriter::create(file, "a passphrase", cheap).value();
  ASSERT_TRUE(writer->put(Bytes(70'000, 9)));
  ASSERT_TRUE(writer->finish());
  const auto good = bytes_of_file(file);
  const auto refused = [&](std::size_t byte, unsigned bit) {
    std::string bad = good;
    bad[byte] = static_cast<char>(bad[byte] ^ static_cast<char>(1U << bit));
    write_file(turned, bad);
    return !read_sealed(turned, "a passphrase");
  };
  // The bytes of the cost are turned low only: high bits ask for work, or for more than is allowed.
  for (std::size_t byte = 0; byte < head_size + 24; ++byte)
    EXPECT_TRUE(refused(byte, static_cast<unsigned>(byte % 3))) << "byte " << byte;
  const bool held = rc::check([&] {
    const auto byte = *rc::gen::inRange(head_size, good.size());
    const auto bit = *rc::gen::inRange(0U, 8U);
    RC_ASSERT(refused(byte, bit));
  });
  EXPECT_TRUE(held);
}

TEST_F(BackupTest, ChunksCannotChangePlaces) {
  const auto file = folder_ / "order";
  auto writer = SealedWriter::create(file, "a passphrase", cheap).value();
  ASSERT_TRUE(writer->put(Bytes(200'000, 9)));
  ASSERT_TRUE(writer->finish());
  const auto good = bytes_of_file(file);
  const std::size_t chunk = 4 + 65'536 + 17;
  const auto part = [&](std::size_t n) { return good.substr(head_size + n * chunk, chunk); };
  write_file(folder_ / "swapped", good.substr(0, head_size) + part(1) + part(0) + good.substr(head_size + 2 * chunk));
  EXPECT_FALSE(read_sealed(folder_ / "swapped", "a passphrase"));
  write_file(folder_ / "dropped", good.substr(0, head_size) + good.substr(head_size + chunk));
  EXPECT_FALSE(read_sealed(folder_ / "dropped", "a passphrase"));
}

TEST_F(BackupTest, WhatWasBrokenOffLeavesNoFile) {
  const auto file = folder_ / "broken";
  {
    auto writer = SealedWriter::create(file, "a passphrase", cheap).value();
    ASSERT_TRUE(writer->put(Bytes(100'000, 9)));
  }
  EXPECT_TRUE(fs::is_empty(folder_));
  EXPECT_EQ(SealedWriter::create(file, "", cheap).error().code, Code::invalid);
  EXPECT_TRUE(fs::is_empty(folder_));
  EXPECT_FALSE(SealedWriter::create(folder_ / "nowhere" / "at", "a passphrase", cheap));
}

// Rows that refer to rows further down, in a circle of tables; a step that put rows in itself; a log.
const Migration knots[] = {
    {1, "knots",
     "CREATE TABLE a (id BIGINT PRIMARY KEY, before BIGINT REFERENCES a (id));\n"
     "CREATE TABLE seeds (id BIGINT PRIMARY KEY, t TEXT);\n"
     "INSERT INTO seeds (id, t) VALUES (1, 'put in by the step'), (2, 'this one too');\n"
     "CREATE TABLE b (id BIGINT PRIMARY KEY, of_c BIGINT);\n"
     "CREATE TABLE c (id BIGINT PRIMARY KEY, of_b BIGINT NOT NULL REFERENCES b (id));\n"},
    {2, "circle",
     "-- only postgresql\nALTER TABLE b ADD FOREIGN KEY (of_c) REFERENCES c (id);\n-- end\n"
     "-- only sqlite\nDROP TABLE c;\nDROP TABLE b;\n"
     "CREATE TABLE b (id BIGINT PRIMARY KEY, of_c BIGINT REFERENCES c (id));\n"
     "CREATE TABLE c (id BIGINT PRIMARY KEY, of_b BIGINT NOT NULL REFERENCES b (id));\n-- end\n"}};

TEST_F(BackupTest, RowsThatReferToLaterRowsComeBack) {
  static constexpr Sql all = "SELECT a.before, b.of_c, c.of_b, (SELECT min(t) FROM seeds) FROM a, b, c WHERE a.id = 1";
  const auto look = [](Database& database) {
    return database
        .read([](Reader& r) {
          return r.all(all, [](const Row& row) {
            return std::to_string(row.integer(0) * 10'000 + row.integer(1) * 100 + row.integer(2)) +
                   row.get<std::string>(3);
          });
        })
        .value();
  };
  TestDatabase from;
  ASSERT_TRUE(migrate(*from, knots, clock_, nullptr));
  ASSERT_TRUE(from->write([&](Writer& w) -> Result<void> {
    NWD_CHECK(w.run("INSERT INTO a (id, before) VALUES (2, NULL)"));
    NWD_CHECK(w.run("INSERT INTO a (id, before) VALUES (1, 2)"));
    NWD_CHECK(w.run("INSERT INTO b (id) VALUES (3)"));
    NWD_CHECK(w.run("INSERT INTO c (id, of_b) VALUES (4, 3)"));
    NWD_CHECK(w.run("UPDATE b SET of_c = 4"));
    NWD_CHECK(w.run("UPDATE seeds SET t = 'changed' WHERE id = 1"));
    NWD_CHECK(w.run("DELETE FROM seeds WHERE id = 2"));
    return {};
  }));
  ASSERT_TRUE(save(*from, folder_ / "knots"));
  TestDatabase into;
  const auto restored = restore(*into, knots, folder_ / "knots", "a passphrase", clock_, nothing);
  ASSERT_TRUE(restored) << restored.error().message << restored.error().detail;
  EXPECT_THAT(look(*into), testing::ElementsAre("20403changed"));
  EXPECT_EQ(look(*into), look(*from));
  // The references hold again.
  EXPECT_FALSE(into->write([](Writer& w) { return w.run("INSERT INTO a (id, before) VALUES (5, 99)"); }));
  EXPECT_EQ(into->write([](Writer& w) -> Result<void> {
                  NWD_CHECK(w.run("INSERT INTO a (id, before) VALUES (6, 7)"));
                  NWD_CHECK(w.run("INSERT INTO a (id, before) VALUES (7, NULL)"));
                  return {};
                })
                .error()
                .code,
            Code::conflict);
}

TEST_F(BackupTest, AnotherBuildsStepIsForeign) {
  TestDatabase from;
  fill(*from, migrations, 1);
  ASSERT_TRUE(save(*from, folder_ / "a"));
  Migration changed[] = {migrations[0], migrations[1]};
  changed[1].text = "ALTER TABLE home ADD COLUMN county TEXT;\n";
  TestDatabase into;
  const auto result = restore(*into, changed, folder_ / "a", "a passphrase", clock_, nothing);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Code::foreign);
}

}  // namespace
}  // namespace nwd::storage
