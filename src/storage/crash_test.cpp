// kill -9 in the middle of writing, again and again: what was acknowledged is there, and nothing by halves.
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <set>
#include <thread>
#include <vector>

#include "storage/test_database.h"

namespace nwd::storage {
namespace {

constexpr Sql make_left = "CREATE TABLE left_half (n BIGINT PRIMARY KEY)";
constexpr Sql make_right = "CREATE TABLE right_half (n BIGINT PRIMARY KEY)";
constexpr Sql insert_left = "INSERT INTO left_half (n) VALUES ($1)";
constexpr Sql insert_right = "INSERT INTO right_half (n) VALUES ($1)";
constexpr Sql select_left = "SELECT n FROM left_half ORDER BY n";
constexpr Sql select_right = "SELECT n FROM right_half ORDER BY n";

std::vector<std::int64_t> numbers(Database& database, Sql sql) {
  return database.read([&](Reader& r) { return r.all(sql, [](const Row& row) { return row.integer(0); }); }).value();
}

// Writes until it is killed, and tells each number after it was acknowledged. Four threads, so that groups form.
[[noreturn]] void write_until_killed(const std::string& url, std::int64_t first, int tell) {
  auto database = Database::open(url);
  if (!database) ::_exit(1);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (std::int64_t n = first + t;; n += 4) {
        const auto done = (*database)->write([&](Writer& w) -> Result<void> {
          NWD_CHECK(w.run(insert_left, n));
          NWD_CHECK(w.run(insert_right, n));
          return {};
        });
        if (!done || ::write(tell, &n, sizeof n) != sizeof n) ::_exit(1);
      }
    });
  for (auto& thread : threads) thread.join();
  ::_exit(1);
}

// The child is killed after so many numbers, wherever it then is. Gives all that it told.
std::vector<std::int64_t> told_before_the_kill(const std::string& url, std::int64_t first, std::size_t after) {
  int ends[2];
  if (::pipe(ends) != 0) return {};
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    write_until_killed(url, first, ends[1]);
  }
  ::close(ends[1]);
  std::vector<std::int64_t> told;
  std::int64_t n = 0;
  while (::read(ends[0], &n, sizeof n) == sizeof n) {
    told.push_back(n);
    if (told.size() == after) ::kill(child, SIGKILL);
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";
  return told;
}

TEST(Crash, AKilledProcessLosesNothingItAcknowledged) {
  const char* full = std::getenv("NWD_FULL");
  const int loops = full != nullptr && std::string_view(full) == "1" ? 200 : 5;
  TestDatabase database;
  ASSERT_TRUE(database->write([](Writer& w) -> Result<void> {
    NWD_CHECK(w.run(make_left));
    NWD_CHECK(w.run(make_right));
    return {};
  }));
  std::set<std::int64_t> acknowledged;
  for (int loop = 0; loop < loops; ++loop) {
    database.close();  // no connection is carried over a fork
    const auto told =
        told_before_the_kill(database.url(), loop * 1'000'000, 1 + static_cast<std::size_t>(loop) * 7 % 60);
    ASSERT_FALSE(told.empty());
    acknowledged.insert(told.begin(), told.end());
    database.reopen();
    const auto left = numbers(*database, select_left);
    ASSERT_EQ(left, numbers(*database, select_right)) << "half a write is there";
    ASSERT_TRUE(std::includes(left.begin(), left.end(), acknowledged.begin(), acknowledged.end())) << "loop " << loop;
  }
}

}  // namespace
}  // namespace nwd::storage
