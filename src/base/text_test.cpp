#include "base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace nwd {
namespace {

std::string encoded(std::uint32_t c) {
  std::string out;
  if (c < 0x80) return {static_cast<char>(c)};
  const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80U | ((c >> shift) & 0x3fU)); };
  if (c < 0x800) {
    out += static_cast<char>(0xc0U | (c >> 6U));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xe0U | (c >> 12U));
    tail(6);
  } else {
    out += static_cast<char>(0xf0U | (c >> 18U));
    tail(12);
    tail(6);
  }
  tail(0);
  return out;
}

TEST(Utf8, EveryCodePointAndNoSurrogate) {
  for (std::uint32_t c = 0; c < 0x110000; ++c) {
    const bool surrogate = c >= 0xd800 && c < 0xe000;
    ASSERT_EQ(is_utf8(encoded(c)), !surrogate) << c;
  }
  EXPECT_FALSE(is_utf8(encoded(0x110000)));
}

TEST(Utf8, RefusesOverlongTornAndStrayBytes) {
  for (const std::string bad : {"\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf", "\xc3",
                                "\xe2\x82", "\xf0\x9f\x98", "\x80", "\xff", "\xf8\x88\x80\x80\x80", "ok\xc3"})
    EXPECT_FALSE(is_utf8(bad));
}

RC_GTEST_PROP(Utf8, AJoinOfGoodTextsIsGoodAndAnyLoneTailByteSpoilsIt, (const std::vector<std::uint16_t>& points)) {
  std::string text;
  for (const auto p : points) text += encoded(p < 0xd800 ? p : p + 0x2000U);
  RC_ASSERT(is_utf8(text));
  RC_ASSERT(!is_utf8(text + "\x80"));
  RC_ASSERT(!is_utf8("\xbf" + text));
}

RC_GTEST_PROP(Split, JoiningThePartsGivesTheText, (const std::vector<bool>& picks)) {
  std::string text;
  for (const bool comma : picks) text += comma ? ',' : 'x';
  std::string joined;
  const auto parts = split(text, ',');
  for (std::size_t i = 0; i < parts.size(); ++i) joined += (i == 0 ? "" : ",") + std::string(parts[i]);
  RC_ASSERT(joined == text);
  RC_ASSERT(parts.size() == 1 + static_cast<std::size_t>(std::count(picks.begin(), picks.end(), true)));
}

RC_GTEST_PROP(Trim, LeavesNoWhiteSpaceAtTheEndsAndAllBetween, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string(" \t\nab")));
  const auto inner = trim(text);
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n'; };
  const bool bare = inner.empty() || (!blank(inner.front()) && !blank(inner.back()));
  RC_ASSERT(bare);
  RC_ASSERT(text.find(std::string(inner)) != std::string::npos);
  RC_ASSERT(std::count(text.begin(), text.end(), 'a') == std::count(inner.begin(), inner.end(), 'a'));
}

TEST(AsciiCase, LeavesOtherLettersAlone) {
  EXPECT_EQ(ascii_lower("ABC xyz \xc3\x84 [@`{"), "abc xyz \xc3\x84 [@`{");
  EXPECT_TRUE(equals_ignoring_case("Content-Type", "cONTENT-tYPE"));
  EXPECT_FALSE(equals_ignoring_case("a", "ab"));
  EXPECT_FALSE(equals_ignoring_case("[", "{"));
}

TEST(WholeNumber, IsDigitsWithinItsBounds) {
  EXPECT_EQ(whole_number("17", 0, 17), 17);
  EXPECT_EQ(whole_number("-1", -1, 1), -1);
  for (const char* other : {"", " 1", "1 ", "+1", "1.0", "0x1", "18", "-1", "99999999999999999999"})
    EXPECT_EQ(whole_number(other, 0, 17), std::nullopt) << other;
}

}  // namespace
}  // namespace nwd
