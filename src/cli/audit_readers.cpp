// audit reader-key, readers, reader-add, reader-remove: whose keys open what is sealed in the log.
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include "access/log_reader.h"
#include "access/proof.h"
#include "audit/audit.h"
#include "audit/readers.h"
#include "cli/audit_commands.h"
#include "cli/key_file.h"
#include "cli/secrets.h"

namespace nwd::cli {
namespace {

constexpr std::string_view text_head = "nwd-reader+";

struct Options {
  LogEyes by;
  std::string name;
  std::string key;
  std::string file;
};

std::string text_of_key(const vault::PublicKey& key) { return std::string(text_head) + base64(key.raw); }

Result<vault::PublicKey> parse_key(std::string_view text) {
  const auto bytes = text.starts_with(text_head) ? from_base64(text.substr(text_head.size())) : std::optional<Bytes>();
  if (!bytes) return fail(Code::invalid, "This is not a reader's key: nwd audit reader-key prints one.");
  return vault::PublicKey::from(*bytes);
}

Result<access::SignedIn> sign_in(Installation& installation, const LogEyes& who) {
  NWD_TRY(const auto passphrase, ask_passphrase("Passphrase of " + who.as, who.passphrase_file, false));
  NWD_CHECK(open_keyring(installation));
  NWD_TRY(auto in, access::sign_in_through(*installation.database, *installation.derivations, installation.clock.now(),
                                           {access::Door::command_line}, who.as, passphrase.text()));
  if (in.stage != access::Stage::whole)
    return fail(Code::forbidden,
                who.as +
                    " signs in with a second step, which is not asked for here. Use a reader's key: nwd audit "
                    "reader-key.");
  return in;
}

// Whose entries it is about: those of an administrator's organization, or, without one, those of no organization.
struct Subject {
  IdBytes organization = audit::no_organization;
  std::string name = "no organization";
  std::optional<IdBytes> member{};
};
Result<Subject> subject_of(Installation& installation, const LogEyes& by) {
  if (by.as.empty()) return Subject{};
  NWD_TRY(const auto who, sign_in(installation, by));
  if (!who.member.roles.has(access::Role::administrator))
    return fail(Code::forbidden, by.as + " is not an administrator of an organization.");
  return Subject{who.organization.id, who.organization.name, who.member.id};
}

Result<void> write_down(storage::Writer& writer, const Subject& subject, Instant now, std::string_view deed) {
  const auto organization = subject.member ? std::optional(subject.organization) : std::optional<IdBytes>();
  NWD_CHECK(audit::append(
      writer, {now, subject.member, organization, deed, "organization", subject.organization, "operations"}));
  return {};
}

Result<void> make_key(Common& common, const Options& options) {
  NWD_TRY(const auto key, read_or_make_reader_key(options.file));
  const auto text = text_of_key(key.public_key());
  common.outcome.say(text);
  common.outcome.give({{"key", text}});
  return {};
}

Result<void> list(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_current(common.settings));
  NWD_TRY(const auto subject, subject_of(*installation, options.by));
  NWD_TRY(const auto readers, installation->database->read([&](storage::Reader& reader) {
    return audit::readers_of(reader, subject.organization);
  }));
  boost::json::array document;
  std::vector<std::vector<std::string>> rows;
  for (const auto& r : readers) {
    const std::string ended = r.ended ? to_text(*r.ended) : "";
    rows.push_back({r.name, text_of_key(r.key), to_text(r.added), ended});
    document.push_back({{"name", r.name}, {"key", text_of_key(r.key)}, {"added", to_text(r.added)}, {"ended", ended}});
  }
  if (rows.empty())
    common.outcome.say("Nobody: what is written is sealed to a key that no one has.");
  else
    common.outcome.table({"Name", "Key", "Since (UTC)", "Until (UTC)"}, rows);
  common.outcome.give(document);
  return {};
}

Result<void> add(Common& common, const Options& options) {
  NWD_TRY(const auto key, parse_key(options.key));
  NWD_TRY(auto installation, open_current(common.settings));
  NWD_TRY(const auto subject, subject_of(*installation, options.by));
  const auto now = installation->clock.now();
  NWD_CHECK(installation->database->write([&](storage::Writer& writer) -> Result<void> {
    NWD_CHECK(write_down(writer, subject, now, "audit.reader_add"));
    return audit::let_read(writer, {subject.organization, options.name, key, now});
  }));
  common.outcome.say(fmt::format("{} can open what is written from now on of {}.", options.name, subject.name));
  common.outcome.give({{"name", options.name}, {"key", text_of_key(key)}});
  return {};
}

Result<void> remove(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_current(common.settings));
  NWD_TRY(const auto subject, subject_of(*installation, options.by));
  const auto now = installation->clock.now();
  NWD_CHECK(installation->database->write([&](storage::Writer& writer) -> Result<void> {
    NWD_CHECK(write_down(writer, subject, now, "audit.reader_remove"));
    return audit::no_longer_let(writer, subject.organization, options.name, now);
  }));
  common.outcome.say(
      fmt::format("{} cannot open what is written from now on of {}. What was written stays open to them.",
                  options.name, subject.name));
  common.outcome.give({{"name", options.name}});
  return {};
}

