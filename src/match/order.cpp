#include "match/order.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace nwd::match {
namespace {

constexpr auto unknown_km = std::numeric_limits<std::int32_t>::max();

std::uint64_t append(std::uint64_t key, unsigned bits, std::uint64_t value) {
  return key << bits | std::min(value, (std::uint64_t{1} << bits) - 1);
}

}  // namespace

Readiness readiness(const Catalogue& catalogue, const Wish& wish, std::size_t i) {
  const auto free = catalogue.beds().free[i];
  const bool known = free != Catalogue::BedColumns::not_known;
  if (known && free < beds_needed(wish)) return Readiness::full;
  if (!catalogue.columns().flags[i].connected) return Readiness::call;
  return known && catalogue.beds().confirmed[i] >= wish.tonight - 1 ? Readiness::ready : Readiness::answers;
}

Order::Order(const Catalogue& catalogue, const Wish& wish, const Filter& filter)
    : catalogue_(catalogue),
      wish_(wish),
      filter_(filter),
      county_(catalogue.columns().geography->county(wish.county)),
      region_(catalogue.columns().geography->region_of(county_)) {
  if (county_ != Geography::nowhere) distances_ = catalogue.columns().geography->distances_km(county_);
}

std::optional<std::int32_t> Order::distance_km(std::size_t i) const {
  if (distances_.empty()) return std::nullopt;
  const auto place = catalogue_.columns().place[i];
  if (place == Geography::nowhere) return filter_.serves_the_county(i) ? std::optional(0) : std::nullopt;
  const auto km = distances_[static_cast<std::size_t>(place)];
  return km == unknown_km ? std::nullopt : std::optional(km);
}

bool Order::same_region(std::size_t i) const {
  return region_ != Geography::nowhere && catalogue_.columns().region[i] == region_;
}
bool Order::same_county(std::size_t i) const {
  return county_ != Geography::nowhere && catalogue_.columns().place[i] == county_;
}

std::uint64_t Order::key(std::size_t i) const {
  const auto& c = catalogue_.columns();
  const auto free = std::clamp(catalogue_.beds().free[i], 0, 255);
  std::uint64_t key = static_cast<std::uint64_t>(readiness(catalogue_, wish_, i));
  key = append(key, 1, wish_.undisclosed_site && !c.flags[i].undisclosed ? 1 : 0);
  key = append(key, 16, static_cast<std::uint64_t>(distance_km(i).value_or(unknown_km)));
  key = append(key, 1, same_region(i) ? 0 : 1);
  key = append(key, 1, wish_.language && !c.languages[i].has(*wish_.language) ? 1 : 0);
  key = append(key, 3, static_cast<std::uint64_t>(std::popcount(c.asks[i].bits())));
  key = append(key, 8, static_cast<std::uint64_t>(255 - free));
  return append(key, 32, i);
}

}  // namespace nwd::match
