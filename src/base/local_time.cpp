#include "base/local_time.h"

#include <ctime>

namespace nwd {

namespace {

std::time_t seconds_of(Instant instant) {
  const auto whole = instant.ms / second_ms;
  return static_cast<std::time_t>(instant.ms % second_ms < 0 ? whole - 1 : whole);
}

LocalTime from_parts(const std::tm& parts) {
  const auto day = day_of(CivilDay{parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday});
  return {day.value_or(Day{}), parts.tm_hour, parts.tm_min};
}

}  // namespace

LocalTime local_time(Instant instant) {
  const std::time_t seconds = seconds_of(instant);
  std::tm parts{};
  localtime_r(&seconds, &parts);
  return from_parts(parts);
}

LocalTime utc_time(Instant instant) {
  const std::time_t seconds = seconds_of(instant);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  return from_parts(parts);
}

}  // namespace nwd
