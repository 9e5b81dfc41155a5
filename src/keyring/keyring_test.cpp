// What was destroyed stays so, whatever becomes of the main database, of the process and of the file's log.
#include "keyring/keyring.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>
#include <iterator>

#include "base/embedded.h"
#include "keyring/store.h"
#include "storage/migrate.h"
#include "storage/test_database.h"
#include "vault/keypair.h"
#include "vault/random.h"

namespace nwd::keyring {

namespace migrations {
std::span<const EmbeddedFile> files();
}

namespace {

class StandingClock : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return {1'795'500'000'000}; }
};

class KeyringFile : public testing::Test {
 protected:
  KeyringFile() {
    vault::initialise();
    std::string folder = (std::filesystem::temp_directory_path() / "keyring-XXXXXX").string();
    folder_ = ::mkdtemp(folder.data());
    path_ = (folder_ / "keyring").string();
    bring_up(*main_);
  }
  ~KeyringFile() override { std::filesystem::remove_all(folder_); }

  void bring_up(storage::Database& main) {
    const std::array folders{migrations::files()};
    ASSERT_TRUE(storage::migrate(main, storage::collect(folders).value(), clock_, [] { return Result<void>(); }));
  }
  Result<std::unique_ptr<File>> tried(storage::Database& main) { return File::open(main, path_, random_, clock_); }
  std::unique_ptr<File> opened() { return tried(*main_).value(); }
  Bytes wrapped(File& file) {
    return vault::wrap(*file.keys(), {member_.public_key()}, here_, vault::new_key()).value();
  }
  Code code_of(File& file, const Bytes& one) {
    const auto key = vault::unwrap(*file.keys(), member_, here_, one);
    return key ? Code::internal : key.error().code;
  }
  static constexpr Code opens = Code::internal;
  void withdraw(storage::Database& main, const Bytes& one) {
    ASSERT_TRUE(main.write([&](storage::Writer& w) { return destroy(w, one); }));
  }
  Bytes seed_on_the_way_to(File& file, const Bytes& one) {
    const auto number = vault::number_of(one).value().value();
    for (const auto& node : file.keys()->nodes())
      if (node.covers(number)) return {node.seed.view().begin(), node.seed.view().end()};
    return {};
  }
  bool stands_in_files(const Bytes& what) {
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string all((std::istreambuf_iterator<char>(in)), {});
      if (all.find(text_of(what)) != std::string::npos) return true;
    }
    return false;
  }

  storage::TestDatabase main_;
  StandingClock clock_;
  vault::SystemRandom random_;
  std::filesystem::path folder_;
  std::string path_;
  const vault::PrivateKey member_ = [] {
    vault::initialise();
    return vault::PrivateKey::generate();
  }();
  const vault::Place here_{"packet", {}, "wrapped", 1};
};

TEST_F(KeyringFile, OpensAgainWhatItSealed) {
  Bytes one;
  {
    const auto file = opened();
    one = wrapped(*file);
  }
  EXPECT_EQ(code_of(*opened(), one), opens);
}

TEST_F(KeyringFile, WhatWasWithdrawnIsDestroyedForGood) {
  auto file = opened();
  const auto gone = wrapped(*file);
  const auto stays = wrapped(*file);
  withdraw(*main_, gone);
  EXPECT_EQ(code_of(*file, gone), opens) << "until it is settled";
  EXPECT_EQ(file->settle(*main_).value(), 1);
  EXPECT_EQ(main_->read([](storage::Reader& r) { return waiting(r); }).value(), 0);
  EXPECT_EQ(code_of(*file, gone), Code::gone);
  EXPECT_EQ(code_of(*file, stays), opens);
  file.reset();
  file = opened();
  EXPECT_EQ(code_of(*file, gone), Code::gone);
  EXPECT_EQ(code_of(*file, stays), opens);
  EXPECT_EQ(file->settle(*main_).value(), 0);
}

TEST_F(KeyringFile, NothingThatLeadsThereStaysInItsFiles) {
  auto file = opened();
  const auto gone = wrapped(*file);
  const auto root = seed_on_the_way_to(*file, gone);
  ASSERT_TRUE(stands_in_files(root));
  withdraw(*main_, gone);
  ASSERT_TRUE(file->settle(*main_));
  EXPECT_FALSE(stands_in_files(root));
  const auto next = wrapped(*file);
  const auto sibling = seed_on_the_way_to(*file, next);
  ASSERT_TRUE(stands_in_files(sibling));
  withdraw(*main_, next);
  ASSERT_TRUE(file->settle(*main_));
  EXPECT_FALSE(stands_in_files(sibling));
}

