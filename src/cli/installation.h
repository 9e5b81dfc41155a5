// One installation as the commands see it: where its database is, how hard its keys are to guess, its time zone.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "keyring/keyring.h"
#include "storage/database.h"
#include "storage/migrate.h"
#include "vault/passphrase.h"
#include "vault/random.h"

namespace nwd::cli {

struct Settings {
  std::string database = "sqlite:/var/lib/nwd/nwd.db";
  std::string time_zone = "America/Chicago";
  std::uint32_t key_memory_mib = 256;  // Argon2id, for each derivation; two may run at once
  std::uint32_t key_passes = 3;
  std::string audit_key{};           // the file of the log's key; "": beside a SQLite file (cli/key_file.h)
  std::string keyring{};             // the keyring's file; "": beside a SQLite file
  std::string provider_authority{};  // PEM file of whom identity providers' certificates are checked by; "": the system

  [[nodiscard]] vault::Cost cost() const { return {key_memory_mib * 1024, key_passes}; }
};

class SystemClock : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
};

struct Installation {
  Settings settings;
  SystemClock clock;
  vault::SystemRandom random;
  std::vector<storage::Migration> migrations;
  std::unique_ptr<storage::Database> database;
  std::unique_ptr<keyring::File> keyring;           // none before open_keyring
  std::unique_ptr<vault::Derivations> derivations;  // the same
};

// Opens the database as it is: for `init`, `migrate`, `restore` and `doctor`.
Result<std::unique_ptr<Installation>> open_any(const Settings&, const storage::Options& = {});
// The same, and its schema must be today's: otherwise the error says to run `nwd migrate`.
Result<std::unique_ptr<Installation>> open_current(const Settings&, const storage::Options& = {});
// What signing in, sealing and opening need beside the database: the keyring, made if this database has none yet.
Result<void> open_keyring(Installation&);
// Both.
Result<std::unique_ptr<Installation>> open_with_keys(const Settings&, const storage::Options& = {});

// Where the keyring is: as set, or beside a SQLite file. invalid: nothing says where.
Result<std::string> keyring_file(const Settings&);

}  // namespace nwd::cli
