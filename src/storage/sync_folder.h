// A new or renamed file is there after a power cut only when its folder is on the disk too. Used inside this folder
// only.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

namespace nwd::storage {

inline bool sync_folder_of(const std::filesystem::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return synced;
}

}  // namespace nwd::storage
