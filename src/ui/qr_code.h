// A QR code (ISO/IEC 18004, by libqrencode) as a drawing in the page: no picture is asked for, and nothing of it is
// kept anywhere. Dark on light with the quiet zone that the standard asks for, so that it is read from any background.
#pragma once

#include <string_view>

#include "base/result.h"
#include "ui/html.h"

namespace nwd::ui {

// `label` is read aloud in its place. invalid: longer than a QR code holds.
Result<Html> qr_code(std::string_view content, std::string_view label);

}  // namespace nwd::ui
