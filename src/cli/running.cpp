#include "cli/running.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "access/site.h"
#include "audit/signer.h"
#include "casework/glass.h"
#include "cli/every_route.h"
#include "cli/key_file.h"
#include "directory/directory.h"
#include "front/routes.h"
#include "referral/referral.h"

namespace nwd::cli {
namespace {

constexpr auto sweep_every = std::chrono::seconds(1);
constexpr int sweeps_between_signatures = 60;
constexpr std::int64_t room_for_reads = std::int64_t{16} << 20U;  // some hundreds of reads, on a full disk

// Ends what has run out and destroys the keys of what was taken back, once a second, and signs the log's head once a
// minute. What fails (a full disk) is tried again at the next.
class Clockwork {
 public:
  Clockwork(access::Site& site, Installation& installation, std::optional<audit::Signer> signer)
      : site_(site),
        database_(*installation.database),
        keyring_(*installation.keyring),
        clock_(installation.clock),
        signer_(std::move(signer)),
        thread_([this] { run(); }) {}
  ~Clockwork() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    stop_.notify_all();
    thread_.join();
    sign();  // what came last must not wait for the next start
  }
  Clockwork(const Clockwork&) = delete;
  Clockwork& operator=(const Clockwork&) = delete;

 private:
  void run() {
    std::unique_lock lock(mutex_);
    while (!stop_.wait_for(lock, sweep_every, [&] { return stopping_; })) {
      lock.unlock();
      sweep();
      if (++turns_ % sweeps_between_signatures == 0) sign();
      lock.lock();
    }
  }
  void sweep() {
    const Instant now = clock_.now();
    if (const auto tidied = site_.tidy(now); !tidied)
      spdlog::warn("sessions not tidied: {}", name(tidied.error().code));
    if (const auto settled = keyring_.settle(database_); !settled)
      spdlog::error("keys not destroyed: {} {}", name(settled.error().code), settled.error().detail);
    const auto due = database_.read([&](storage::Reader& reader) -> Result<bool> {
      NWD_TRY(const bool glass, casework::any_glass_due(reader, now));
      if (glass) return true;
      return referral::anything_due(reader, now);
    });
    if (due && !*due) return;
    const auto swept = database_.write([&](storage::Writer& writer) -> Result<referral::Swept> {
      NWD_CHECK(casework::end_glasses(writer, now));
      return referral::sweep(writer, now);
    });
    if (!swept) spdlog::warn("sweep failed: {} {}", name(swept.error().code), swept.error().detail);
  }

  void sign() {
    if (!signer_) return;
    const auto head = signer_->checkpoint(database_, clock_.now());
    if (!head) spdlog::error("the log is not signed: {} {}", name(head.error().code), head.error().detail);
  }

  access::Site& site_;
  storage::Database& database_;
  keyring::File& keyring_;
  const Clock& clock_;
  std::optional<audit::Signer> signer_;
  int turns_ = 0;
  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;
  std::thread thread_;
};

Result<std::optional<audit::Signer>> signer_for(const Settings& settings) {
  const auto file = audit_key_file(settings);
  if (file.empty()) {
    spdlog::warn("the log is not signed: name a file for its key with --audit-key");
    return std::nullopt;
  }
  NWD_TRY(auto key, read_or_make_key(file));
  return audit::Signer(std::move(key));
}

// Those who sign in take at most half of the threads, waiting ones included: whoever is in goes on meanwhile.
std::unique_ptr<vault::Derivations> derivations_beside_others(const Installation& installation, int workers) {
  constexpr int at_once = vault::derivations_at_once;
  return std::make_unique<vault::Derivations>(installation.settings.cost(), at_once, std::max(1, workers / 2 - at_once),
                                              installation.keyring->keys());
}

void finish(const http::Request& request, const http::Route*, http::Response& response) {
  http::add_security_headers(request, response);
}

}  // namespace

struct Running::Parts {
  std::unique_ptr<Installation> installation;
  http::Router router;
  access::Sessions sessions;
  directory::Catalogues catalogues;
  std::unique_ptr<access::Site> site;
  std::unique_ptr<Clockwork> clockwork;
  std::unique_ptr<http::Server> server;
};

Running::Running(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Running::~Running() = default;

Result<std::unique_ptr<Running>> Running::start(const Settings& settings, const http::ServerOptions& options) {
  auto parts = std::make_unique<Parts>();
  storage::Options pool;
  pool.readers = options.workers;
  pool.sole = true;  // two servers would each have their own sessions and clocks
  pool.reserve = room_for_reads;
  NWD_TRY(parts->installation, open_with_keys(settings, pool));
  auto& i = *parts->installation;
  NWD_CHECK(i.keyring->settle(*i.database));  // what a kill left undone
  i.derivations = derivations_beside_others(i, options.workers);
  const bool secure = options.tls.has_value() || options.origin.rfind("https://", 0) == 0;
  parts->site = std::make_unique<access::Site>(parts->router, *i.database, parts->sessions, *i.derivations, i.clock,
                                               i.random, secure);
  Parts* const kept = parts.get();
  front::Parts pages(parts->catalogues);
  pages.origin = options.origin;
  pages.ask_providers = [authority = settings.provider_authority](const http::Outgoing& asked) {
    return http::fetch(asked, {.authority = authority});
  };
  NWD_CHECK(add_every_route(*parts->site, pages,
                            [kept] { return kept->server ? kept->server->counts() : http::Server::Counts{}; }));
  NWD_TRY(auto signer, signer_for(settings));
  parts->clockwork = std::make_unique<Clockwork>(*parts->site, i, std::move(signer));
  NWD_TRY(parts->server, http::Server::start(options, parts->router, i.clock, front::error_page, finish));
  return std::unique_ptr<Running>(new Running(std::move(parts)));
}

std::uint16_t Running::port() const { return parts_->server->port(); }

storage::CommitCounts Running::commit_counts() const { return parts_->installation->database->commit_counts(); }

void Running::stop() {
  parts_->server->stop();
  parts_->clockwork.reset();
}

}  // namespace nwd::cli
