#include "base/day_set.h"

#include <algorithm>

namespace nwd {

DaySet::DaySet(Day begin, Day end) {
  if (begin < end) intervals_.push_back({begin, end});
}

void DaySet::append(DayInterval next) {
  if (next.begin >= next.end) return;
  if (!intervals_.empty() && next.begin <= intervals_.back().end)
    intervals_.back().end = std::max(intervals_.back().end, next.end);
  else
    intervals_.push_back(next);
}

DaySet DaySet::of(std::span<const DayInterval> any_order) {
  std::vector<DayInterval> sorted(any_order.begin(), any_order.end());
  std::sort(sorted.begin(), sorted.end());
  DaySet out;
  for (const auto& interval : sorted) out.append(interval);
  return out;
}

bool DaySet::contains(Day day) const {
  const auto after = std::upper_bound(intervals_.begin(), intervals_.end(), day,
                                      [](Day d, const DayInterval& i) { return d < i.begin; });
  return after != intervals_.begin() && day < std::prev(after)->end;
}

std::int64_t DaySet::count() const {
  std::int64_t days = 0;
  for (const auto& i : intervals_) days += std::int64_t{i.end.number} - i.begin.number;
  return days;
}

DaySet operator|(const DaySet& a, const DaySet& b) {
  DaySet out;
  auto x = a.intervals_.begin();
  auto y = b.intervals_.begin();
  while (x != a.intervals_.end() || y != b.intervals_.end()) {
    const bool from_a = y == b.intervals_.end() || (x != a.intervals_.end() && x->begin <= y->begin);
    out.append(from_a ? *x++ : *y++);
  }
  return out;
}

DaySet operator&(const DaySet& a, const DaySet& b) {
  DaySet out;
  auto x = a.intervals_.begin();
  auto y = b.intervals_.begin();
  while (x != a.intervals_.end() && y != b.intervals_.end()) {
    out.append({std::max(x->begin, y->begin), std::min(x->end, y->end)});
    if (x->end < y->end)
      ++x;
    else
      ++y;
  }
  return out;
}

DaySet operator-(const DaySet& a, const DaySet& b) {
  DaySet out;
  auto y = b.intervals_.begin();
  for (auto rest : a.intervals_) {
    while (y != b.intervals_.end() && y->end <= rest.begin) ++y;
    auto cut = y;
    while (cut != b.intervals_.end() && cut->begin < rest.end) {
      out.append({rest.begin, cut->begin});
      rest.begin = std::max(rest.begin, cut->end);
      ++cut;
    }
    out.append(rest);
  }
  return out;
}

std::string to_text(const DaySet& set) {
  std::string out;
  for (const auto& i : set.intervals()) {
    if (!out.empty()) out += ' ';
    out += '[' + (i.begin <= distant_past ? "always" : to_text(i.begin));
    out += ", " + (i.end >= distant_future ? "never" : to_text(i.end)) + ')';
  }
  return out.empty() ? "no day" : out;
}

}  // namespace nwd
