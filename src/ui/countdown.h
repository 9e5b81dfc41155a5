// How long something is still kept: the time of its end, and by script the minutes left.
#pragma once

#include <string>

#include "base/instant.h"
#include "ui/html.h"
#include "ui/messages.h"

namespace nwd::ui {

struct Countdown {
  Instant until;
  Instant now;
};
Html render(const Countdown&, Say);  // <time>: "29 minutes left", "Time is up"

}  // namespace nwd::ui
