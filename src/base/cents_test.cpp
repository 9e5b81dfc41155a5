#include "base/cents.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <charconv>
#include <limits>

namespace nwd {
namespace {

// The text with its point removed is the number of cents.
RC_GTEST_PROP(Money, TextHoldsEveryCent, (std::int64_t amount)) {
  auto text = to_text(Cents{amount});
  const auto point = text.find('.');
  RC_ASSERT(point == text.size() - 3);
  text.erase(point, 1);
  std::int64_t read = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), read);
  RC_ASSERT(result.ec == std::errc());
  RC_ASSERT(read == amount);
}

TEST(Money, IsWrittenWithTwoDecimals) {
  EXPECT_EQ(to_text(Cents{0}), "0.00");
  EXPECT_EQ(to_text(Cents{5}), "0.05");
  EXPECT_EQ(to_text(Cents{-50}), "-0.50");
  EXPECT_EQ(to_text(Cents{123405}), "1234.05");
  EXPECT_EQ(to_text(Cents{std::numeric_limits<std::int64_t>::min()}), "-92233720368547758.08");
}

RC_GTEST_PROP(Money, AddsAndTakesAway, (std::int32_t a, std::int32_t b)) {
  RC_ASSERT((Cents{a} + Cents{b}) - Cents{b} == Cents{a});
}

TEST(ParseCents, TakesUnitsAndAtMostTwoDigitsAfterThePoint) {
  EXPECT_EQ(parse_cents("85"), Cents{8500});
  EXPECT_EQ(parse_cents("85.5"), Cents{8550});
  EXPECT_EQ(parse_cents("0.07"), Cents{7});
  for (const char* other : {"", ".", "85.", ".5", "-1", "-0.5", "1.-5", "1.005", "1,5", " 1", "1e3", "9999999999999"})
    EXPECT_EQ(parse_cents(other), std::nullopt) << other;
}

}  // namespace
}  // namespace nwd
