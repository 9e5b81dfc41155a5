#include "directory/directory.h"
#include "directory/places.h"

namespace nwd::directory {
namespace {

using storage::Row;
using storage::Sql;

constexpr Sql select_revision = "SELECT revision FROM directory_revision WHERE one = 1";
constexpr Sql select_entries =
    "SELECT s.id, s.kinds, s.housing, s.ages_from, s.ages_to, s.takes, s.asks, s.languages, s.season_from, "
    "s.season_to, s.status, s.violence_only, s.confidential, o.connected, s.county, s.region, c.total "
    "FROM directory_service s JOIN directory_organization o ON o.id = s.organization "
    "LEFT JOIN directory_capacity c ON c.service = s.id ORDER BY s.id";
constexpr Sql select_areas = "SELECT service, county FROM directory_service_area ORDER BY service, county";
constexpr Sql select_confirmed =
    "SELECT service, total, total - occupied - held, confirmed_at FROM directory_capacity WHERE occupied IS NOT NULL";

match::Entry to_entry(const Row& row) {
  match::Entry e;
  e.service = row.get<ServiceId>(0);
  e.kinds = match::Kinds::of_bits(row.integer(1));
  e.housing = row.get<match::Housing>(2);
  e.ages = {row.get<std::uint8_t>(3), row.get<std::uint8_t>(4)};
  e.takes = match::Takes::of_bits(row.integer(5));
  e.asks = match::Asks::of_bits(row.integer(6));
  e.languages = match::Languages::of_bits(row.integer(7));
  e.season = {row.get<std::uint16_t>(8), row.get<std::uint16_t>(9)};
  e.open = row.get<Status>(10) == Status::open;
  e.violence_only = row.get<bool>(11);
  e.undisclosed = row.get<bool>(12);
  e.connected = !row.null(13);
  e.county = row.text(14);
  e.region = row.text(15);
  return e;
}

match::Catalogue::Update to_update(const Row& row) {
  const auto at = row.get<std::optional<Instant>>(3);
  return {row.get<ServiceId>(0),
          {row.get<std::int32_t>(1), row.get<std::int32_t>(2), at ? std::optional(day_of(*at)) : std::nullopt}};
}

// Both lists are in order of service.
Result<void> add_areas(storage::Reader& r, std::vector<match::Entry>& entries) {
  auto entry = entries.begin();
  return r.each(select_areas, {}, [&](const Row& row) -> Result<void> {
    const auto service = row.get<ServiceId>(0);
    while (entry != entries.end() && entry->service < service) ++entry;
    if (entry != entries.end() && entry->service == service) entry->serves.emplace_back(row.text(1));
    return {};
  });
}

Result<match::Catalogue> load(storage::Reader& r) {
  std::vector<match::Entry> entries;
  std::vector<match::Beds> beds;
  NWD_CHECK(r.each(select_entries, {}, [&](const Row& row) -> Result<void> {
    entries.push_back(to_entry(row));
    beds.push_back({row.get<std::optional<std::int32_t>>(16).value_or(0), std::nullopt, std::nullopt});
    return {};
  }));
  NWD_CHECK(add_areas(r, entries));
  return match::Catalogue(geography(), entries, beds);
}

}  // namespace

Result<match::Catalogue> Catalogues::at_hand(storage::Reader& r) {
  NWD_TRY(const auto revision, r.first(select_revision, [](const Row& row) { return row.integer(0); }));
  const std::scoped_lock lock(mutex_);
  if (revision_ < 0 || revision != revision_) {
    NWD_TRY(services_, load(r));
    revision_ = revision.value_or(0);
  }
  NWD_TRY(const auto updates, r.all(select_confirmed, to_update));
  return services_.with_beds(updates);
}

}  // namespace nwd::directory
