// A moment by the clock on the wall. The zone is the process's: the TZ environment variable, or the machine's own.
#pragma once

#include "base/day.h"
#include "base/instant.h"

namespace nwd {

struct LocalTime {
  Day day;
  int hour = 0;  // 0..23
  int minute = 0;
  auto operator<=>(const LocalTime&) const = default;
};

LocalTime local_time(Instant);
LocalTime utc_time(Instant);  // the same by UTC, for tests

}  // namespace nwd
