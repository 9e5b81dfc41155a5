// The keyring's file: a SQLite database of its own, also beside a PostgreSQL server. It holds the part of every wrap's
// key that can be destroyed (vault/keyring.h), so that restoring an older main database revives nothing: the row of a
// wrap comes back, and does not open. It is backed up apart, and its backups are kept for a shorter time; without the
// keyring nothing that was sealed opens again (docs/security/keys.md).
//
//   NWD_CHECK(keyring::destroy(writer, wrapped));   // in the transaction that deletes the wrap's row
//   NWD_CHECK(file.settle(database));               // afterwards: at every start, and by the clockwork
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/instant.h"
#include "base/random.h"
#include "storage/backup.h"
#include "storage/database.h"
#include "vault/keyring.h"

namespace nwd::keyring {

// What this wrap needs of the keyring will be destroyed. Nothing to do for a wrap of the first suite. corrupt.
Result<void> destroy(storage::Writer& main, ByteView wrapped);
// How many wait to be destroyed.
Result<std::int64_t> waiting(storage::Reader& main);

class File {
 public:
  // The keyring that `main` names; where it names none yet, it is made and named. Errors: not_found (it is not here),
  // foreign (another installation's), corrupt.
  static Result<std::unique_ptr<File>> open(storage::Database& main, const std::string& path, Random&, const Clock&);

  [[nodiscard]] const vault::KeyringPtr& keys() const { return keys_; }
  // Destroys what waits for it, and how many that was. Whatever stops it in between: done again, it does the rest.
  Result<std::int64_t> settle(storage::Database& main);

  Result<storage::BackupCounts> backup(const std::filesystem::path& to, std::string_view passphrase);

 private:
  File(std::unique_ptr<storage::Database>, std::string path, vault::KeyringPtr);
  std::unique_ptr<storage::Database> database_;
  const std::string path_;
  vault::KeyringPtr keys_;
};

// A keyring's backup, to where no keyring is. conflict: one is there, and is the better one.
Result<void> restore(const std::string& path, const std::filesystem::path& backup, std::string_view passphrase,
                     const Clock&);

}  // namespace nwd::keyring
