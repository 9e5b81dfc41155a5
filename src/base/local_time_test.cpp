#include "base/local_time.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>

namespace nwd {
namespace {

// Sets the process's zone and puts the old one back.
class Zone {
 public:
  explicit Zone(const char* name) {
    if (const char* before = std::getenv("TZ")) before_ = before;
    setenv("TZ", name, 1);
    tzset();
  }
  ~Zone() {
    if (before_) setenv("TZ", before_->c_str(), 1);
    if (!before_) unsetenv("TZ");
    tzset();
  }
  Zone(const Zone&) = delete;
  Zone& operator=(const Zone&) = delete;

 private:
  std::optional<std::string> before_;
};

Instant at(const char* text) { return parse_instant(text).value(); }
Day on(const char* text) { return parse_day(text).value(); }

TEST(LocalTime, FollowsTheZoneAndItsSummerTime) {
  const Zone zone("CST6CDT,M3.2.0,M11.1.0");
  EXPECT_EQ(local_time(at("2026-11-24T02:10:59Z")), (LocalTime{on("2026-11-23"), 20, 10}));
  EXPECT_EQ(local_time(at("2026-07-01T05:00:00Z")), (LocalTime{on("2026-07-01"), 0, 0}));
}

TEST(LocalTime, UtcIsTheSameEverywhere) {
  const Zone zone("EST5");
  EXPECT_EQ(utc_time(at("2026-11-24T02:10:00Z")), (LocalTime{on("2026-11-24"), 2, 10}));
}

TEST(LocalTime, TheMillisecondBeforeTheEpochIsTheDayBefore) {
  EXPECT_EQ(utc_time(Instant{-1}), (LocalTime{on("1969-12-31"), 23, 59}));
}

}  // namespace
}  // namespace nwd
