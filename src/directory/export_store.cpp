#include "directory/export_store.h"

#include "directory/service_row.h"

namespace nwd::directory {
namespace {

using storage::Row;
using storage::Sql;

constexpr int at_once = 200;

constexpr Sql select_ids = "SELECT id FROM directory_organization WHERE id > $1 ORDER BY id LIMIT $2";
constexpr Sql select_services =
    "SELECT " NWD_SERVICE_COLUMNS " FROM " NWD_SERVICE_TABLES " WHERE s.organization = $1 ORDER BY s.id";
constexpr Sql select_areas =
    "SELECT a.service, a.county FROM directory_service_area a JOIN directory_service s ON s.id = a.service "
    "WHERE s.organization = $1 ORDER BY a.service, a.county";
constexpr Sql select_offices =
    "SELECT id, name, address, city, state, postcode, county, region, latitude, longitude FROM directory_location "
    "WHERE organization = $1 ORDER BY id";

std::pair<IdBytes, Location> to_office(const Row& row) {
  Location l;
  l.name = row.text(1);
  l.address = row.text(2);
  l.city = row.text(3);
  l.state = row.text(4);
  l.postcode = row.text(5);
  l.county = row.text(6);
  l.region = row.text(7);
  if (!row.null(8)) l.point = match::Point{row.real(8), row.real(9)};
  return {row.get<ServiceId>(0), std::move(l)};
}

// Both lists are in order of service.
Result<void> add_areas(storage::Reader& r, ExportedOrganization& out) {
  auto service = out.services.begin();
  const storage::Param params[] = {out.organization.id};
  return r.each(select_areas, params, [&](const Row& row) -> Result<void> {
    const auto id = row.get<ServiceId>(0);
    while (service != out.services.end() && service->id < id) ++service;
    if (service != out.services.end() && service->id == id) service->serves.emplace_back(row.text(1));
    return {};
  });
}

Result<ExportedOrganization> load(storage::Reader& r, ListedId id) {
  ExportedOrganization out;
  NWD_TRY(const auto organization, find_listed(r, id));
  if (!organization) return fail(Code::internal, "", "an organization vanished during an export");
  out.organization = *organization;
  NWD_TRY(out.services, r.all(select_services, to_service, id));
  NWD_TRY(out.offices, r.all(select_offices, to_office, id));
  NWD_CHECK(add_areas(r, out));
  return out;
}

}  // namespace

Result<void> each_exported(storage::Reader& r, const std::function<Result<void>(const ExportedOrganization&)>& use) {
  ListedId last{};
  while (true) {
    NWD_TRY(const auto ids, r.all(select_ids, [](const Row& row) { return row.get<ListedId>(0); }, last, at_once));
    if (ids.empty()) return {};
    for (const auto& id : ids) {
      NWD_TRY(const auto organization, load(r, id));
      NWD_CHECK(use(organization));
    }
    last = ids.back();
  }
}

}  // namespace nwd::directory
