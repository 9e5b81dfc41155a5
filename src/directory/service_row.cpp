#include "directory/service_row.h"

#include <array>

namespace nwd::directory {
namespace {

match::Season season(const storage::Row& row, int column) {
  return {row.get<std::uint16_t>(column), row.get<std::uint16_t>(column + 1)};
}

Location site(const storage::Row& row, int column) {
  Location site;
  site.name = row.text(column);
  site.address = row.text(column + 1);
  site.city = row.text(column + 2);
  site.state = row.text(column + 3);
  site.postcode = row.text(column + 4);
  site.county = row.text(column + 5);
  site.region = row.text(column + 6);
  if (!row.null(column + 7)) site.point = match::Point{row.real(column + 7), row.real(column + 8)};
  site.confidential = row.get<bool>(column + 9);
  return site;
}

std::optional<Capacity> capacity(const storage::Row& row, int column) {
  if (row.null(column)) return std::nullopt;
  return Capacity{row.get<std::int32_t>(column),
                  row.get<std::optional<std::int32_t>>(column + 1),
                  row.get<std::int32_t>(column + 2),
                  row.get<std::optional<Instant>>(column + 3),
                  row.get<std::optional<access::MemberId>>(column + 4),
                  row.get<std::int64_t>(column + 5)};
}

}  // namespace

std::string_view word(Status status) {
  constexpr std::array<std::string_view, 3> words = {"open", "planned", "closed"};
  return words.at(static_cast<std::size_t>(status));
}

bool Location::operator==(const Location& o) const {
  const bool same_point = point.has_value() == o.point.has_value() &&
                          (!point || (point->latitude == o.point->latitude && point->longitude == o.point->longitude));
  return same_point && name == o.name && address == o.address && city == o.city && state == o.state &&
         postcode == o.postcode && county == o.county && region == o.region && confidential == o.confidential;
}

Service to_service(const storage::Row& row) {
  Service s;
  s.id = row.get<ServiceId>(0);
  s.organization = row.get<ListedId>(1);
  s.organization_name = row.text(2);
  s.connected = row.get<std::optional<access::OrganizationId>>(3);
  s.name = row.text(4);
  s.description = row.text(5);
  s.url = row.text(6);
  s.email = row.text(7);
  s.phone = row.text(8);
  s.status = row.get<Status>(9);
  s.kinds = match::Kinds::of_bits(row.integer(10));
  s.housing = row.get<match::Housing>(11);
  s.ages = {row.get<std::uint8_t>(12), row.get<std::uint8_t>(13)};
  s.takes = match::Takes::of_bits(row.integer(14));
  s.asks = match::Asks::of_bits(row.integer(15));
  s.languages = match::Languages::of_bits(row.integer(16));
  s.season = season(row, 17);
  s.violence_only = row.get<bool>(19);
  s.eligibility = row.text(20);
  s.immigration = row.text(21);
  s.income_percent = row.get<std::optional<std::int32_t>>(22);
  s.year_round_beds = row.get<std::int32_t>(23);
  s.site = site(row, 24);
  s.capacity = capacity(row, 34);
  return s;
}

}  // namespace nwd::directory
