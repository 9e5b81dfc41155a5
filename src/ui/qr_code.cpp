#include "ui/qr_code.h"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>
#include <span>

namespace nwd::ui {
namespace {

constexpr int quiet_zone = 4;  // modules

using Code = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

// One rectangle a run of dark modules.
std::string path_of(const QRcode& code) {
  const auto width = static_cast<std::size_t>(code.width);
  const std::span<const unsigned char> modules(code.data, width * width);
  std::string path;
  for (std::size_t y = 0; y < width; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      std::size_t run = 0;
      while (x + run < width && (modules[y * width + x + run] & 1U) != 0) ++run;
      if (run == 0) continue;
      path += fmt::format("M{} {}h{}v1h-{}z", x + quiet_zone, y + quiet_zone, run, run);
      x += run;
    }
  }
  return path;
}

}  // namespace

Result<Html> qr_code(std::string_view content, std::string_view label) {
  const Code code(QRcode_encodeData(static_cast<int>(content.size()),
                                    reinterpret_cast<const unsigned char*>(content.data()),  // NOLINT
                                    0, QR_ECLEVEL_M),
                  QRcode_free);
  if (!code) return fail(nwd::Code::invalid, "This does not fit into a QR code.");
  const std::string box = fmt::format("0 0 {0} {0}", code->width + 2 * quiet_zone);
  const Attributes attributes{{"class", "nwd-qr"}, {"viewBox", box}, {"role", "img"}, {"aria-label", label}};
  return tag("svg", attributes, tag("rect", {{"width", "100%"}, {"height", "100%"}, {"class", "nwd-qr__light"}}),
             tag("path", {{"d", path_of(*code)}, {"class", "nwd-qr__dark"}}));
}

}  // namespace nwd::ui
