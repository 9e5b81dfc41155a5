// How a service stands in its row: the columns in one order, out and in.
#pragma once

#include "directory/directory.h"

// The columns of a service, with its organization and its capacity.
#define NWD_SERVICE_COLUMNS                                                                                        \
  "s.id, s.organization, o.name, o.connected, s.name, s.description, s.url, s.email, s.phone, s.status, s.kinds, " \
  "s.housing, s.ages_from, s.ages_to, s.takes, s.asks, s.languages, s.season_from, s.season_to, s.violence_only, " \
  "s.eligibility, s.immigration, s.income_percent, s.year_round_beds, s.site_name, s.address, s.city, s.state, "   \
  "s.postcode, s.county, s.region, s.latitude, s.longitude, s.confidential, "                                      \
  "c.total, c.occupied, c.held, c.confirmed_at, c.confirmed_by, c.version"
#define NWD_SERVICE_TABLES                                                      \
  "directory_service s JOIN directory_organization o ON o.id = s.organization " \
  "LEFT JOIN directory_capacity c ON c.service = s.id"

namespace nwd::directory {

Service to_service(const storage::Row&);  // of NWD_SERVICE_COLUMNS, without `serves`
Result<std::vector<std::string>> counties_served(storage::Reader&, ServiceId);

// Where a row came from. By hand: source "", foreign_id "", line 0, no digest.
struct Origin {
  std::string_view source;
  std::string_view foreign_id;
  std::int64_t line = 0;
  std::optional<Bytes> digest;
};

Result<void> insert_organization(storage::Writer&, const ListedOrganization&, const Origin&);
Result<void> insert_service(storage::Writer&, const Service&, const Origin&);  // with areas and capacity
Result<void> update_organization(storage::Writer&, const ListedOrganization&, const Origin&);
// Leaves alone what its organization has confirmed itself: beds, a confidential address.
Result<void> update_service(storage::Writer&, const Service&, const Origin&);
Result<void> services_changed(storage::Writer&);  // raises the revision

}  // namespace nwd::directory
