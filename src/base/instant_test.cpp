#include "base/instant.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace nwd {
namespace {

constexpr std::int64_t first_ms = first_day.number * day_ms;
constexpr std::int64_t end_ms = (std::int64_t{last_day.number} + 1) * day_ms;

RC_GTEST_PROP(Instants, ReadBackToTheWholeSecondBelow, ()) {
  const Instant at{*rc::gen::inRange(first_ms, end_ms)};
  const auto read = parse_instant(to_text(at));
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->ms <= at.ms);
  RC_ASSERT(at.ms - read->ms < second_ms);
  RC_ASSERT(read->ms % second_ms == 0);
}

RC_GTEST_PROP(Instants, LieWithinTheirDay, ()) {
  const Instant at{*rc::gen::inRange(first_ms, end_ms)};
  const auto into_day = at.ms - day_of(at).number * day_ms;
  RC_ASSERT(into_day >= 0);
  RC_ASSERT(into_day < day_ms);
  RC_ASSERT(to_text(at).starts_with(to_text(day_of(at))));
}

RC_GTEST_PROP(Instants, TakeOnlyTheCanonicalForm, ()) {
  auto text = to_text(Instant{*rc::gen::inRange(first_ms, end_ms)});
  text[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::elementOf(std::string("0369:-TZz +"));
  if (const auto read = parse_instant(text)) RC_ASSERT(to_text(*read) == text);
}

TEST(Instants, RefuseOtherForms) {
  EXPECT_EQ(to_text(Instant{-1}), "1969-12-31T23:59:59Z");
  EXPECT_EQ(to_text(Instant{1'795'486'200'000}), "2026-11-24T02:10:00Z");
  for (const auto* bad :
       {"2026-11-24T02:10:00", "2026-11-24 02:10:00Z", "2026-11-24T24:00:00Z", "2026-11-24T02:60:00Z",
        "2026-11-24T02:10:60Z", "2026-11-24T02:10:00+00:00", "2026-02-30T00:00:00Z", "2026-11-24T2:10:00Z", ""})
    EXPECT_FALSE(parse_instant(bad)) << bad;
}

}  // namespace
}  // namespace nwd
