#include "base/begin_of_day.h"

namespace nwd {

Instant begin_of(Day day, const std::function<LocalTime(Instant)>& clock) {
  Instant before{(std::int64_t{day.number} - 1) * day_ms};
  Instant after{(std::int64_t{day.number} + 1) * day_ms};
  while (after - before > 1) {
    const Instant middle = before + (after - before) / 2;
    (clock(middle).day < day ? before : after) = middle;
  }
  return after;
}

}  // namespace nwd
