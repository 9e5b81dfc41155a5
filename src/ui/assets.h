// Styles, scripts and pictures, carried in the binary under names that change with their bytes: cacheable for ever.
#pragma once

#include <span>
#include <string_view>

namespace nwd::ui {

struct Asset {
  std::string_view name;        // "nwd.css"
  std::string_view path;        // "/assets/nwd.1a2b3c4d5e6f.css"
  std::string_view media_type;  // "text/css; charset=utf-8"
  std::string_view bytes;
  std::string_view gzip;  // the same, compressed
};

std::span<const Asset> assets();
std::string_view asset_path(std::string_view name);  // "" if there is none

}  // namespace nwd::ui
