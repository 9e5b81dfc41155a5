#include <fmt/core.h>
#include <CLI/CLI.hpp>
#include <algorithm>

#include "access/credential.h"
#include "access/epochs.h"
#include "access/proof.h"
#include "base/begin_of_day.h"
#include "cli/commands.h"
#include "cli/secrets.h"

namespace nwd::cli {
namespace {

struct Options {
  std::string administrator;             // sign-in of who does it
  std::string administrator_passphrase;  // file
  std::string administrator_code;        // file
  std::string sign_in;
  std::string name;
  std::vector<std::string> roles;
  std::string passphrase_file;
  std::string from;  // a day
  bool stop = false;
};

std::string roles_text(access::Roles roles) {
  std::string text;
  for (const auto role : access::all_roles)
    if (roles.has(role)) text += (text.empty() ? "" : ", ") + std::string(access::name(role));
  return text;
}

std::string all_roles_text() {
  access::Roles all;
  for (const auto role : access::all_roles) all.add(role);
  return roles_text(all);
}

Result<access::Roles> roles_of(const std::vector<std::string>& words) {
  access::Roles roles;
  for (const auto& word : words) {
    const auto role = access::parse_role(word);
    if (!role) return fail(Code::invalid, "There is no role \"" + word + "\". Roles: " + all_roles_text() + ".");
    roles.add(*role);
  }
  return roles;
}

// Here as at the pages: who has a second factor shows it, and who must set one up does that first.
Result<void> second_step(Installation& installation, const access::SignedIn& who, const Options& options) {
  if (who.stage == access::Stage::must_enrol)
    return fail(Code::forbidden, "Your organization asks for a second step. Sign in at the pages and set it up first.");
  if (who.stage == access::Stage::whole) return {};
  NWD_TRY(const auto code, ask_passphrase("Code of your app", options.administrator_code, false));
  return access::show_code(*installation.database, installation.clock.now(), who.member.id, who.organization.id,
                           who.member_key, code.text());
}

// Only a signed-in administrator holds the organization's key, which every new member needs a wrap of.
Result<access::SignedIn> as_administrator(Installation& installation, const Options& options) {
  NWD_TRY(const auto passphrase,
          ask_passphrase("Passphrase of " + options.administrator, options.administrator_passphrase, false));
  NWD_TRY(auto who, access::sign_in_through(*installation.database, *installation.derivations, installation.clock.now(),
                                            {access::Door::command_line}, options.administrator, passphrase.text()));
  NWD_CHECK(second_step(installation, who, options));
  if (!who.member.roles.has(access::Role::administrator))
    return fail(Code::forbidden, options.administrator + " is not an administrator of an organization.");
  return who;
}

Result<void> add(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_with_keys(common.settings));
  NWD_TRY(const auto roles, roles_of(options.roles));
  NWD_TRY(const auto administrator, as_administrator(*installation, options));
  NWD_TRY(const auto passphrase,
          ask_passphrase("A first passphrase for " + options.sign_in, options.passphrase_file, true));
  NWD_TRY(const auto member,
          access::add_member(*installation->database, *installation->derivations, installation->random,
                             installation->clock.now(), administrator.organization.id, administrator.keys,
                             {options.sign_in, options.name, roles}, passphrase.text(), administrator.member.id));
  common.outcome.say(fmt::format("{} may sign in at {}.", options.sign_in, administrator.organization.name));
  common.outcome.give({{"member", member.text()}, {"organization", administrator.organization.id.text()}});
  return {};
}

Result<void> list(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_with_keys(common.settings));
  NWD_TRY(const auto administrator, as_administrator(*installation, options));
  NWD_TRY(const auto members, installation->database->read([&](storage::Reader& reader) {
    return access::members_of(reader, administrator.organization.id);
  }));
  NWD_TRY(const auto without, installation->database->read([&](storage::Reader& reader) {
    return access::without_second_factor(reader, administrator.organization.id);
  }));
  boost::json::array document;
  std::vector<std::vector<std::string>> rows;
  for (const auto& m : members) {
    const bool second = m.active && std::find(without.begin(), without.end(), m.id) == without.end();
    rows.push_back({m.sign_in, m.name, roles_text(m.roles), m.active ? "yes" : "no", second ? "yes" : "no"});
    document.push_back({{"id", m.id.text()},
                        {"sign_in", m.sign_in},
                        {"name", m.name},
                        {"roles", roles_text(m.roles)},
                        {"active", m.active},
                        {"second_factor", second}});
  }
  common.outcome.table({"Sign-in", "Name", "Roles", "May sign in", "Second step"}, rows);
  common.outcome.give(document);
  return {};
}

