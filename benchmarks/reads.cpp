// The program as a process of its own, held to one core; the load comes from another. Requests are due at fixed times,
// and a late answer counts from when it was due, so that a stall is not hidden by waiting for it.
#include <fcntl.h>
#include <fmt/core.h>
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "access/organization.h"
#include "bench.h"
#include "casework/case.h"
#include "cli/installation.h"
#include "http/client.h"

namespace nwd::bench {
namespace {

constexpr int many_cases = 100'000;
constexpr int rate = 2000;
constexpr int connections = 16;
constexpr int run_seconds = 5;

void hold_to_core(int core) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(static_cast<std::size_t>(core), &set);
  sched_setaffinity(0, sizeof set, &set);
}

// 10^5 sealed cases, written as the program writes them.
void fill(const cli::Settings& settings) {
  auto i = need(cli::open_any(settings));
  need(storage::migrate(*i->database, i->migrations, i->clock, [] { return Result<void>(); }));
  need(cli::open_keyring(*i));
  need(access::found_organization(*i->database, *i->derivations, i->random, i->clock.now(), "Bench", "MN-500",
                                  {"bench", "Bench", {access::Role::door_worker}}, passphrase));
  auto who = need(access::sign_in(*i->database, *i->derivations, i->clock.now(), "bench", passphrase));
  const auto session = access::to_session(std::move(who), i->clock.now());
  constexpr int a_write = 500;
  casework::Facts facts;
  facts.age = casework::AgeRange{16, 16};
  for (int done = 0; done < many_cases; done += a_write) {
    need(i->database->write([&](storage::Writer& w) -> Result<void> {
      for (int n = 0; n < a_write; ++n)
        NWD_CHECK(casework::begin_intake(w, session, i->random, i->clock.now(), facts, {}));
      return {};
    }));
  }
}

struct Served {
  pid_t pid = 0;
  std::uint16_t port = 0;
  double start_seconds = 0;
};

Served serve(const cli::Settings& settings, const Folder& folder) {
  const std::string ready = folder.path("ready");
  Served served;
  served.start_seconds = seconds_of([&] {
    served.pid = ::fork();
    if (served.pid == 0) {
      hold_to_core(0);
      const int null = ::open("/dev/null", O_WRONLY);
      ::dup2(null, 1);
      ::dup2(null, 2);
      ::execl(NWD_PROGRAM, NWD_PROGRAM, "--database", settings.database.c_str(), "--key-memory-mib", "8", "serve",
              "--port", "0", "--ready-file", ready.c_str(), nullptr);
      ::_exit(127);
    }
    while (!std::filesystem::exists(ready)) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  });
  std::string address;
  std::ifstream(ready) >> address;
  served.port = static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
  return served;
}

double resident_mib(pid_t pid) {
  std::ifstream in("/proc/" + std::to_string(pid) + "/status");
  std::string word;
  double kib = 0;
  while (in >> word)
    if (word == "VmRSS:") in >> kib;
  return kib / 1024;
}

std::vector<double> load(std::uint16_t port, const std::string& token, int first,
                         std::chrono::steady_clock::time_point start) {
  auto client = need(http::Client::connect("127.0.0.1", port));
  std::vector<double> milliseconds;
  for (int n = first; n < rate * run_seconds; n += connections) {
    const auto due = start + std::chrono::microseconds(1'000'000LL * n / rate);
    std::this_thread::sleep_until(due);
    const auto answer = need(client.send(http::Method::get, "/api/v1/me", {{"Authorization", "Bearer " + token}}));
    if (answer.status != 200) throw std::runtime_error("a read was answered " + std::to_string(answer.status));
    milliseconds.push_back(Seconds(std::chrono::steady_clock::now() - due).count() * 1000);
  }
  return milliseconds;
}

double p99(std::uint16_t port, const std::string& token) {
  std::vector<double> all;
  std::mutex mutex;
  std::vector<std::thread> threads;
  const auto start = std::chrono::steady_clock::now() + std::chrono::milliseconds(200);
  for (int c = 0; c < connections; ++c)
    threads.emplace_back([&, c] {
      hold_to_core(1);
      const auto mine = load(port, token, c, start);
      const std::lock_guard lock(mutex);
      all.insert(all.end(), mine.begin(), mine.end());
    });
  for (auto& t : threads) t.join();
  std::sort(all.begin(), all.end());
  return all[all.size() * 99 / 100];
}

}  // namespace

void reads(const Folder& folder) {
  cli::Settings settings;
  settings.database = "sqlite:" + folder.path("reads.db");
  settings.key_memory_mib = 8;
  fill(settings);
  const auto served = serve(settings, folder);
  line("start with 100,000 cases", fmt::format("{:.2f} s", served.start_seconds),
       "from exec to the first answer; goal 1 s", served.start_seconds <= 1);
  const double idle = resident_mib(served.pid);
  line("memory when idle", fmt::format("{:.0f} MiB", idle), "resident, 8 workers; goal 120 MiB", idle <= 120);
  auto client = need(http::Client::connect("127.0.0.1", served.port));
  const auto answer = need(client.send(http::Method::post, "/api/v1/sessions", {{"Content-Type", "application/json"}},
                                       fmt::format(R"({{"sign_in":"bench","passphrase":"{}"}})", passphrase)));
  const double worst = p99(served.port, answer.body.substr(10, answer.body.size() - 12));
  line("authenticated read, p99 at 2,000/s, one core", fmt::format("{:.2f} ms", worst),
       "GET /api/v1/me, open loop; goal 10 ms", worst <= 10);
  ::kill(served.pid, SIGTERM);
  ::waitpid(served.pid, nullptr, 0);
}

}  // namespace nwd::bench
