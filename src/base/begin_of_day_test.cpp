#include "base/begin_of_day.h"

#include <gtest/gtest.h>

namespace nwd {
namespace {

TEST(BeginOfDay, IsMidnightByTheClockOnTheWall) {
  const Day day = parse_day("2026-11-24").value();
  EXPECT_EQ(to_text(begin_of(day, utc_time)), "2026-11-24T00:00:00Z");
  for (const std::int64_t hours : {-12, -6, 5, 14}) {
    const auto clock = [hours](Instant at) { return utc_time(at + hours * hour_ms); };
    const Instant begin = begin_of(day, clock);
    EXPECT_EQ(clock(begin), (LocalTime{day, 0, 0})) << hours;
    EXPECT_EQ(clock(begin + -1).day, day - 1) << hours;
  }
}

TEST(BeginOfDay, WhereMidnightIsLeftOutItIsTheFirstMomentThereIs) {
  const Day day = parse_day("2026-11-24").value();
  const Instant skipped = parse_instant("2026-11-24T00:00:00Z").value();
  const auto clock = [&](Instant at) { return utc_time(at < skipped ? at : at + hour_ms); };
  EXPECT_EQ(begin_of(day, clock), skipped);
  EXPECT_EQ(clock(skipped).hour, 1);
}

}  // namespace
}  // namespace nwd
