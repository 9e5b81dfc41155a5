#include "base/text.h"
#include "directory/directory.h"
#include "directory/places.h"
#include "directory/service_row.h"

namespace nwd::directory {
namespace {

using storage::Row;
using storage::Sql;

constexpr Sql insert_organization_row =
    "INSERT INTO directory_organization (id, connected, name, description, url, email, phone, source, foreign_id, "
    "source_line, digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
constexpr Sql update_organization_row =
    "UPDATE directory_organization SET name = $2, description = $3, url = $4, email = $5, phone = $6, "
    "source_line = $7, digest = $8 WHERE id = $1";
constexpr Sql insert_service_row =
    "INSERT INTO directory_service (id, organization, name, description, url, email, phone, status, kinds, housing, "
    "ages_from, ages_to, takes, asks, languages, season_from, season_to, violence_only, eligibility, immigration, "
    "income_percent, year_round_beds, site_name, address, city, state, postcode, county, region, latitude, longitude, "
    "confidential, source, foreign_id, source_line, digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
    "$13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, "
    "$35, $36)";
// Of a site whose address was made confidential here, an import changes no place.
constexpr Sql update_service_row =
    "UPDATE directory_service SET organization = $2, name = $3, description = $4, url = $5, email = $6, phone = $7, "
    "status = $8, kinds = $9, housing = $10, ages_from = $11, ages_to = $12, takes = $13, asks = $14, languages = $15, "
    "season_from = $16, season_to = $17, violence_only = $18, eligibility = $19, immigration = $20, "
    "income_percent = $21, year_round_beds = $22, source_line = $23, digest = $24 WHERE id = $1";
constexpr Sql update_site =
    "UPDATE directory_service SET site_name = $2, address = $3, city = $4, state = $5, postcode = $6, county = $7, "
    "region = $8, latitude = $9, longitude = $10, confidential = $11 WHERE id = $1 "
    "AND NOT EXISTS (SELECT 1 FROM directory_address a WHERE a.service = $1)";
constexpr Sql insert_area =
    "INSERT INTO directory_service_area (service, county) VALUES ($1, $2) ON CONFLICT DO NOTHING";
constexpr Sql delete_areas = "DELETE FROM directory_service_area WHERE service = $1";
constexpr Sql select_areas = "SELECT county FROM directory_service_area WHERE service = $1 ORDER BY county";
constexpr Sql insert_capacity =
    "INSERT INTO directory_capacity (service, total, occupied, held, confirmed_at, confirmed_by, version) "
    "VALUES ($1, $2, $3, 0, $4, $5, 1) ON CONFLICT (service) DO NOTHING";
constexpr Sql update_unconfirmed =
    "UPDATE directory_capacity SET total = $2, version = version + 1 "
    "WHERE service = $1 AND occupied IS NULL AND total <> $2";
constexpr Sql raise_revision = "UPDATE directory_revision SET revision = revision + 1 WHERE one = 1";
constexpr Sql set_connected = "UPDATE directory_organization SET connected = $2 WHERE id = $1";

constexpr Sql select_service = "SELECT " NWD_SERVICE_COLUMNS " FROM " NWD_SERVICE_TABLES " WHERE s.id = $1";
constexpr Sql select_of_connected =
    "SELECT " NWD_SERVICE_COLUMNS " FROM " NWD_SERVICE_TABLES " WHERE o.connected = $1 ORDER BY s.name, s.id";
constexpr Sql select_organization =
    "SELECT id, connected, name, description, url, email, phone FROM directory_organization WHERE id = $1";
constexpr Sql select_organizations_named =
    "SELECT id, connected, name, description, url, email, phone FROM directory_organization "
    "WHERE lower(name) = lower($1) ORDER BY id LIMIT $2";
constexpr Sql count_rows = "SELECT count(*) FROM directory_service";

#define NWD_SEARCH_FILTER                                                                             \
  "($1 = '' OR lower(s.name) LIKE $1 ESCAPE '!' OR lower(o.name) LIKE $1 ESCAPE '!') "                \
  "AND ($2 = '' OR s.county = $2 OR EXISTS (SELECT 1 FROM directory_service_area a "                  \
  "WHERE a.service = s.id AND a.county = $2)) "                                                       \
  "AND ($3 = '' OR s.region = $3) AND ($4 = '' OR s.state = $4) AND ($5 = 0 OR (s.kinds & $5) <> 0) " \
  "AND ($6 < 0 OR s.housing = $6) AND ($7 = 0 OR o.connected IS NOT NULL) "
constexpr Sql count_found = "SELECT count(*) FROM " NWD_SERVICE_TABLES " WHERE " NWD_SEARCH_FILTER;
constexpr Sql select_found = "SELECT " NWD_SERVICE_COLUMNS " FROM " NWD_SERVICE_TABLES " WHERE " NWD_SEARCH_FILTER
                             "AND s.id > $8 ORDER BY s.id LIMIT $9";

ListedOrganization to_listed(const Row& row) {
  ListedOrganization o;
  o.id = row.get<ListedId>(0);
  o.connected = row.get<std::optional<access::OrganizationId>>(1);
  o.name = row.text(2);
  o.description = row.text(3);
  o.url = row.text(4);
  o.email = row.text(5);
  o.phone = row.text(6);
  return o;
}

// "%half%", with LIKE's own signs taken as themselves.
std::string pattern_of(std::string_view text) {
  if (text.empty()) return {};
  std::string pattern = "%";
  for (const char c : ascii_lower(text)) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern + "%";
}

Result<void> write_areas(storage::Writer& w, const Service& s) {
  for (const auto& county : s.serves) NWD_CHECK(w.run(insert_area, s.id, county));
  return {};
}

Result<std::vector<Service>> with_areas(storage::Reader& r, std::vector<Service> services) {
  for (auto& service : services) {
    NWD_TRY(service.serves, counties_served(r, service.id));
  }
  return services;
}

std::optional<double> latitude(const Location& l) { return l.point ? std::optional(l.point->latitude) : std::nullopt; }
std::optional<double> longitude(const Location& l) {
  return l.point ? std::optional(l.point->longitude) : std::nullopt;
}

}  // namespace

Result<std::vector<std::string>> counties_served(storage::Reader& r, ServiceId id) {
  return r.all(select_areas, [](const Row& row) { return row.get<std::string>(0); }, id);
}

Result<void> services_changed(storage::Writer& w) {
  NWD_CHECK(w.run(raise_revision));
  return {};
}

Result<void> insert_organization(storage::Writer& w, const ListedOrganization& o, const Origin& from) {
  NWD_CHECK(w.run(insert_organization_row, o.id, o.connected, o.name, o.description, o.url, o.email, o.phone,
                  from.source, from.foreign_id, from.line, from.digest));
  return {};
}

Result<void> update_organization(storage::Writer& w, const ListedOrganization& o, const Origin& from) {
  NWD_CHECK(
      w.run(update_organization_row, o.id, o.name, o.description, o.url, o.email, o.phone, from.line, from.digest));
  return {};
}

Result<void> insert_service(storage::Writer& w, const Service& s, const Origin& from) {
  const auto& l = s.site;
  NWD_CHECK(w.run(insert_service_row, s.id, s.organization, s.name, s.description, s.url, s.email, s.phone, s.status,
                  s.kinds.bits(), s.housing, s.ages.from, s.ages.to, s.takes.bits(), s.asks.bits(), s.languages.bits(),
                  s.season.from, s.season.to, s.violence_only, s.eligibility, s.immigration, s.income_percent,
                  s.year_round_beds, l.name, l.address, l.city, l.state, l.postcode, l.county, l.region, latitude(l),
                  longitude(l), l.confidential, from.source, from.foreign_id, from.line, from.digest));
  if (s.capacity) {
    NWD_CHECK(w.run(insert_capacity, s.id, s.capacity->total, s.capacity->occupied, s.capacity->confirmed_at,
                    s.capacity->confirmed_by));
  }
  return write_areas(w, s);
}

Result<void> update_service(storage::Writer& w, const Service& s, const Origin& from) {
  const auto& l = s.site;
  NWD_CHECK(w.run(update_service_row, s.id, s.organization, s.name, s.description, s.url, s.email, s.phone, s.status,
                  s.kinds.bits(), s.housing, s.ages.from, s.ages.to, s.takes.bits(), s.asks.bits(), s.languages.bits(),
                  s.season.from, s.season.to, s.violence_only, s.eligibility, s.immigration, s.income_percent,
                  s.year_round_beds, from.line, from.digest));
  NWD_CHECK(w.run(update_site, s.id, l.name, l.address, l.city, l.state, l.postcode, l.county, l.region, latitude(l),
                  longitude(l), l.confidential));
  if (s.capacity) {
    NWD_CHECK(w.run(insert_capacity, s.id, s.capacity->total, std::optional<std::int32_t>(), std::optional<Instant>(),
                    std::optional<access::MemberId>()));
    NWD_CHECK(w.run(update_unconfirmed, s.id, s.capacity->total));
  }
  NWD_CHECK(w.run(delete_areas, s.id));
  return write_areas(w, s);
}

Result<ListedId> add_listed(storage::Writer& w, Random& random, const ListedOrganization& organization) {
  auto listed = organization;
  listed.id = ListedId::random(random);
  NWD_CHECK(insert_organization(w, listed, {}));
  return listed.id;
}

Result<ServiceId> add_service(storage::Writer& w, Random& random, const Service& service) {
  auto added = service;
  added.id = ServiceId::random(random);
  if (added.site.region.empty()) added.site.region = region_of_county(added.site.county);
  NWD_CHECK(insert_service(w, added, {}));
  NWD_CHECK(services_changed(w));
  return added.id;
}

Result<void> connect(storage::Writer& w, ListedId id, access::OrganizationId organization) {
  NWD_TRY(const auto changed, w.run(set_connected, id, organization));
  if (changed == 0) return fail(Code::not_found, "There is no such organization in the directory.");
  return services_changed(w);
}

Result<Page> search(storage::Reader& r, const Search& search) {
  if (search.limit < 1 || search.limit > longest_page || search.text.size() > 100) {
    return fail(Code::invalid, "A page holds 1 to 100 services, and a search text at most 100 bytes.");
  }
  const auto text = pattern_of(search.text);
  const std::int64_t kinds = search.kind ? match::Kinds{*search.kind}.bits() : 0;
  const std::int64_t housing = search.housing ? static_cast<std::int64_t>(*search.housing) : -1;
  NWD_TRY(const auto count, r.first(
                                count_found, [](const Row& row) { return row.integer(0); }, text, search.county,
                                search.region, search.state, kinds, housing, search.connected_only));
  NWD_TRY(auto found, r.all(select_found, to_service, text, search.county, search.region, search.state, kinds, housing,
                            search.connected_only, search.after.value_or(ServiceId{}), search.limit + 1));
  Page page;
  page.matching = count.value_or(0);
  page.more = found.size() > static_cast<std::size_t>(search.limit);
  if (page.more) found.pop_back();
  NWD_TRY(page.services, with_areas(r, std::move(found)));
  return page;
}

Result<std::optional<Service>> find_service(storage::Reader& r, ServiceId id) {
  NWD_TRY(auto found, r.first(select_service, to_service, id));
  if (found) {
    NWD_TRY(found->serves, counties_served(r, id));
  }
  return found;
}

Result<std::vector<Service>> services_of(storage::Reader& r, access::OrganizationId connected) {
  NWD_TRY(auto found, r.all(select_of_connected, to_service, connected));
  return with_areas(r, std::move(found));
}

Result<std::optional<ListedOrganization>> find_listed(storage::Reader& r, ListedId id) {
  return r.first(select_organization, to_listed, id);
}

Result<std::vector<ListedOrganization>> listed_by_name(storage::Reader& r, std::string_view name, int limit) {
  return r.all(select_organizations_named, to_listed, name, limit);
}

Result<std::int64_t> count_services(storage::Reader& r) {
  NWD_TRY(const auto count, r.first(count_rows, [](const Row& row) { return row.integer(0); }));
  return count.value_or(0);
}

}  // namespace nwd::directory
