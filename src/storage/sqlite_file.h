// The database's file: made readable by its owner alone, and held by one server at a time. Used inside this folder
// only.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"

namespace nwd::storage {

Result<void> make_file(const std::string& path);  // if it is missing

// Held as long as it lives; the kernel lets go of it when the process ends, however it ends.
class FileLock {
 public:
  static Result<std::unique_ptr<FileLock>> take(const std::string& path);  // busy: another holds it
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace nwd::storage
