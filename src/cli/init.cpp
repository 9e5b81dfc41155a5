#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include "access/organization.h"
#include "cli/commands.h"
#include "cli/secrets.h"

namespace nwd::cli {
namespace {

struct Options {
  std::string organization;
  std::string region;
  std::string sign_in = "admin";
  std::string name = "Administrator";
  std::string passphrase_file;
};

Result<void> init(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_any(common.settings));
  NWD_CHECK(storage::migrate(*installation->database, installation->migrations, installation->clock,
                             []() -> Result<void> { return {}; }));
  NWD_CHECK(open_keyring(*installation));
  NWD_TRY(const auto passphrase, ask_passphrase("A passphrase for " + options.sign_in + " (15 characters or more)",
                                                options.passphrase_file, true));
  NWD_TRY(const auto founded, access::found_organization(
                                  *installation->database, *installation->derivations, installation->random,
                                  installation->clock.now(), options.organization, options.region,
                                  {options.sign_in, options.name, {access::Role::administrator}}, passphrase.text()));
  common.outcome.say(fmt::format("{} is founded, and {} may sign in.", options.organization, options.sign_in));
  common.outcome.say(
      "Only its members' passphrases open its records. If every member forgets theirs, the records are lost: "
      "let a second administrator sign in soon (nwd user add).");
  NWD_TRY(const auto keyring, keyring_file(common.settings));
  common.outcome.say("They also need the keyring, " + keyring + ": keep it, and back it up (nwd backup).");
  common.outcome.say("Next: nwd directory import, then nwd serve.");
  common.outcome.give({{"organization", founded.organization.text()}, {"member", founded.member.text()}});
  return {};
}

}  // namespace

void add_init(CLI::App& app, Common& common) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("init", "make the database, or a further organization in it, with its first member");
  command->footer("Example: nwd init --database sqlite:nwd.db --organization \"House by the River\" --region MN-500");
  command->add_option("--organization", options->organization, "its name")->required();
  command->add_option("--region", options->region, "the region it works in, such as MN-500")->required();
  command->add_option("--sign-in", options->sign_in, "of its first member")->capture_default_str();
  command->add_option("--name", options->name, "of its first member")->capture_default_str();
  command->add_option("--passphrase-file", options->passphrase_file,
                      "read the passphrase from here; - is standard input");
  command->callback([&common, options] { common.outcome.finish(init(common, *options)); });
}

}  // namespace nwd::cli
