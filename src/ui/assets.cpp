#include "ui/assets.h"

#include <string>
#include <vector>

#include "base/embedded.h"

namespace nwd::ui {

namespace web {
std::span<const EmbeddedFile> files();
}

namespace {

struct Named {
  std::string_view name;
  std::string_view path;
  std::string_view media_type;
};
constexpr Named named[] = {
#include "assets.inc"
};

std::string_view content_of(std::string_view name) {
  for (const auto& file : web::files())
    if (file.name == name) return file.content;
  return {};
}

std::vector<Asset> load() {
  std::vector<Asset> all;
  for (const auto& n : named)
    all.push_back({n.name, n.path, n.media_type, content_of(n.name), content_of(std::string(n.name) + ".gz")});
  return all;
}

}  // namespace

std::span<const Asset> assets() {
  static const std::vector<Asset> all = load();
  return all;
}

std::string_view asset_path(std::string_view name) {
  for (const auto& asset : assets())
    if (asset.name == name) return asset.path;
  return {};
}

}  // namespace nwd::ui
