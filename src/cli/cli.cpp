#include "cli/cli.h"

#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/exit_status.h"

namespace nwd::cli {
namespace {

constexpr auto about =
    "No Wrong Door carries a Safe Harbor law into practice: from whichever door a person comes through\n"
    "to a confirmed bed, sealed to the organizations they chose.";

void add_common(CLI::App& app, Common& common) {
  auto& s = common.settings;
  app.add_option("--database", s.database, "sqlite:PATH or postgresql://HOST/NAME")->capture_default_str();
  app.add_option("--time-zone", s.time_zone, "for days and times on screen")->capture_default_str();
  app.add_option("--key-memory-mib", s.key_memory_mib, "memory to unlock a member's key with (Argon2id)")
      ->check(CLI::Range(8, 1024))
      ->capture_default_str();
  app.add_option("--audit-key", s.audit_key, "the file of the key that signs the log; without: beside a SQLite file");
  app.add_option("--keyring", s.keyring, "the keyring's file, apart from the database; without: beside a SQLite file");
  app.add_option(
      "--provider-authority", s.provider_authority,
      "PEM file of whom to trust when organizations' identity providers are asked, for those in a network of "
      "one's own; without: whom this system trusts, and the public internet alone");
  app.add_flag("--json", common.outcome.json, "answer in JSON, for scripts");
  app.set_config("--config", "", "a file of these options, one NAME=VALUE a line");
  app.allow_config_extras(CLI::config_extras_mode::error);
}

}  // namespace

int run(int argc, char** argv) {
  CLI::App app(about, "nwd");
  Common common;
  app.set_version_flag("--version", "nwd " NWD_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  add_common(app, common);
  add_serve(app, common);
  add_init(app, common);
  add_demo(app, common);
  add_user(app, common);
  add_directory(app, common);
  add_charter(app, common);
  add_audit(app, common);
  add_doctor(app, common);
  add_keeping(app, common);
  add_help(app, common);
  app.footer("nwd help exit-status tells how commands end. Guide: docs/, or man nwd.");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? status_done : status_usage;
  }
  return common.outcome.status();
}

}  // namespace nwd::cli
