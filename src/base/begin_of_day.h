// When a day begins by a clock on the wall: the first moment that is of that day, also where clocks are set forward at
// midnight.
#pragma once

#include <functional>

#include "base/local_time.h"

namespace nwd {

Instant begin_of(Day, const std::function<LocalTime(Instant)>& clock = local_time);

}  // namespace nwd
