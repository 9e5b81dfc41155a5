#include "ui/countdown.h"

namespace nwd::ui {

Html render(const Countdown& countdown, Say say) {
  const std::int64_t left = (countdown.until - countdown.now + minute_ms - 1) / minute_ms;
  const auto text = left > 0 ? say("countdown-left", {{"minutes", left}}) : say("countdown-over");
  return tag("time",
             {{"class", "nwd-countdown"},
              {"datetime", to_text(countdown.until)},
              {"data-left", say("countdown-left-script")},
              {"data-over", say("countdown-over")}},
             text);
}

}  // namespace nwd::ui
