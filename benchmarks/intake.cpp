// Durable intake: an HTTP request to a committed, sealed, logged record. Beside it: one-row commits of SQLite alone,
// with the same settings, each commit carrying as many rows as the server's commits carried intakes.
#include <fmt/core.h>
#include <sqlite3.h>

#include <atomic>
#include <thread>

#include "access/organization.h"
#include "bench.h"
#include "cli/running.h"
#include "http/client.h"

namespace nwd::bench {
namespace {

constexpr int clients = 32;
constexpr double run_seconds = 5;

struct Rate {
  double per_second = 0;
  double group = 1;
};

std::string token_of(std::uint16_t port, const std::string& sign_in) {
  auto client = need(http::Client::connect("127.0.0.1", port));
  const std::string body = fmt::format(R"({{"sign_in":"{}","passphrase":"{}"}})", sign_in, passphrase);
  const auto answer =
      need(client.send(http::Method::post, "/api/v1/sessions", {{"Content-Type", "application/json"}}, body));
  return answer.body.substr(10, answer.body.size() - 12);
}

void send_until(std::uint16_t port, const std::string& token, int who, const std::atomic<bool>& stop,
                std::atomic<std::int64_t>& done) {
  auto client = need(http::Client::connect("127.0.0.1", port));
  const std::string body =
      R"({"facts":{"age":{"from":16,"to":16},"gender":"woman","needs":["bed"],"county":"27053"},"identity":{"called":"J"}})";
  for (int i = 0; !stop; ++i) {
    const auto answer = need(client.send(http::Method::post, "/api/v1/intakes",
                                         {{"Authorization", "Bearer " + token},
                                          {"Content-Type", "application/json"},
                                          {"Idempotency-Key", fmt::format("bench-{}-{}", who, i)}},
                                         body));
    if (answer.status != 201) throw std::runtime_error("an intake was answered " + std::to_string(answer.status));
    ++done;
  }
}

Rate intakes(const Folder& folder) {
  cli::Settings settings;
  settings.database = "sqlite:" + folder.path("intake.db");
  settings.key_memory_mib = 8;
  std::string token;
  {
    auto installation = need(cli::open_any(settings));
    need(storage::migrate(*installation->database, installation->migrations, installation->clock,
                          [] { return Result<void>(); }));
    need(access::found_organization(*installation->database, *installation->derivations, installation->random,
                                    installation->clock.now(), "Bench", "MN-500",
                                    {"bench", "Bench", {access::Role::door_worker}}, passphrase));
  }
  http::ServerOptions options;
  options.port = 0;
  options.workers = clients;
  auto running = need(cli::Running::start(settings, options));
  token = token_of(running->port(), "bench");
  const auto before = running->commit_counts();
  std::atomic<bool> stop{false};
  std::atomic<std::int64_t> done{0};
  std::vector<std::thread> threads;
  const double seconds = seconds_of([&] {
    for (int c = 0; c < clients; ++c)
      threads.emplace_back([&, c] { send_until(running->port(), token, c, stop, done); });
    std::this_thread::sleep_for(Seconds(run_seconds));
    stop = true;
    for (auto& t : threads) t.join();
  });
  const auto after = running->commit_counts();
  const auto commits = static_cast<double>(std::max<std::uint64_t>(1, after.commits - before.commits));
  return {static_cast<double>(done) / seconds, static_cast<double>(done) / commits};
}

// SQLite itself, without nwd: rows of one text, `group` to a commit.
double raw_rows(const Folder& folder, const std::string& name, int group) {
  sqlite3* db = nullptr;
  sqlite3_open(folder.path(name).c_str(), &db);
  sqlite3_exec(db,
               "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE one (id INTEGER PRIMARY KEY, t TEXT)",
               nullptr, nullptr, nullptr);
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO one (t) VALUES ('one row')", -1, &insert, nullptr);
  std::int64_t rows = 0;
  const double seconds = seconds_of([&] {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    while (std::chrono::steady_clock::now() < until) {
      sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
      for (int i = 0; i < group; ++i, ++rows) {
        sqlite3_step(insert);
        sqlite3_reset(insert);
      }
      sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
    }
  });
  sqlite3_finalize(insert);
  sqlite3_close(db);
  return static_cast<double>(rows) / seconds;
}

}  // namespace

void intake(const Folder& folder) {
  const auto ours = intakes(folder);
  const double single = raw_rows(folder, "single.db", 1);
  const double grouped = raw_rows(folder, "grouped.db", std::max(1, static_cast<int>(ours.group + 0.5)));
  line("durable intake / one-row commits, group of 1", fmt::format("{:.2f}", ours.per_second / single),
       fmt::format("{:.0f} intakes/s beside {:.0f} rows/s; goal 0.6", ours.per_second, single),
       ours.per_second >= 0.6 * single);
  line("durable intake / one-row commits, equal groups", fmt::format("{:.2f}", ours.per_second / grouped),
       fmt::format("{:.0f} intakes/s beside {:.0f} rows/s; {:.1f} intakes share a commit; goal 0.6", ours.per_second,
                   grouped, ours.group),
       ours.per_second >= 0.6 * grouped);
}

}  // namespace nwd::bench
