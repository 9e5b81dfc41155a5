#include "storage/sqlite_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "storage/sync_folder.h"

namespace nwd::storage {
namespace {

Failure cannot_make(const std::string& path) {
  if (errno == ENOSPC || errno == EDQUOT)
    return fail(Code::storage_full, "The disk is full: the database " + path + " cannot be made.");
  return fail(Code::unavailable,
              "The database " + path + " cannot be opened. Check that its folder exists and that you may write there.",
              fmt::format("errno {}", errno));
}

}  // namespace

// Never opened if it is there: closing it again would drop the locks of a connection in this process (fcntl(2)).
Result<void> make_file(const std::string& path) {
  const int made = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (made < 0 && errno == EEXIST) return {};
  if (made < 0) return cannot_make(path);
  ::close(made);
  if (!sync_folder_of(path)) return cannot_make(path);
  return {};
}

// A file of its own, beside: SQLite's locks on the database are not to be mixed with another's.
Result<std::unique_ptr<FileLock>> FileLock::take(const std::string& path) {
  std::error_code unknown;
  const auto real = std::filesystem::weakly_canonical(path, unknown);
  const std::string lock = (unknown ? path : real.string()) + ".lock";
  const int descriptor = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return cannot_make(lock);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor);
    return fail(Code::busy, "Another nwd is using " + path + ". Stop it first, or name another file with --database.",
                "the lock file is held");
  }
  return std::unique_ptr<FileLock>(new FileLock(descriptor));
}

FileLock::~FileLock() { ::close(descriptor_); }

}  // namespace nwd::storage
