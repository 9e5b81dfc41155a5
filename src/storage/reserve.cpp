#include "storage/reserve.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace nwd::storage {
namespace {

constexpr std::int64_t step = std::int64_t{1} << 20U;
constexpr int piece = 1 << 16;  // SQLite's file system takes less than 128 KiB at once

class VfsReserve : public Reserve {
 public:
  VfsReserve(sqlite3_vfs* vfs, std::string path, std::int64_t bytes)
      : path_(std::move(path)),
        file_(static_cast<std::size_t>(vfs->szOsFile) / sizeof(std::max_align_t) + 1),
        wanted_(bytes / step * step) {
    // A journal's kind of file: without locks, with the owner and rights of the database.
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MAIN_JOURNAL;
    if (vfs->xOpen(vfs, path_.c_str(), handle(), flags, nullptr) != SQLITE_OK) return;
    open_ = true;
    sqlite3_int64 size = 0;
    if (methods()->xFileSize(handle(), &size) == SQLITE_OK) kept_ = std::min<std::int64_t>(size / step * step, wanted_);
  }
  ~VfsReserve() override {
    if (open_) methods()->xClose(handle());
  }
  VfsReserve(const VfsReserve&) = delete;
  VfsReserve& operator=(const VfsReserve&) = delete;

  [[nodiscard]] bool opened() const { return open_; }
  [[nodiscard]] bool whole() const override { return kept_ == wanted_; }

  bool give() override {
    if (kept_ == 0) return false;
    kept_ -= step;
    return methods()->xTruncate(handle(), kept_) == SQLITE_OK;
  }

  void refill() override {
    while (kept_ < wanted_) {
      if (!write_step()) {
        methods()->xTruncate(handle(), kept_);
        return;
      }
      kept_ += step;
    }
    methods()->xSync(handle(), SQLITE_SYNC_NORMAL);
  }

 private:
  // Written, not only asked for: room that is promised by some file systems is not there when it is needed.
  bool write_step() {
    static const std::vector<char> nothing(piece);
    for (std::int64_t at = kept_; at < kept_ + step; at += piece)
      if (methods()->xWrite(handle(), nothing.data(), piece, at) != SQLITE_OK) return false;
    return true;
  }
  sqlite3_file* handle() {
    return reinterpret_cast<sqlite3_file*>(file_.data());
  }  // NOLINT: room asked for in szOsFile
  const sqlite3_io_methods* methods() { return handle()->pMethods; }

  const std::string path_;  // SQLite keeps the pointer as long as the file is open
  std::vector<std::max_align_t> file_;
  const std::int64_t wanted_;
  std::int64_t kept_ = 0;
  bool open_ = false;
};

}  // namespace

Result<std::unique_ptr<Reserve>> Reserve::open(const std::string& database, std::int64_t bytes) {
  auto reserve = std::make_unique<VfsReserve>(sqlite3_vfs_find(nullptr), database + "-room", bytes);
  if (!reserve->opened())
    return fail(Code::unavailable, "Room cannot be kept back beside the database. Check that you may write there.");
  reserve->refill();
  return std::unique_ptr<Reserve>(std::move(reserve));
}

}  // namespace nwd::storage
