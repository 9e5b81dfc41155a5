#include "base/instant.h"

#include <fmt/format.h>

namespace nwd {
namespace {

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

bool two_digits(std::string_view text, std::int64_t limit, std::int64_t& out) {
  if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') return false;
  out = (text[0] - '0') * 10 + (text[1] - '0');
  return out < limit;
}

}  // namespace

Day day_of(Instant instant) { return {static_cast<std::int32_t>(floor_div(instant.ms, day_ms))}; }

std::string to_text(Instant instant) {
  const std::int64_t seconds = floor_div(instant.ms, second_ms) - std::int64_t{day_of(instant).number} * 86400;
  return fmt::format("{}T{:02}:{:02}:{:02}Z", to_text(day_of(instant)), seconds / 3600, seconds / 60 % 60,
                     seconds % 60);
}

Result<Instant> parse_instant(std::string_view text) {
  const auto wrong = [] { return fail(Code::invalid, "A moment is written like 2026-02-28T14:05:00Z."); };
  if (text.size() != 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z') return wrong();
  std::int64_t h = 0;
  std::int64_t m = 0;
  std::int64_t s = 0;
  if (!two_digits(text.substr(11), 24, h) || !two_digits(text.substr(14), 60, m) || !two_digits(text.substr(17), 60, s))
    return wrong();
  NWD_TRY(const Day day, parse_day(text.substr(0, 10)));
  return Instant{day.number * day_ms + h * hour_ms + m * minute_ms + s * second_ms};
}

}  // namespace nwd
