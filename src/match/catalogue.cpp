#include "match/catalogue.h"

#include <algorithm>
#include <numeric>

namespace nwd::match {
namespace {

void add(Catalogue::Columns& to, const Entry& entry) {
  const auto& map = *to.geography;
  const auto county = map.county(entry.county);
  const auto region = map.region(entry.region);
  to.index.emplace(entry.service, static_cast<std::uint32_t>(to.service.size()));
  to.service.push_back(entry.service);
  to.kinds.push_back(entry.kinds);
  to.housing.push_back(entry.housing);
  to.ages.push_back(entry.ages);
  to.takes.push_back(entry.takes);
  to.asks.push_back(entry.asks);
  to.languages.push_back(entry.languages);
  to.season.push_back(entry.season);
  to.flags.push_back({entry.open, entry.violence_only, entry.undisclosed, entry.connected});
  to.place.push_back(county != Geography::nowhere ? county : region);
  to.region.push_back(region != Geography::nowhere ? region : map.region_of(county));
  for (const auto& fips : entry.serves) {
    if (const auto served = map.county(fips); served != Geography::nowhere) to.serves.push_back(served);
  }
  to.serves_end.push_back(static_cast<std::uint32_t>(to.serves.size()));
}

}  // namespace

void Catalogue::BedColumns::set(std::size_t i, const Beds& beds) {
  total[i] = beds.total;
  free[i] = beds.free.value_or(not_known);
  confirmed[i] = beds.confirmed.value_or(distant_past);
}

Catalogue::Catalogue() : Catalogue(std::make_shared<const Geography>(), {}, {}) {}

Catalogue::Catalogue(std::shared_ptr<const Geography> geography, std::span<const Entry> entries,
                     std::span<const Beds> beds) {
  std::vector<std::size_t> order(entries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return entries[a].service < entries[b].service; });
  auto columns = std::make_shared<Columns>();
  auto bed_columns = std::make_shared<BedColumns>();
  columns->geography = std::move(geography);
  bed_columns->total.resize(entries.size());
  bed_columns->free.resize(entries.size());
  bed_columns->confirmed.resize(entries.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    add(*columns, entries[order[i]]);
    bed_columns->set(i, order[i] < beds.size() ? beds[order[i]] : Beds{});
  }
  columns_ = std::move(columns);
  beds_ = std::move(bed_columns);
}

Catalogue Catalogue::with_beds(std::span<const Update> updates) const {
  auto beds = std::make_shared<BedColumns>(*beds_);
  for (const auto& update : updates) {
    if (const auto found = columns_->index.find(update.service); found != columns_->index.end()) {
      beds->set(found->second, update.beds);
    }
  }
  Catalogue renewed = *this;
  renewed.beds_ = std::move(beds);
  return renewed;
}

std::size_t Catalogue::size() const { return columns_->service.size(); }

}  // namespace nwd::match
