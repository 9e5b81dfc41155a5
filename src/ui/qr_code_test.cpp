// What the encoder draws is read by a decoder of others in tests/browser/sign-in.test.mjs; here what the drawing is.
#include "ui/qr_code.h"

#include <gmock/gmock.h>

#include <regex>

namespace nwd::ui {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(QrCode, IsADrawingWithALabelAndAQuietZone) {
  const std::string svg = qr_code("otpauth://totp/Notes:ana?secret=ABC", "The secret \"as\" a picture").value().str();
  EXPECT_THAT(svg, HasSubstr("role=\"img\" aria-label=\"The secret &quot;as&quot; a picture\""));
  EXPECT_THAT(svg, Not(HasSubstr("ABC")));
  // Version 3: 29 modules and 4 on every side; the finder's first row is seven dark modules.
  EXPECT_THAT(svg, HasSubstr("viewBox=\"0 0 37 37\""));
  EXPECT_THAT(svg, HasSubstr("d=\"M4 4h7v1h-7z"));
  const std::regex begins("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");
  for (std::sregex_iterator it(svg.begin(), svg.end(), begins), end; it != end; ++it) {
    EXPECT_EQ((*it)[3], (*it)[4]);
    EXPECT_LE(std::stoi((*it)[1]) + std::stoi((*it)[3]), 33);
    EXPECT_LT(std::stoi((*it)[2]), 33);
  }
}

TEST(QrCode, WhatDoesNotFitIsTold) {
  EXPECT_TRUE(qr_code(std::string(500, 'x'), "label"));
  EXPECT_EQ(qr_code(std::string(4000, 'x'), "label").error().code, Code::invalid);
}

}  // namespace
}  // namespace nwd::ui
