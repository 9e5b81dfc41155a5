// A backup: every table's rows from one consistent state, in a form neither engine owns, encrypted and authenticated
// (libsodium secretstream, XChaCha20-Poly1305) in chunks, so that a cut or altered file is noticed and never half
// restored. The key comes from a passphrase through Argon2id; its parameters stand in the header.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

#include "base/result.h"
#include "storage/database.h"
#include "storage/migrate.h"

namespace nwd::storage {

struct BackupCounts {
  std::int64_t tables = 0;
  std::int64_t rows = 0;
  std::int64_t bytes = 0;
};
using Progress = std::function<void(const BackupCounts&)>;

// Argon2id's work for each try of a passphrase. It stands in the file.
struct BackupCost {
  std::uint32_t memory_kib = 256 * 1024;
  std::uint32_t passes = 3;
};

// Writes to `file`.part and renames when all of it is on the disk. `file` must not exist.
Result<BackupCounts> backup(Database&, const std::filesystem::path& file, std::string_view passphrase, const Progress&,
                            const BackupCost& = {});

// Into an empty database only, which is brought to the backup's schema number first and then migrated to today's.
// Nothing is kept unless the whole file verifies. Errors: unauthenticated (another passphrase), corrupt (cut off or
// altered), foreign (a newer program's), conflict (the database is not empty).
Result<BackupCounts> restore(Database& empty, std::span<const Migration>, const std::filesystem::path& file,
                             std::string_view passphrase, const Clock&, const Progress&);

}  // namespace nwd::storage
