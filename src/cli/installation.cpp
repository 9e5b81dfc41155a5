#include "cli/installation.h"

#include <chrono>
#include <cstdlib>
#include <ctime>

#include "vault/secret.h"

namespace nwd::access::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::audit::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::casework::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::directory::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::keyring::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::oidc::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::release::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::same_person::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::referral::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::person::migrations {
std::span<const EmbeddedFile> files();
}

namespace nwd::cli {
namespace {

// A password in a URL would stand in the process list and in shell histories.
Result<void> without_password(const std::string& url) {
  const auto scheme = url.find("://");
  if (scheme == std::string::npos) return {};
  const std::string authority = url.substr(scheme + 3, url.find_first_of("/?", scheme + 3) - scheme - 3);
  const auto at = authority.find('@');
  const bool secret = (at != std::string::npos && authority.substr(0, at).find(':') != std::string::npos) ||
                      url.find("password=") != std::string::npos;
  if (secret)
    return fail(Code::invalid,
                "The database's URL must not hold its password. Put the password into ~/.pgpass (PostgreSQL's password "
                "file, readable by you alone) and leave it out here.");
  return {};
}

Result<std::vector<storage::Migration>> all_migrations() {
  const std::span<const EmbeddedFile> folders[] = {audit::migrations::files(),    access::migrations::files(),
                                                   keyring::migrations::files(),  directory::migrations::files(),
                                                   casework::migrations::files(), release::migrations::files(),
                                                   referral::migrations::files(), same_person::migrations::files(),
                                                   person::migrations::files(),   oidc::migrations::files()};
  return storage::collect(folders);
}

}  // namespace

Instant SystemClock::now() const {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

Result<std::unique_ptr<Installation>> open_any(const Settings& settings, const storage::Options& options) {
  vault::initialise();
  ::setenv("TZ", settings.time_zone.c_str(), 1);
  ::tzset();
  NWD_CHECK(without_password(settings.database));
  auto installation = std::make_unique<Installation>();
  installation->settings = settings;
  NWD_TRY(installation->migrations, all_migrations());
  NWD_TRY(installation->database, storage::Database::open(settings.database, options));
  return installation;
}

Result<std::unique_ptr<Installation>> open_current(const Settings& settings, const storage::Options& options) {
  NWD_TRY(auto installation, open_any(settings, options));
  NWD_TRY(const int applied, storage::applied_migration(*installation->database));
  const int wanted = installation->migrations.back().number;
  if (applied == 0)
    return fail(
        Code::not_found,
        "There is nothing in this database yet. Make an installation with: nwd init --database " + settings.database);
  if (applied < wanted)
    return fail(Code::conflict,
                "This database is from an older nwd. Bring it up to date with: nwd migrate --database " +
                    settings.database + " (a backup is made first)");
  return installation;
}

Result<std::string> keyring_file(const Settings& settings) {
  constexpr std::string_view scheme = "sqlite:";
  if (!settings.keyring.empty()) return settings.keyring;
  if (settings.database.starts_with(scheme)) return settings.database.substr(scheme.size()) + "-keyring";
  return fail(Code::invalid,
              "Name the file of the keyring with --keyring: it lies on this machine, apart from the database.");
}

Result<void> open_keyring(Installation& installation) {
  NWD_TRY(const auto file, keyring_file(installation.settings));
  NWD_TRY(installation.keyring,
          keyring::File::open(*installation.database, file, installation.random, installation.clock));
  installation.derivations =
      std::make_unique<vault::Derivations>(installation.settings.cost(), vault::derivations_at_once,
                                           vault::derivations_waiting, installation.keyring->keys());
  return {};
}

Result<std::unique_ptr<Installation>> open_with_keys(const Settings& settings, const storage::Options& options) {
  NWD_TRY(auto installation, open_current(settings, options));
  NWD_CHECK(open_keyring(*installation));
  return installation;
}

}  // namespace nwd::cli
