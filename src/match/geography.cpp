#include "match/geography.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>

namespace nwd::match {
namespace {

constexpr double earth_km = 6371;
using Direction = std::array<double, 3>;

Direction direction(const Point& p) {
  const double latitude = p.latitude * std::numbers::pi / 180;
  const double longitude = p.longitude * std::numbers::pi / 180;
  return {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude), std::sin(latitude)};
}

double dot(const Direction& a, const Direction& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }
bool known(const Direction& d) { return dot(d, d) > 0.5; }

Direction unit(const Direction& sum) {
  const double length = std::sqrt(dot(sum, sum));
  if (length < 1e-9) return {};
  return {sum[0] / length, sum[1] / length, sum[2] / length};
}

std::int32_t km(const Direction& a, const Direction& b) {
  return static_cast<std::int32_t>(std::lround(earth_km * std::acos(std::clamp(dot(a, b), -1.0, 1.0))));
}

}  // namespace

Geography::Geography(const std::vector<CountyPlace>& counties) {
  std::map<std::string, Direction> sums;  // of a region's counties
  for (const auto& county : counties) {
    const Direction at = county.middle ? direction(*county.middle) : Direction{};
    by_name_.emplace(county.fips, static_cast<Place>(directions_.size()));
    directions_.push_back(at);
    if (county.region.empty()) continue;
    auto& sum = sums[county.region];
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += at[i];
  }
  for (const auto& [code, sum] : sums) {
    by_name_.emplace(code, static_cast<Place>(directions_.size()));
    directions_.push_back(unit(sum));
  }
  region_of_.assign(directions_.size(), nowhere);
  for (const auto& county : counties)
    region_of_[static_cast<std::size_t>(this->county(county.fips))] = region(county.region);
}

// FIPS codes are digits and regions begin with a state's letters: the names cannot meet.
Geography::Place Geography::county(std::string_view fips) const {
  const auto found = by_name_.find(std::string(fips));
  return found == by_name_.end() ? nowhere : found->second;
}
Geography::Place Geography::region(std::string_view code) const { return county(code); }

Geography::Place Geography::region_of(Place place) const {
  return place == nowhere ? nowhere : region_of_[static_cast<std::size_t>(place)];
}

std::optional<std::int32_t> Geography::distance_km(Place a, Place b) const {
  if (a == nowhere || b == nowhere) return std::nullopt;
  const auto& from = directions_[static_cast<std::size_t>(a)];
  const auto& to = directions_[static_cast<std::size_t>(b)];
  return known(from) && known(to) ? std::optional(a == b ? 0 : km(from, to)) : std::nullopt;
}

std::vector<std::int32_t> Geography::distances_km(Place from) const {
  constexpr auto unknown = std::numeric_limits<std::int32_t>::max();
  std::vector<std::int32_t> all(places(), unknown);
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = distance_km(from, static_cast<Place>(i)).value_or(unknown);
  return all;
}

}  // namespace nwd::match
