#include <span>
#include <vector>

#include "base/embedded.h"
#include "charter/builtin_files.h"
#include "charter/charter.h"

namespace nwd::charter::embedded {
std::span<const EmbeddedFile> files();
}

namespace nwd::charter {
namespace {

constexpr std::string_view suffix = ".charter";

std::string_view stem(std::string_view file_name) { return file_name.substr(0, file_name.size() - suffix.size()); }

}  // namespace

std::string_view builtin_file(std::string_view name) {
  for (const auto& file : embedded::files())
    if (stem(file.name) == name) return file.content;
  return {};
}

std::string_view builtin(std::string_view name) { return builtin_file(name); }

std::vector<std::string_view> builtin_charters() {
  std::vector<std::string_view> names;
  for (const auto& file : embedded::files())
    if (stem(file.name) != "facts" && stem(file.name) != "standards") names.push_back(stem(file.name));
  return names;
}

}  // namespace nwd::charter
