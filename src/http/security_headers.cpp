#include <algorithm>

#include "http/server.h"

namespace nwd::http {
namespace {

constexpr const char* nothing_permitted =
    "accelerometer=(), autoplay=(), bluetooth=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), "
    "gamepad=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), "
    "microphone=(), midi=(), payment=(), picture-in-picture=(), screen-wake-lock=(), serial=(), usb=(), web-share=(), "
    "xr-spatial-tracking=()";

void add_unless_there(Response& response, const char* name, const char* value) {
  const bool there =
      std::any_of(response.headers.begin(), response.headers.end(), [&](const auto& h) { return h.first == name; });
  if (!there) response.headers.emplace_back(name, value);
}

}  // namespace

void add_security_headers(const Request& request, Response& response) {
  add_unless_there(
      response, "Content-Security-Policy",
      "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
      "form-action 'self'; "
      "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'");
  add_unless_there(response, "X-Content-Type-Options", "nosniff");
  add_unless_there(response, "Referrer-Policy", "no-referrer");
  add_unless_there(response, "Cross-Origin-Opener-Policy", "same-origin");
  add_unless_there(response, "Cross-Origin-Resource-Policy", "same-origin");
  add_unless_there(response, "Permissions-Policy", nothing_permitted);
  if (request.secure) add_unless_there(response, "Strict-Transport-Security", "max-age=63072000; includeSubDomains");
}

}  // namespace nwd::http
