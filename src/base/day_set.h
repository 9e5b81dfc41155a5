// A set of days, kept as sorted, disjoint, non-touching, non-empty half-open intervals [begin, end).
// The meaning of every entitlement is such a set.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/day.h"

namespace nwd {

struct DayInterval {
  Day begin;
  Day end;  // the first day outside
  auto operator<=>(const DayInterval&) const = default;
};

class DaySet {
 public:
  DaySet() = default;
  DaySet(Day begin, Day end);                                // empty when end <= begin
  static DaySet of(std::span<const DayInterval> any_order);  // overlapping and empty ones are welcome
  static DaySet all() { return {distant_past, distant_future}; }

  [[nodiscard]] bool empty() const { return intervals_.empty(); }
  [[nodiscard]] bool contains(Day) const;
  [[nodiscard]] std::int64_t count() const;  // days
  [[nodiscard]] std::span<const DayInterval> intervals() const { return intervals_; }

  bool operator==(const DaySet&) const = default;

 private:
  friend DaySet operator|(const DaySet&, const DaySet&);
  friend DaySet operator&(const DaySet&, const DaySet&);
  friend DaySet operator-(const DaySet&, const DaySet&);
  void append(DayInterval);  // begins at or after the last one's begin; merges when it touches
  std::vector<DayInterval> intervals_;
};

DaySet operator|(const DaySet&, const DaySet&);
DaySet operator&(const DaySet&, const DaySet&);
DaySet operator-(const DaySet&, const DaySet&);

std::string to_text(const DaySet&);  // "[2026-01-01, 2026-02-01) [2026-03-01, never)"

}  // namespace nwd
