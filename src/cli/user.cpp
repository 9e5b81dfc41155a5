#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include "access/organization.h"
#include "cli/commands.h"
#include "cli/secrets.h"

namespace nwd::cli {
namespace {

struct Options {
  std::string administrator;             // sign-in of who does it
  std::string administrator_passphrase;  // file
  std::string sign_in;
  std::string name;
  std::vector<std::string> roles;
  std::string passphrase_file;
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

// Only a signed-in administrator holds the organization's key, which every new member needs a wrap of.
Result<access::SignedIn> as_administrator(Installation& installation, const Options& options) {
  NWD_TRY(const auto passphrase,
          ask_passphrase("Passphrase of " + options.administrator, options.administrator_passphrase, false));
  NWD_TRY(auto who, access::sign_in(*installation.database, *installation.derivations, installation.clock.now(),
                                    options.administrator, passphrase.text()));
  if (!who.member.roles.has(access::Role::administrator))
    return fail(Code::forbidden, options.administrator + " is not an administrator of an organization.");
  return who;
}

Result<void> add(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_current(common.settings));
  NWD_TRY(const auto roles, roles_of(options.roles));
  NWD_TRY(const auto administrator, as_administrator(*installation, options));
  NWD_TRY(const auto passphrase,
          ask_passphrase("A first passphrase for " + options.sign_in, options.passphrase_file, true));
  NWD_TRY(const auto member,
          access::add_member(*installation->database, *installation->derivations, installation->random,
                             installation->clock.now(), administrator.organization.id, administrator.organization_key,
                             {options.sign_in, options.name, roles}, passphrase.text(), administrator.member.id));
  common.outcome.say(fmt::format("{} may sign in at {}.", options.sign_in, administrator.organization.name));
  common.outcome.give({{"member", member.text()}, {"organization", administrator.organization.id.text()}});
  return {};
}

Result<void> list(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_current(common.settings));
  NWD_TRY(const auto administrator, as_administrator(*installation, options));
  NWD_TRY(const auto members, installation->database->read([&](storage::Reader& reader) {
    return access::members_of(reader, administrator.organization.id);
  }));
  boost::json::array document;
  std::vector<std::vector<std::string>> rows;
  for (const auto& m : members) {
    rows.push_back({m.sign_in, m.name, roles_text(m.roles), m.active ? "yes" : "no"});
    document.push_back({{"id", m.id.text()},
                        {"sign_in", m.sign_in},
                        {"name", m.name},
                        {"roles", roles_text(m.roles)},
                        {"active", m.active}});
  }
  common.outcome.table({"Sign-in", "Name", "Roles", "May sign in"}, rows);
  common.outcome.give(document);
  return {};
}

Result<void> deactivate(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_current(common.settings));
  NWD_TRY(const auto administrator, as_administrator(*installation, options));
  NWD_TRY(const auto members, installation->database->read([&](storage::Reader& reader) {
    return access::members_of(reader, administrator.organization.id);
  }));
  for (const auto& m : members) {
    if (m.sign_in != options.sign_in) continue;
    NWD_CHECK(
        access::deactivate_member(*installation->database, m.id, installation->clock.now(), administrator.member.id));
    common.outcome.say(options.sign_in + " can no longer sign in. A session that is open ends within ten seconds.");
    common.outcome.give({{"member", m.id.text()}, {"active", false}});
    return {};
  }
  return fail(Code::not_found,
              "Nobody of " + administrator.organization.name + " signs in as " + options.sign_in + ".");
}

using Deed = Result<void> (*)(Common&, const Options&);

CLI::App* add_command(CLI::App& group, Common& common, const std::shared_ptr<Options>& options, const char* name,
                      const char* help, Deed deed) {
  auto* command = group.add_subcommand(name, help);
  command->add_option("--as", options->administrator, "your own sign-in, an administrator's")->required();
  command->add_option("--as-passphrase-file", options->administrator_passphrase, "read your passphrase from here");
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
}

}  // namespace nwd::cli