using Deed = Result<void> (*)(Common&, const Options&);

CLI::App* add_command(CLI::App& group, Common& common, const std::shared_ptr<Options>& options, const char* name,
                      const char* help, Deed deed) {
  auto* command = group.add_subcommand(name, help);
  command->add_option("--as", options->by.as,
                      "your sign-in, an administrator's: about your organization's entries; without it about those "
                      "that are of no organization");
  command->add_option("--as-passphrase-file", options->by.passphrase_file, "read your passphrase from here");
  command->callback([&common, options, deed] { common.outcome.finish(deed(common, *options)); });
  return command;
}

}  // namespace

void add_eyes(CLI::App& command, LogEyes& eyes) {
  auto* file = command.add_option("--reader-key", eyes.key_file,
                                  "an auditor's key, as nwd audit reader-key made it: opens entries");
  command.add_option("--as", eyes.as, "the sign-in of a supervisor or auditor: opens their organization's entries")
      ->excludes(file);
  command.add_option("--as-passphrase-file", eyes.passphrase_file, "read their passphrase from here");
}

Result<audit::Opener> open_eyes(Installation& installation, const LogEyes& eyes) {
  audit::Opener opener;
  if (!eyes.key_file.empty()) {
    NWD_TRY(const auto key, read_reader_key(eyes.key_file));
    opener.use(key);
    return opener;
  }
  if (eyes.as.empty()) return opener;
  NWD_TRY(const auto who, sign_in(installation, eyes));
  if (!who.member.roles.any_of({access::Role::supervisor, access::Role::auditor}))
    return fail(Code::forbidden, eyes.as + " is neither a supervisor nor an auditor.");
  const audit::Entry look{installation.clock.now(), who.member.id,       who.organization.id, "audit.read",
                          "organization",           who.organization.id, "oversight"};
  NWD_CHECK(installation.database->read_logged([&](storage::Writer& writer) { return audit::append(writer, look); }));
  return access::log_opener(who);
}

void add_audit_readers(CLI::App& group, Common& common) {
  auto options = std::make_shared<Options>();
  auto* key = group.add_subcommand("reader-key",
                                   "an auditor's own key to open the log with; give what it prints to the "
                                   "organization");
  key->footer(
      "Example: nwd audit reader-key --key eyes.key > reader.txt\nIt needs no database: run it on a machine of "
      "your own.");
  key->add_option("--key", options->file, "the file of your key; made if it is not there")->required();
  key->callback([&common, options] { common.outcome.finish(make_key(common, *options)); });

  add_command(group, common, options, "readers", "whose keys open what is written", list)
      ->footer("Example: nwd audit readers --as admin");
  auto* adding =
      add_command(group, common, options, "reader-add", "let somebody open what is written from now on", add);
  adding->footer("Example: nwd audit reader-add --as admin --name auditor.example --key \"$(cat reader.txt)\"");
  adding->add_option("--name", options->name, "theirs")->required();
  adding->add_option("--key", options->key, "what nwd audit reader-key printed")->required();
  auto* off = add_command(group, common, options, "reader-remove", "let somebody open nothing of what comes", remove);
  off->footer("Example: nwd audit reader-remove --as admin --name auditor.example");
  off->add_option("--name", options->name, "whose")->required();
}

}  // namespace nwd::cli
