// Durable intake: an HTTP request to a committed, sealed, logged record. Beside it: one-row commits of SQLite alone,
// with the same settings, each commit carrying as many rows as the server's commits carried intakes.
#include <fmt/core.h>
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <thread>

#include "access/organization.h"
#include "audit/sealing.h"
#include "bench.h"
#include "cli/running.h"
#include "http/client.h"
#include "vault/keypair.h"

namespace nwd::bench {
namespace {

constexpr int callers = 96;
constexpr int rounds = 5;  // ours and the peer by turns, each figure the median: a disk is not the same all day
constexpr double ours_seconds = 1.5;
constexpr double peer_seconds = 0.7;

struct Rate {
  double per_second = 0;
  double group = 1;
};

double median(std::vector<double> figures) {
  std::sort(figures.begin(), figures.end());
  return figures[figures.size() / 2];
}

std::string token_of(std::uint16_t port, const std::string& sign_in) {
  auto client = need(http::Client::connect("127.0.0.1", port));
  const std::string body = fmt::format(R"({{"sign_in":"{}","passphrase":"{}"}})", sign_in, passphrase);
  const auto answer =
      need(client.send(http::Method::post, "/api/v1/sessions", {{"Content-Type", "application/json"}}, body));
  return std::string(boost::json::parse(answer.body).at("token").as_string());
}

void send_until(std::uint16_t port, const std::string& token, const std::string& who, const std::atomic<bool>& stop,
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
    if (answer.status != 201) throw std::runtime_error("an intake was answered " + answer.body);
    ++done;
  }
}

// Callers at once for a while; `commits` tells how many there were meanwhile.
template <class Caller, class Commits>
Rate rate_of(int count, const Caller& caller, const Commits& commits) {
  std::atomic<bool> stop{false};
  std::atomic<std::int64_t> done{0};
  std::vector<std::thread> threads;
  const double seconds = seconds_of([&] {
    for (int c = 0; c < count; ++c) threads.emplace_back([&, c] { caller(c, stop, done); });
    std::this_thread::sleep_for(Seconds(ours_seconds));
    stop = true;
    for (auto& t : threads) t.join();
  });
  const auto all = static_cast<double>(done);
  return {all / seconds, all / static_cast<double>(std::max<std::uint64_t>(1, static_cast<std::uint64_t>(commits())))};
}

class Served {
 public:
  explicit Served(const Folder& folder) {
    cli::Settings settings;
    settings.database = "sqlite:" + folder.path("intake.db");
    settings.key_memory_mib = 8;
    {
      auto installation = need(cli::open_any(settings));
      need(storage::migrate(*installation->database, installation->migrations, installation->clock,
                            [] { return Result<void>(); }));
      need(cli::open_keyring(*installation));
      need(access::found_organization(*installation->database, *installation->derivations, installation->random,
                                      installation->clock.now(), "Bench", "MN-500",
                                      {"bench", "Bench", {access::Role::door_worker}}, passphrase));
    }
    http::ServerOptions options;
    options.port = 0;
    options.workers = callers;
    running_ = need(cli::Running::start(settings, options));
    token_ = token_of(running_->port(), "bench");
  }

  Rate intakes() {
    const auto before = running_->commit_counts();
    ++round_;
    return rate_of(
        callers,
        [&](int caller, const std::atomic<bool>& stop, std::atomic<std::int64_t>& done) {
          send_until(running_->port(), token_, fmt::format("{}-{}", round_, caller), stop, done);
        },
        [&] { return running_->commit_counts().commits - before.commits; });
  }

 private:
  std::unique_ptr<cli::Running> running_;
  std::string token_;
  int round_ = 0;
};

// SQLite itself, without nwd: rows of one text.
class Peer {
 public:
  explicit Peer(const Folder& folder) {
    sqlite3_open(folder.path("rows.db").c_str(), &db_);
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE one (id INTEGER PRIMARY KEY, t TEXT)");
    sqlite3_prepare_v2(db_, "INSERT INTO one (t) VALUES ('one row')", -1, &insert_, nullptr);
  }
  ~Peer() {
    sqlite3_finalize(insert_);
    sqlite3_close(db_);
  }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  // A while of rows, `group` to a commit.
  double rows(int group) {
    std::int64_t rows = 0;
    const double seconds = seconds_of([&] {
      const auto until = std::chrono::steady_clock::now() + Seconds(peer_seconds);
      while (std::chrono::steady_clock::now() < until) {
        run("BEGIN IMMEDIATE");
        for (int i = 0; i < group; ++i, ++rows) {
          sqlite3_step(insert_);
          sqlite3_reset(insert_);
        }
        run("COMMIT");
      }
    });
    return static_cast<double>(rows) / seconds;
  }

 private:
  void run(const char* sql) { sqlite3_exec(db_, sql, nullptr, nullptr, nullptr); }

  sqlite3* db_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

// What one intake must seal and nothing else, on every core: no server can take more.
double sealings() {
  const auto organization = vault::PrivateKey::generate();
  const auto log_key = audit::LogKey::generate();
  const audit::Entry entry{{1}, IdBytes{}, IdBytes{}, "intake.begin", "case", {}, "care"};
  vault::Keyring keyring;
  const Bytes plain(400);
  return rate_of(
             static_cast<int>(std::max(1U, std::thread::hardware_concurrency())),
             [&](int, const std::atomic<bool>& stop, std::atomic<std::int64_t>& done) {
               for (; !stop; ++done) {
                 const auto key = vault::new_key();
                 need(vault::wrap(keyring, {organization.public_key()}, {"case_key", {}, "wrapped", 1}, key));
                 for (const auto* column : {"facts", "identity"})
                   need(vault::seal(key, {"case_envelope", {}, column, 1}, plain));
                 need(log_key.seal(done, entry, 0));
               }
             },
             [] { return 1; })
      .per_second;
}

}  // namespace

void intake(const Folder& folder) {
  Served served(folder);
  Peer peer(folder);
  std::vector<double> ours, groups, alone, grouped, beside_alone, beside_grouped;
  for (int round = 0; round < rounds; ++round) {
    alone.push_back(peer.rows(1));
    const auto rate = served.intakes();
    grouped.push_back(peer.rows(std::max(1, static_cast<int>(rate.group + 0.5))));
    ours.push_back(rate.per_second);
    groups.push_back(rate.group);
    beside_alone.push_back(rate.per_second / alone.back());
    beside_grouped.push_back(rate.per_second / grouped.back());
  }
  line("durable intake / one-row commits", fmt::format("{:.2f}", median(beside_alone)),
       fmt::format("{:.0f} intakes/s, {:.1f} share a commit, beside {:.0f} rows/s; goal 0.6", median(ours),
                   median(groups), median(alone)),
       median(beside_alone) >= 0.6);
  const double sealing = sealings();
  note("durable intake / one-row commits, equal groups", fmt::format("{:.2f}", median(beside_grouped)),
       fmt::format("beside {:.0f} rows/s; sealing alone, on every core: {:.0f}/s", median(grouped), sealing));
  line("what sealing takes of an intake", fmt::format("{:.0f} %", 100 * median(ours) / sealing),
       "its time, of all that every core does meanwhile; goal 15 %", median(ours) / sealing <= 0.15);
}

}  // namespace nwd::bench