TEST_F(KeyringFile, AnOlderMainDatabaseRevivesNothing) {
  auto file = opened();
  const auto gone = wrapped(*file);
  const auto backup = folder_ / "old.backup";
  ASSERT_TRUE(storage::backup(*main_, backup, "the phrase of a backup", [](const auto&) {}, {1024, 1}));
  withdraw(*main_, gone);
  ASSERT_TRUE(file->settle(*main_));
  file.reset();

  storage::TestDatabase restored;
  const std::array folders{migrations::files()};
  ASSERT_TRUE(storage::restore(*restored, storage::collect(folders).value(), backup, "the phrase of a backup", clock_,
                               [](const auto&) {}));
  const auto again = tried(*restored).value();
  EXPECT_EQ(code_of(*again, gone), Code::gone);
  EXPECT_EQ(code_of(*again, wrapped(*again)), opens);
}

// What remains, and is said in docs/security/keys.md: whoever has both from before has the key.
TEST_F(KeyringFile, AnOlderKeyringBesideAnOlderDatabaseOpensWhatWasWithdrawnSince) {
  auto file = opened();
  const auto gone = wrapped(*file);
  const auto backup = folder_ / "old.keyring";
  ASSERT_TRUE(file->backup(backup, "the phrase of a backup"));
  withdraw(*main_, gone);
  ASSERT_TRUE(file->settle(*main_));
  const auto after = wrapped(*file);
  file.reset();
  EXPECT_EQ(restore(path_, backup, "the phrase of a backup", clock_).error().code, Code::conflict);
  for (const auto* end : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + end);
  ASSERT_TRUE(restore(path_, backup, "the phrase of a backup", clock_));
  const auto again = opened();
  EXPECT_EQ(code_of(*again, gone), opens);
  EXPECT_EQ(code_of(*again, after), opens) << "nothing that was written since is lost";
}

TEST_F(KeyringFile, AMissingOneIsNeverMadeAnew) {
  (void)opened();
  for (const auto* end : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + end);
  EXPECT_EQ(tried(*main_).error().code, Code::not_found);
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(KeyringFile, AnotherInstallationsIsTurnedAway) {
  (void)opened();
  storage::TestDatabase other;
  bring_up(*other);
  path_ += "2";
  (void)tried(*other).value();
  EXPECT_EQ(tried(*main_).error().code, Code::foreign);
}

TEST_F(KeyringFile, AWrapOfTheFirstSuiteHasNothingToDestroy) {
  const auto file = opened();
  withdraw(*main_, vault::wrap(member_.public_key(), here_, vault::new_key()).value());
  EXPECT_EQ(file->settle(*main_).value(), 0);
  EXPECT_EQ(main_->write([&](storage::Writer& w) { return destroy(w, Bytes{2, 0}); }).error().code, Code::corrupt);
}

// Killed at whatever point between the commit and the end of settling: the next start does the rest.
TEST_F(KeyringFile, AKillInBetweenLeavesNothingUndone) {
  if (main_->engine() != storage::Engine::sqlite) GTEST_SKIP() << "a forked child cannot share the server's connection";
  std::vector<Bytes> gone;
  {
    const auto file = opened();
    for (int i = 0; i < 40; ++i) gone.push_back(wrapped(*file));
  }
  main_.close();
  for (std::size_t i = 0; i < gone.size(); ++i) {
    const auto child = ::fork();
    if (child == 0) {
      auto main = storage::Database::open(main_.url()).value();
      auto file = File::open(*main, path_, random_, clock_).value();
      (void)main->write([&](storage::Writer& w) { return destroy(w, gone[i]); });
      ::ualarm(static_cast<useconds_t>(1 + i * 150), 0);  // SIGALRM ends it
      (void)file->settle(*main);
      ::raise(SIGKILL);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
  }
  main_.reopen();
  const auto file = opened();
  ASSERT_TRUE(file->settle(*main_));
  for (const auto& one : gone) EXPECT_EQ(code_of(*file, one), Code::gone);
  EXPECT_EQ(code_of(*file, wrapped(*file)), opens);
}

}  // namespace
}  // namespace nwd::keyring
