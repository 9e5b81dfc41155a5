// A moment, in milliseconds since 1970-01-01T00:00Z, and the clock that tells it. The clock is a parameter: tests own
// it.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "base/day.h"

namespace nwd {

struct Instant {
  std::int64_t ms = 0;
  auto operator<=>(const Instant&) const = default;
  constexpr Instant operator+(std::int64_t milliseconds) const { return {ms + milliseconds}; }
  constexpr std::int64_t operator-(Instant other) const { return ms - other.ms; }
};

inline constexpr std::int64_t second_ms = 1000;
inline constexpr std::int64_t minute_ms = 60 * second_ms;
inline constexpr std::int64_t hour_ms = 60 * minute_ms;
inline constexpr std::int64_t day_ms = 24 * hour_ms;

std::string to_text(Instant);                     // RFC 3339, UTC, whole seconds: "2026-11-24T02:10:00Z"
Result<Instant> parse_instant(std::string_view);  // the same form only
Day day_of(Instant);                              // in UTC

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
};

}  // namespace nwd
