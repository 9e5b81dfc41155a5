#include "cli/demo.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>

#include "access/organization.h"
#include "cli/commands.h"
#include "cli/demo_sharing.h"
#include "directory/capacity.h"
#include "directory/directory.h"
#include "directory/import.h"

namespace nwd::cli {
namespace {

constexpr std::string_view passphrase = "only for the demonstration";

struct Shelter {
  const char* service;
  match::Ages ages;
  match::Takes takes;
  std::int32_t total;
  std::int32_t occupied;
  const char* county;
  const char* city;
  const char* address;  // confidential
};

struct Organization {
  const char* name;
  const char* region;
  const char* sign_in;
  const char* worker;
  access::Role role;
  std::optional<Shelter> shelter;
};

using match::Taken;
const Organization organizations[] = {
    {"Riverside Hospital (demonstration)", "MN-500", "nurse", "Night nurse", access::Role::door_worker, std::nullopt},
    {"Harbor Youth Shelter (demonstration)", "MN-500", "harbor", "Harbor's caseworker", access::Role::caseworker,
     Shelter{"Harbor emergency beds",
             {12, 21},
             {Taken::girls, Taken::boys, Taken::women, Taken::men},
             8,
             7,
             "27053",
             "Minneapolis",
             "1 Example Street, Minneapolis (demonstration)"}},
    {"Lake House (demonstration)", "MN-501", "lake", "Lake House's caseworker", access::Role::caseworker,
     Shelter{"Lake House emergency beds",
             {10, 24},
             {Taken::girls, Taken::women, Taken::women_with_children},
             6,
             4,
             "27123",
             "Saint Paul",
             "2 Example Street, Saint Paul (demonstration)"}},
    {"Prairie Home (demonstration)", "MN-503", "prairie", "Prairie Home's caseworker", access::Role::caseworker,
     Shelter{
         "Prairie Home emergency beds",
         {0, 120},
         {Taken::women, Taken::men, Taken::girls, Taken::boys, Taken::women_with_children, Taken::men_with_children},
         10,
         5,
         "27037",
         "Apple Valley",
         "3 Example Street, Apple Valley (demonstration)"}},
    {"West Metro Navigator (demonstration)", "MN-500", "navigator", "Regional navigator", access::Role::navigator,
     std::nullopt},
    {"Bill Drafting Office (demonstration)", "MN-500", "drafter", "Bill drafter", access::Role::drafter, std::nullopt},
};

// Who works beside them: to try what needs a second person.
struct Colleague {
  const char* beside;
  const char* sign_in;
  const char* worker;
  access::Role role;
};
const Colleague colleagues[] = {{"nurse", "porter", "Night porter", access::Role::door_worker},
                                {"nurse", "supervisor", "Hospital's supervisor", access::Role::supervisor}};

struct Options {
  std::string folder = "var/demo";
  std::string inventory = "data/hud_hic_2014.csv.gz";
};

directory::Service service_of(const Shelter& shelter, directory::ListedId organization) {
  directory::Service service;
  service.organization = organization;
  service.name = shelter.service;
  service.description = "Invented for the demonstration.";
  service.kinds = {match::Kind::housing};
  service.housing = match::Housing::emergency;
  service.ages = shelter.ages;
  service.takes = shelter.takes;
  service.year_round_beds = shelter.total;
  service.site.name = shelter.service;
  service.site.city = shelter.city;
  service.site.state = "MN";
  service.site.county = shelter.county;
  service.capacity = directory::Capacity{};
  service.capacity->total = shelter.total;
  return service;
}

Result<void> open_shelter(Installation& installation, const Organization& organization,
                          const access::Founded& founded) {
  const auto& shelter = *organization.shelter;
  return installation.database->write([&](storage::Writer& writer) -> Result<void> {
    directory::ListedOrganization listed;
    listed.name = organization.name;
    listed.description = "Invented for the demonstration.";
    NWD_TRY(const auto listed_id, directory::add_listed(writer, installation.random, listed));
    NWD_TRY(const auto service, directory::add_service(writer, installation.random, service_of(shelter, listed_id)));
    NWD_CHECK(directory::connect(writer, listed_id, founded.organization));
    NWD_TRY(const auto keys, access::find_organization(writer, founded.organization));
    NWD_CHECK(directory::set_confidential_address(writer, *installation.derivations->keyring(), service,
                                                  keys->recipient, shelter.address));
    NWD_TRY(const auto capacity, directory::read_capacity(writer, service));
    NWD_CHECK(directory::confirm_capacity(
        writer, service,
        {shelter.total, shelter.occupied, capacity.version, installation.clock.now(), founded.member}));
    return {};
  });
}

Result<void> found(Installation& installation, const Organization& organization) {
  NWD_TRY(
      const auto founded,
      access::found_organization(
          *installation.database, *installation.derivations, installation.random, installation.clock.now(),
          organization.name, organization.region,
          {organization.sign_in, organization.worker, {organization.role, access::Role::administrator}}, passphrase));
  if (organization.shelter) NWD_CHECK(open_shelter(installation, organization, founded));
  return {};
}

Result<void> add_colleague(Installation& installation, const Colleague& colleague) {
  const auto now = installation.clock.now();
  NWD_TRY(const auto who,
          access::sign_in(*installation.database, *installation.derivations, now, colleague.beside, passphrase));
  NWD_CHECK(access::add_member(*installation.database, *installation.derivations, installation.random, now,
                               who.organization.id, who.keys, {colleague.sign_in, colleague.worker, {colleague.role}},
                               passphrase, who.member.id));
  return {};
}

Result<void> write_config(const Settings& settings, const std::filesystem::path& folder) {
  std::ofstream out(folder / "nwd.conf");
  out << "database=\"" << settings.database << "\"\n"
      << "time-zone=\"" << settings.time_zone << "\"\n"
      << "key-memory-mib=" << settings.key_memory_mib << "\n";
  if (!settings.keyring.empty()) out << "keyring=\"" << settings.keyring << "\"\n";
  if (!out.flush()) return fail(Code::invalid, "The folder cannot be written: " + folder.string());
  return {};
}

Result<void> import_inventory(Common& common, Installation& installation, const std::string& file) {
  if (file.empty()) return {};
  ProgressLine line("Importing HUD's 2014 inventory", common.outcome.json);
  NWD_TRY(const auto report, directory::import_directory(*installation.database, directory::Format::hud_hic, file,
                                                         [&](std::int64_t done, std::int64_t total) {
                                                           line.show(done,
                                                                     total > 0 ? std::optional(total) : std::nullopt);
                                                         }));
  common.outcome.say(fmt::format("Imported {} projects of {} organizations from HUD's 2014 inventory ({} set aside).",
                                 with_commas(report.services), with_commas(report.organizations), report.set_aside));
  return {};
}

Result<void> demo(Common& common, const Options& options, bool database_given, bool memory_given) {
  std::error_code failed;
  std::filesystem::create_directories(options.folder, failed);
  if (failed) return fail(Code::invalid, "The folder cannot be made: " + options.folder);
  if (!database_given) common.settings.database = "sqlite:" + options.folder + "/nwd.db";
  if (database_given && common.settings.keyring.empty()) common.settings.keyring = options.folder + "/keyring";
  if (!memory_given) common.settings.key_memory_mib = 64;  // all of them share one laptop
  NWD_TRY(auto installation, open_any(common.settings));
  NWD_TRY(const int applied, storage::applied_migration(*installation->database));
  if (applied != 0)
    return fail(Code::conflict, "There is something in this database already. Remove it, or name another with --data.");
  NWD_CHECK(storage::migrate(*installation->database, installation->migrations, installation->clock,
                             []() -> Result<void> { return {}; }));
  NWD_CHECK(open_keyring(*installation));
  for (const auto& organization : organizations) NWD_CHECK(found(*installation, organization));
  for (const auto& colleague : colleagues) NWD_CHECK(add_colleague(*installation, colleague));
  common.outcome.say(fmt::format("Founded {} invented organizations.", std::size(organizations)));
  NWD_CHECK(share_something(*installation, passphrase));
  NWD_CHECK(import_inventory(common, *installation, options.inventory));
  NWD_CHECK(write_config(common.settings, options.folder));
  common.outcome.give({{"config", options.folder + "/nwd.conf"}});
  return {};
}

}  // namespace

std::string demo_guide(const std::string& address) {
  std::string out =
      "\nThe demonstration. Organizations and workers are invented, and there are no real persons in it.\n\n";
  for (const auto& o : organizations) out += fmt::format("  {:<10} {}\n", o.sign_in, o.name);
  for (const auto& c : colleagues) out += fmt::format("  {:<10} {}, beside {}\n", c.sign_in, c.worker, c.beside);
  out += fmt::format("\nEverybody's passphrase: {}\n\n", passphrase);
  out += fmt::format(
      "Try first, with three browser windows that share nothing (two of them private):\n"
      "  1. {0} as nurse: Start, then a girl of about sixteen needs a bed tonight. Ask Harbor.\n"
      "  2. {0} as harbor: her request is in Today. Accept it: her case opens with what she is owed.\n"
      "  3. {0} as navigator: the thread is in Today, with a reference and the next step, and no name.\n"
      "An emergency: {0} as supervisor: how to reach her opens for an hour; the nurse is told in Today.\n"
      "Then stop sharing, with two windows side by side:\n"
      "  4. {0} as lake: Shared with us, then open Health. {0} as prairie: Today, the case, What is shared.\n"
      "  5. As prairie: Stop sharing with Lake House, Stop now. Lake House has lost it: watch its window.\n"
      "The person's own door: {0} as prairie, the case, The person's own sign-in; then {0}/mine in another window.\n"
      "By itself: {0} as drafter: Charters, Minnesota: which standards it fails, whom, and what would mend it.\n",
      address);
  return out;
}

void add_demo(CLI::App& app, Common& common) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("demo", "make a demonstration database with invented organizations");
  command->footer("Example: nwd demo --data var/demo, then: nwd --config var/demo/nwd.conf serve --demo");
  command->add_option("--data", options->folder, "the folder to make it in")->capture_default_str();
  command->add_option("--inventory", options->inventory, "HUD's Housing Inventory Count 2014; empty: none")
      ->capture_default_str();
  command->callback([&app, &common, options] {
    common.outcome.finish(demo(common, *options, app.count("--database") > 0, app.count("--key-memory-mib") > 0));
  });
}

}  // namespace nwd::cli
