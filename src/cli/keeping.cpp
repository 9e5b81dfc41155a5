#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <filesystem>

#include "cli/commands.h"
#include "cli/secrets.h"
#include "storage/backup.h"

namespace nwd::cli {
namespace {

struct Options {
  std::string file;
  std::string passphrase_file;
  std::string keyring;  // the keyring's backup
};

boost::json::value counts_json(const storage::BackupCounts& c) {
  return {{"tables", c.tables}, {"rows", c.rows}, {"bytes", c.bytes}};
}

Result<void> backup(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_with_keys(common.settings));
  const std::string keyring_to = options.keyring.empty() ? options.file + "-keyring" : options.keyring;
  NWD_TRY(const auto passphrase, ask_passphrase("A passphrase for this backup", options.passphrase_file, true));
  ProgressLine line("Rows saved", common.outcome.json);
  NWD_TRY(const auto counts, storage::backup(*installation->database, options.file, passphrase.text(),
                                             [&](const auto& c) { line.show(c.rows, std::nullopt); }));
  common.outcome.say(fmt::format("Saved {} rows of {} tables in {} ({} bytes).", with_commas(counts.rows),
                                 counts.tables, options.file, with_commas(counts.bytes)));
  NWD_CHECK(installation->keyring->backup(keyring_to, passphrase.text()));
  common.outcome.say("Saved the keyring in " + keyring_to + ". Without it the rest opens for nobody.");
  common.outcome.say(
      "Keep the keyring's backup elsewhere, and delete those that are older than a week: what was taken back or erased "
      "since can be opened with an old one.");
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

// The one that is here is never replaced: an older one would bring back what was destroyed since.
Result<void> restore_keyring(Common& common, const Installation& installation, const Options& options,
                             const vault::SecretBytes& passphrase) {
  NWD_TRY(const auto file, keyring_file(common.settings));
  if (!options.keyring.empty()) {
    NWD_CHECK(keyring::restore(file, options.keyring, passphrase.text(), installation.clock));
    common.outcome.say("Restored the keyring to " + file + ".");
  } else if (std::filesystem::exists(file)) {
    common.outcome.say("The keyring " + file + " stays as it is: what was taken back or erased since stays so.");
  } else {
    common.outcome.say("There is no keyring at " + file +
                       " yet. Without it nothing opens: nwd restore --keyring-from FILE, or name it with --keyring.");
  }
  return {};
}

Result<void> restore(Common& common, const Options& options) {
  if (options.file.empty() && options.keyring.empty())
    return fail(Code::invalid, "Name the backup's file, or the keyring's with --keyring-from, or both.");
  NWD_TRY(auto installation, open_alone(common.settings));
  NWD_TRY(const auto passphrase, ask_passphrase("The backup's passphrase", options.passphrase_file, false));
  if (options.file.empty()) return restore_keyring(common, *installation, options, passphrase);
  ProgressLine line("Rows restored", common.outcome.json);
  NWD_TRY(const auto counts,
          storage::restore(*installation->database, installation->migrations, options.file, passphrase.text(),
                           installation->clock, [&](const auto& c) { line.show(c.rows, std::nullopt); }));
  common.outcome.say(
      fmt::format("Restored {} rows of {} tables from {}.", with_commas(counts.rows), counts.tables, options.file));
  NWD_CHECK(restore_keyring(common, *installation, options, passphrase));
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
  NWD_CHECK(open_keyring(*installation));
  common.outcome.say(report.from == report.to
                         ? fmt::format("Nothing to do: the schema is at {}.", report.to)
                         : fmt::format("Brought the schema from {} to {}.", report.from, report.to));
  common.outcome.give({{"from", report.from}, {"to", report.to}});
  return {};
}

using Deed = Result<void> (*)(Common&, const Options&);

CLI::App* add_command(CLI::App& app, Common& common, const std::shared_ptr<Options>& options, const char* name,
                      const char* help, Deed deed) {
  auto* command = app.add_subcommand(name, help);
  command->add_option("file", options->file, "the backup's file");
  command->add_option("--passphrase-file", options->passphrase_file,
                      "read the passphrase from here; - is standard input");
  command->callback([&common, options, deed] { common.outcome.finish(deed(common, *options)); });
  return command;
}

}  // namespace

void add_keeping(CLI::App& app, Common& common) {
  auto options = std::make_shared<Options>();
  add_command(app, common, options, "migrate", "bring the database up to this program's schema; backs up first",
              migrate)
      ->footer("Example: nwd migrate --database sqlite:/var/lib/nwd/nwd.db");
  auto* saving =
      add_command(app, common, options, "backup", "save everything, encrypted, while the server runs", backup);
  saving->get_option("file")->required();
  saving->add_option("--keyring-out", options->keyring, "the keyring's backup; without: beside it, FILE-keyring");
  saving->footer(
      "Example: nwd backup /media/usb/nwd-monday.backup --keyring-out /media/other/nwd-monday.keyring\n"
      "Keep the keyring's backups for a week at most: what was taken back or erased opens with an older one.");
  auto* restoring = add_command(app, common, options, "restore",
                                "bring a backup back into an empty database, on either engine", restore);
  restoring->add_option("--keyring-from", options->keyring, "the keyring's backup, if the keyring itself is lost");
  restoring->footer(
      "Example: nwd restore /media/usb/nwd-monday.backup --database sqlite:/var/lib/nwd/nwd.db\n"
      "A keyring that is there stays: what was taken back or erased since the backup was made does not come back.");
}

}  // namespace nwd::cli
