#include <fmt/core.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <CLI/CLI.hpp>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "cli/commands.h"
#include "cli/demo.h"
#include "cli/running.h"

namespace nwd::cli {
namespace {

struct Options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::string certificate;
  std::string key;
  std::string origin;
  std::string trusted_proxy;
  bool demo = false;
  std::string ready_file;
  int workers = 16;
  double per_peer = 0;
};

// A crash must not write keys to the disk.
void no_core_dumps() {
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
}

void log_to_stderr() {
  auto logger = spdlog::stderr_logger_mt("nwd");
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
  spdlog::set_default_logger(logger);
}

Result<http::ServerOptions> server_options(const Options& options) {
  http::ServerOptions server;
  server.address = options.address;
  server.port = options.port;
  server.workers = options.workers;
  server.origin = options.origin;
  server.trusted_proxy = options.trusted_proxy;
  server.limits.requests_per_second_per_peer = options.per_peer;
  if (options.certificate.empty() != options.key.empty())
    return fail(Code::invalid, "TLS needs both --tls-certificate and --tls-key.");
  if (!options.certificate.empty()) server.tls = http::Tls{options.certificate, options.key};
  const bool loopback = options.address == "127.0.0.1" || options.address == "::1" || options.address == "localhost";
  if (!server.tls && !loopback && options.origin.rfind("https://", 0) != 0)
    return fail(
        Code::invalid,
        "Without TLS, nwd serves this machine only. Give --tls-certificate and --tls-key, or put a proxy with TLS "
        "in front and name it: --origin https://…");
  return server;
}

// Blocks the signals for every thread made later; only `wait_for_stop` sees them.
sigset_t block_stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return set;
}

void wait_for_stop(const sigset_t& set) {
  int signal = 0;
  sigwait(&set, &signal);
}

Result<void> announce(Common& common, const Options& options, std::uint16_t port, bool secure) {
  const std::string address = fmt::format("{}://{}:{}", secure ? "https" : "http", options.address, port);
  common.outcome.say("Serving at " + address + "   (stop with Ctrl-C)");
  if (options.demo) common.outcome.say(demo_guide(address));
  common.outcome.give({{"address", address}});
  std::fflush(stdout);
  if (options.ready_file.empty()) return {};
  std::ofstream(options.ready_file + ".part") << address << '\n';
  std::error_code failed;
  std::filesystem::rename(options.ready_file + ".part", options.ready_file, failed);
  if (failed) return fail(Code::invalid, "The file could not be written: " + options.ready_file);
  return {};
}

Result<void> serve(Common& common, const Options& options) {
  no_core_dumps();
  log_to_stderr();
  const sigset_t stop = block_stop_signals();
  NWD_TRY(const auto server, server_options(options));
  NWD_TRY(auto running, Running::start(common.settings, server));
  NWD_CHECK(announce(common, options, running->port(), server.tls.has_value()));
  wait_for_stop(stop);
  common.outcome.say("Stopping: requests under way are finished first.");
  running->stop();
  return {};
}

}  // namespace

void add_serve(CLI::App& app, Common& common) {
  auto o = std::make_shared<Options>();
  auto* command = app.add_subcommand("serve", "serve the pages and the API");
  command->footer(
      "Example: nwd serve --database sqlite:/var/lib/nwd/nwd.db --address 0.0.0.0 --port 443\n"
      "         --tls-certificate /etc/nwd/chain.pem --tls-key /etc/nwd/key.pem --origin https://notes.example.org");
  command->add_option("--address", o->address, "the address to listen at")->capture_default_str();
  command->add_option("--port", o->port, "0 takes any free one")->capture_default_str();
  command->add_option("--tls-certificate", o->certificate, "PEM file with the chain");
  command->add_option("--tls-key", o->key, "PEM file with the private key");
  command->add_option("--origin", o->origin,
                      "the address people use, https://…: other sites may not post here, and passkeys are made for it");
  command->add_option("--trusted-proxy", o->trusted_proxy,
                      "the address of the proxy in front: its X-Forwarded-For says who asks, nobody else's");
  command->add_flag("--demo", o->demo, "say who the demonstration's workers are and what to try first");
  command->add_option("--workers", o->workers, "threads that work on requests")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command->add_option("--requests-per-second-per-peer", o->per_peer, "0: no limit; a proxy in front limits instead")
      ->capture_default_str();
  command->add_option("--ready-file", o->ready_file, "write the address here once it answers");
  command->callback([&common, o] { common.outcome.finish(serve(common, *o)); });
}

}  // namespace nwd::cli