Result<void> deactivate(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_with_keys(common.settings));
  NWD_TRY(const auto administrator, as_administrator(*installation, options));
  NWD_TRY(const auto members, installation->database->read([&](storage::Reader& reader) {
    return access::members_of(reader, administrator.organization.id);
  }));
  for (const auto& m : members) {
    if (m.sign_in != options.sign_in) continue;
    const auto now = installation->clock.now();
    NWD_CHECK(access::deactivate_member(*installation->database, m.id, now, administrator.member.id));
    NWD_CHECK(access::begin_due_epoch(*installation->database, now, administrator.organization.id, administrator.keys,
                                      administrator.member.id));
    NWD_CHECK(installation->keyring->settle(*installation->database));
    common.outcome.say(options.sign_in + " can no longer sign in. A session that is open ends within ten seconds.");
    common.outcome.say("Your organization has a new key: what is written from now on opens for those who stay.");
    common.outcome.give({{"member", m.id.text()}, {"active", false}});
    return {};
  }
  return fail(Code::not_found,
              "Nobody of " + administrator.organization.name + " signs in as " + options.sign_in + ".");
}

Result<void> demand(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_with_keys(common.settings));
  std::optional<Instant> since;
  if (!options.from.empty()) {
    NWD_TRY(const auto day, parse_day(options.from));
    since = begin_of(day);
  }
  NWD_TRY(const auto administrator, as_administrator(*installation, options));
  const auto& organization = administrator.organization;
  if (since || options.stop)
    NWD_CHECK(installation->database->write([&](storage::Writer& writer) {
      return access::demand_second_factor(writer, installation->clock.now(), organization.id, since,
                                          administrator.member.id);
    }));
  NWD_TRY(since, installation->database->read(
                     [&](storage::Reader& reader) { return access::second_factor_demanded(reader, organization.id); }));
  common.outcome.say(since ? "A second step is asked of everybody of " + organization.name + " from " +
                                 to_text(local_time(*since).day) + " on. nwd user list tells who has one."
                           : "A second step is asked of nobody of " + organization.name + ".");
  boost::json::object document{{"organization", organization.id.text()}};
  if (since) document["since"] = to_text(*since);
  common.outcome.give(document);
  return {};
}

// A provider that is gone shuts everybody out where it is demanded; here an administrator gets in.
Result<void> provider(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_with_keys(common.settings));
  NWD_TRY(const auto administrator, as_administrator(*installation, options));
  const auto& organization = administrator.organization;
  NWD_TRY(auto rule, installation->database->read(
                         [&](storage::Reader& reader) { return access::provider_rule(reader, organization.id); }));
  if (options.stop && rule.demanded) {
    rule.demanded = false;
    NWD_CHECK(installation->database->write([&](storage::Writer& writer) {
      return access::set_provider_rule(writer, installation->clock.now(), organization.id, rule,
                                       administrator.member.id);
    }));
  }
  common.outcome.say(rule.demanded ? "Everybody of " + organization.name + " signs in through its own sign-in page."
                                   : "Everybody of " + organization.name + " may sign in here.");
  common.outcome.give({{"organization", organization.id.text()}, {"demanded", rule.demanded}});
  return {};
}

using Deed = Result<void> (*)(Common&, const Options&);

CLI::App* add_command(CLI::App& group, Common& common, const std::shared_ptr<Options>& options, const char* name,
                      const char* help, Deed deed) {
  auto* command = group.add_subcommand(name, help);
  command->add_option("--as", options->administrator, "your own sign-in, an administrator's")->required();
  command->add_option("--as-passphrase-file", options->administrator_passphrase, "read your passphrase from here");
  command->add_option("--as-code-file", options->administrator_code, "read the code of your app from here");
  command->callback([&common, options, deed] { common.outcome.finish(deed(common, *options)); });
  return command;
}

}  // namespace

void add_user(CLI::App& app, Common& common) {
  auto* group = app.add_subcommand("user", "who may sign in at your organization");
  group->require_subcommand(1);
  auto options = std::make_shared<Options>();

  auto* adding = add_command(*group, common, options, "add", "let somebody sign in", add);
  adding->footer("Example: nwd user add --as admin --sign-in ana --name \"Ana R.\" --role caseworker");
  adding->add_option("--sign-in", options->sign_in, "3 to 64 of a-z 0-9 . _ -")->required();
  adding->add_option("--name", options->name, "as colleagues know them")->required();
  adding->add_option("--role", options->roles, all_roles_text())->required();
  adding->add_option("--passphrase-file", options->passphrase_file, "read their first passphrase from here");

  add_command(*group, common, options, "list", "everybody of your organization", list)
      ->footer("Example: nwd user list --as admin");
  auto* off = add_command(*group, common, options, "deactivate", "let somebody no longer sign in", deactivate);
  off->add_option("--sign-in", options->sign_in, "whose")->required();
  off->footer("Example: nwd user deactivate --as admin --sign-in ana");
  auto* second = add_command(*group, common, options, "second-step",
                             "whether a second step is asked of everybody, and from when on", demand);
  auto* from = second->add_option("--from", options->from, "ask it from this day on, like 2027-02-01");
  second->add_flag("--stop", options->stop, "ask it of nobody any more")->excludes(from);
  second->footer("Example: nwd user second-step --as admin --from 2027-02-01");
  auto* own = add_command(*group, common, options, "provider",
                          "whether everybody must come through the organization's own sign-in page", provider);
  own->add_flag("--stop", options->stop, "let people sign in here too, for example while it does not answer");
  own->footer("Example: nwd user provider --as admin --stop");
}

}  // namespace nwd::cli
