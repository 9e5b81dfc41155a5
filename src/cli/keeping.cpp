#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/secrets.h"
#include "storage/backup.h"

namespace nwd::cli {
namespace {

struct Options {
  std::string file;
  std::string passphrase_file;
};

boost::json::value counts_json(const storage::BackupCounts& c) {
  return {{"tables", c.tables}, {"rows", c.rows}, {"bytes", c.bytes}};
}

Result<void> backup(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_current(common.settings));
  NWD_TRY(const auto passphrase, ask_passphrase("A passphrase for this backup", options.passphrase_file, true));
  ProgressLine line("Rows saved", common.outcome.json);
  NWD_TRY(const auto counts, storage::backup(*installation->database, options.file, passphrase.text(),
                                             [&](const auto& c) { line.show(c.rows, std::nullopt); }));
  common.outcome.say(fmt::format("Saved {} rows of {} tables in {} ({} bytes).", with_commas(counts.rows),
                                 counts.tables, options.file, with_commas(counts.bytes)));
  common.outcome.say("Keep the passphrase apart from the file: without it nobody can restore, and that includes you.");
  common.outcome.give(counts_json(counts));
  return {};
}

// Not under a running server.
Result<std::unique_ptr<Installation>> open_alone(const Settings& settings) {
  storage::Options alone;
  alone.sole = true;
  return open_any(settings, alone);
}

Result<void> restore(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_alone(common.settings));
  NWD_TRY(const auto passphrase, ask_passphrase("The backup's passphrase", options.passphrase_file, false));
  ProgressLine line("Rows restored", common.outcome.json);
  NWD_TRY(const auto counts,
          storage::restore(*installation->database, installation->migrations, options.file, passphrase.text(),
                           installation->clock, [&](const auto& c) { line.show(c.rows, std::nullopt); }));
  common.outcome.say(
      fmt::format("Restored {} rows of {} tables from {}.", with_commas(counts.rows), counts.tables, options.file));
  common.outcome.give(counts_json(counts));
  return {};
}

// The backup before a migration stands beside the database and is sealed like any other.
Result<void> migrate(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_alone(common.settings));
  const auto backup_first = [&]() -> Result<void> {
    const std::string file =
        options.file.empty() ? fmt::format("nwd-before-migration-{}.backup", to_text(day_of(installation->clock.now())))
                             : options.file;
    NWD_TRY(const auto passphrase,
            ask_passphrase("A passphrase for the backup made first", options.passphrase_file, true));
    NWD_TRY(const auto counts, storage::backup(*installation->database, file, passphrase.text(), [](const auto&) {}));
    common.outcome.say(fmt::format("Backed up {} rows to {}.", with_commas(counts.rows), file));
    return {};
  };
  NWD_TRY(const auto report,
          storage::migrate(*installation->database, installation->migrations, installation->clock, backup_first));
  common.outcome.say(report.from == report.to
                         ? fmt::format("Nothing to do: the schema is at {}.", report.to)
                         : fmt::format("Brought the schema from {} to {}.", report.from, report.to));
  common.outcome.give({{"from", report.from}, {"to", report.to}});
  return {};
}

using Deed = Result<void> (*)(Common&, const Options&);

void add_command(CLI::App& app, Common& common, const char* name, const char* help, const char* example,
                 bool needs_file, Deed deed) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(name, help);
  command->footer(example);
  auto* file = command->add_option("file", options->file, "the backup's file");
  if (needs_file) file->required();
  command->add_option("--passphrase-file", options->passphrase_file,
                      "read the passphrase from here; - is standard input");
  command->callback([&common, options, deed] { common.outcome.finish(deed(common, *options)); });
}

}  // namespace

void add_keeping(CLI::App& app, Common& common) {
  add_command(app, common, "migrate", "bring the database up to this program's schema; backs up first",
              "Example: nwd migrate --database sqlite:/var/lib/nwd/nwd.db", false, migrate);
  add_command(app, common, "backup", "save everything, encrypted, while the server runs",
              "Example: nwd backup /media/usb/nwd-monday.backup", true, backup);
  add_command(app, common, "restore", "bring a backup back into an empty database, on either engine",
              "Example: nwd restore /media/usb/nwd-monday.backup --database sqlite:/var/lib/nwd/nwd.db", true, restore);
}

}  // namespace nwd::cli
