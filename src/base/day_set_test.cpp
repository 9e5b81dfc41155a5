// Day sets against the slowest model there is: std::set of every day.
#include "base/day_set.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace nwd {
namespace {

using Model = std::set<std::int32_t>;
using Pairs = std::vector<std::pair<int, int>>;

// Few days, so that intervals touch, overlap and coincide often; some are empty or backwards.
Pairs any_pairs() {
  return *rc::gen::container<Pairs>(rc::gen::pair(rc::gen::inRange(0, 40), rc::gen::inRange(0, 40)));
}

DaySet set_of(const Pairs& pairs) {
  std::vector<DayInterval> intervals;
  for (const auto& [begin, end] : pairs) intervals.push_back({Day{begin}, Day{end}});
  return DaySet::of(intervals);
}

Model model_of(const Pairs& pairs) {
  Model out;
  for (const auto& [begin, end] : pairs)
    for (int d = begin; d < end; ++d) out.insert(d);
  return out;
}

Model days_of(const DaySet& set) {
  Model out;
  for (int d = -2; d < 45; ++d)
    if (set.contains(Day{d})) out.insert(d);
  return out;
}

// Sorted, disjoint, not touching, not empty: so that equal sets have equal intervals.
bool canonical(const DaySet& set) {
  const auto all = set.intervals();
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].begin >= all[i].end || (i > 0 && all[i - 1].end >= all[i].begin)) return false;
  return true;
}

RC_GTEST_PROP(DaySets, AreTheirDays, ()) {
  const auto pairs = any_pairs();
  const auto set = set_of(pairs);
  const auto model = model_of(pairs);
  RC_ASSERT(canonical(set));
  RC_ASSERT(days_of(set) == model);
  RC_ASSERT(set.count() == static_cast<std::int64_t>(model.size()));
  RC_ASSERT(set.empty() == model.empty());
}

RC_GTEST_PROP(DaySets, UnionIntersectionAndDifferenceAreThoseOfTheDays, ()) {
  const auto a = any_pairs();
  const auto b = any_pairs();
  const auto x = model_of(a);
  const auto y = model_of(b);
  Model united;
  Model common;
  Model rest;
  std::set_union(x.begin(), x.end(), y.begin(), y.end(), std::inserter(united, united.end()));
  std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::inserter(common, common.end()));
  std::set_difference(x.begin(), x.end(), y.begin(), y.end(), std::inserter(rest, rest.end()));
  const auto u = set_of(a) | set_of(b);
  const auto i = set_of(a) & set_of(b);
  const auto d = set_of(a) - set_of(b);
  RC_ASSERT(canonical(u) && canonical(i) && canonical(d));
  RC_ASSERT(days_of(u) == united);
  RC_ASSERT(days_of(i) == common);
  RC_ASSERT(days_of(d) == rest);
}

RC_GTEST_PROP(DaySets, SameDaysAreEqualHoweverTheyWereBuilt, ()) {
  const auto pairs = any_pairs();
  DaySet one_by_one;
  for (const auto& [begin, end] : pairs) one_by_one = one_by_one | DaySet(Day{begin}, Day{end});
  RC_ASSERT(one_by_one == set_of(pairs));
}

TEST(DaySets, OpenIntervalsReachTheBounds) {
  const DaySet from(Day{10}, distant_future);
  EXPECT_TRUE(from.contains(last_day));
  EXPECT_EQ(DaySet::all() - from, DaySet(distant_past, Day{10}));
  EXPECT_EQ((DaySet::all() - from) | from, DaySet::all());
  EXPECT_EQ(DaySet(Day{3}, Day{3}), DaySet());
  EXPECT_EQ(DaySet(Day{4}, Day{3}), DaySet());
  EXPECT_GT(DaySet::all().count(), std::int64_t{2'000'000'000});
}

TEST(DaySets, AreSaidInWords) {
  EXPECT_EQ(to_text(DaySet()), "no day");
  EXPECT_EQ(to_text(DaySet::all()), "[always, never)");
  EXPECT_EQ(to_text(DaySet(Day{0}, Day{31}) | DaySet(Day{59}, distant_future)),
            "[1970-01-01, 1970-02-01) [1970-03-01, never)");
}

}  // namespace
}  // namespace nwd
