// A file carried inside the binary: migrations, pages' assets, messages, charters (see cmake/Embed.cmake).
#pragma once

#include <string_view>

namespace nwd {

struct EmbeddedFile {
  std::string_view name;  // no folder
  std::string_view content;
};

}  // namespace nwd
