#include "editor/lines.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace nwd::editor {
namespace {

TEST(Lines, CountsInUtf16AndInUtf8) {
  const std::string text = "für\n𝄞 ö\r\nc\rd";
  const Lines lines(text);
  const auto d = static_cast<std::uint32_t>(text.find('d'));
  EXPECT_EQ(lines.place(text, d, Encoding::utf16), (Place{3, 0}));
  const auto r = static_cast<std::uint32_t>(text.find('r'));
  EXPECT_EQ(lines.place(text, r, Encoding::utf16), (Place{0, 2}));
  EXPECT_EQ(lines.place(text, r, Encoding::utf8), (Place{0, 3}));
  const auto o = static_cast<std::uint32_t>(text.find("ö"));
  EXPECT_EQ(lines.place(text, o, Encoding::utf16), (Place{1, 3}));
  EXPECT_EQ(lines.place(text, o, Encoding::utf8), (Place{1, 5}));
  EXPECT_EQ(lines.offset(text, {1, 3}, Encoding::utf16), o);
  EXPECT_EQ(lines.offset(text, {1, 5}, Encoding::utf8), o);
}

TEST(Lines, WhatLiesOutsideIsMovedToTheNearestEnd) {
  const std::string text = "ab\r\n𝄞\n";
  const Lines lines(text);
  EXPECT_EQ(lines.offset(text, {0, 99}, Encoding::utf16), 2U);
  EXPECT_EQ(lines.offset(text, {9, 0}, Encoding::utf16), text.size());
  EXPECT_EQ(lines.offset(text, {1, 1}, Encoding::utf16), 4U) << "half of a pair of surrogates";
  EXPECT_EQ(lines.offset(text, {1, 2}, Encoding::utf8), 4U) << "inside a character";
  EXPECT_EQ(lines.place(text, 99, Encoding::utf16), (Place{2, 0}));
}

RC_GTEST_PROP(LinesProperty, AByteIsFoundAgainFromItsPlace, ()) {
  static const std::string pieces[] = {"a", "ö", "€", "𝄞", "\n", "\r\n", " "};
  const auto chosen = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 7));
  std::string text;
  std::vector<std::uint32_t> starts{0};
  for (const auto piece : chosen) {
    text += pieces[piece];
    starts.push_back(static_cast<std::uint32_t>(text.size()));
  }
  const Lines lines(text);
  for (const auto start : starts)
    for (const auto encoding : {Encoding::utf16, Encoding::utf8})
      RC_ASSERT(lines.offset(text, lines.place(text, start, encoding), encoding) == start);
}

}  // namespace
}  // namespace nwd::editor
