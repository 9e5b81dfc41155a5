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

// What every page of html must be sent with: no inline script or style, nothing from elsewhere.
inline constexpr std::string_view content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

}  // namespace nwd::ui
