// For tests: a file system for SQLite that fails when told to, and that knows what would be left after a power cut: of
// every file what was there when it was last synced, and nothing written since.
#pragma once

#include <cstdint>
#include <filesystem>

namespace nwd::storage {

enum class Fault : std::uint8_t {
  no_space,     // ENOSPC: a write writes half of its bytes
  io_error,     // EIO
  sync_failed,  // of a sync alone; writes go well
};

// Stands in front of the system's file system as long as it lives. Databases must be opened and closed within. One at
// a time.
class FaultVfs {
 public:
  FaultVfs();
  ~FaultVfs();
  FaultVfs(const FaultVfs&) = delete;
  FaultVfs& operator=(const FaultVfs&) = delete;

  // The nth operation from now (1 is the next) fails, and with `lasting` all after it.
  void fail_at(int nth, Fault, bool lasting);
  // From now on files may grow by so many bytes in all; what is cut off is room again.
  void room(std::int64_t bytes);
  void mend();
  [[nodiscard]] int operations() const;  // writes, syncs and truncations since fail_at
  [[nodiscard]] bool failed() const;     // since fail_at

  // Into `folder` the files of `database` as a power cut at this moment would leave them.
  static void power_cut(const std::filesystem::path& database, const std::filesystem::path& folder);
};

}  // namespace nwd::storage
