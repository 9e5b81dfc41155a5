// The San Mateo County sample: tables joined by numbers, services filed under keywords.
#include <map>

#include "directory/kind_words.h"
#include "directory/places.h"
#include "directory/table.h"

namespace nwd::directory {
namespace {

constexpr std::string_view state = "CA";

struct Place {
  std::string organization;
  std::string languages;
  std::string phone;
  Location site;
};
using Places = std::map<std::string, Place>;

std::string read_location(const TableRow& row, Package& package, Places& places) {
  auto id = row.text("id");
  if (id.empty()) return "the location has no id";
  if (!package.has_organization(row.text("organization_id"))) return "its organization is not among those read";
  Place place{row.text("organization_id"), row.text("languages"), {}, {}};
  place.site.name = row.text("name");
  place.site.state = state;
  const auto latitude = degrees(row["latitude"]);
  const auto longitude = degrees(row["longitude"]);
  if (latitude && longitude) place.site.point = match::Point{*latitude, *longitude};
  return places.emplace(std::move(id), std::move(place)).second ? "" : "the location's id stands here twice";
}

std::string read_address(const TableRow& row, Places& places) {
  const auto place = places.find(row.text("location_id"));
  if (place == places.end()) return "its location is not among those read";
  auto& site = place->second.site;
  site.address = row.text("address_1");
  if (!row["address_2"].empty()) site.address += ", " + row.text("address_2");
  site.city = row.text("city");
  site.state = row.text("state_province");
  site.postcode = row.text("postal_code");
  return {};
}

// Cities cannot be told from neighbourhoods here: a service limited to some keeps them in its words only.
void read_areas(const TableRow& row, Service& s) {
  const auto areas = list_of(row["service_areas"], ',');
  for (const auto& area : areas) {
    const auto* county = area.ends_with(" County") ? find_county(state, area) : nullptr;
    if (county == nullptr) {
      s.serves.clear();
      s.eligibility += (s.eligibility.empty() ? "Serves " : " Serves ") + row.text("service_areas") + ".";
      return;
    }
    s.serves.push_back(county->fips);
  }
}

void read_what(const TableRow& row, Service& s) {
  const auto words = row.text("name") + ", " + row.text("keywords");
  s.kinds = kinds_named(words);
  if (s.kinds.empty()) s.kinds = {match::Kind::other};
  if (names_a_shelter(words)) s.housing = match::Housing::emergency;
  s.status = row["status"] == "active" ? Status::open : Status::closed;
}

void read_languages(std::string_view text, Service& s) {
  for (const auto& name : list_of(text, ',')) {
    if (const auto language = match::parse_language(name)) s.languages.add(*language);
  }
}

std::string read_service(const TableRow& row, Package& package, const Places& places) {
  const auto place = places.find(row.text("location_id"));
  if (place == places.end()) return "its location is not among those read";
  ServiceDraft draft{row.text("id"), place->second.organization, row.line(), {}};
  auto& s = draft.value;
  s.name = row.text("name");
  s.description = row.text("description");
  s.email = row.text("email");
  s.url = row.text("website");
  s.phone = place->second.phone;
  s.eligibility = row.text("eligibility");
  s.site = place->second.site;
  read_what(row, s);
  read_areas(row, s);
  read_languages(row["languages"], s);
  read_languages(place->second.languages, s);
  return package.add(std::move(draft));
}

}  // namespace

Result<Package> read_san_mateo(const std::filesystem::path& folder) {
  Package package("san-mateo");
  Places places;
  NWD_CHECK(read_table(folder / "organizations.csv", {"id", "name"}, package, [&](const TableRow& row) {
    OrganizationDraft draft{row.text("id"), row.line(), {}};
    draft.value.name = row.text("name");
    draft.value.description = row.text("description");
    draft.value.email = row.text("email");
    draft.value.url = row.text("website");
    return package.add(std::move(draft));
  }));
  NWD_CHECK(read_table(folder / "locations.csv", {"id", "organization_id", "name"}, package,
                       [&](const TableRow& row) { return read_location(row, package, places); }));
  NWD_CHECK(read_table_if_there(folder / "addresses.csv", {"location_id", "address_1"}, package,
                                [&](const TableRow& row) { return read_address(row, places); }));
  NWD_CHECK(read_table_if_there(folder / "phones.csv", {"location_id", "number"}, package, [&](const TableRow& row) {
    const auto place = places.find(row.text("location_id"));
    const bool voice = row["number_type"].empty() || row["number_type"] == "voice";
    if (place != places.end() && voice && place->second.phone.empty()) place->second.phone = row.text("number");
    return std::string();
  }));
  NWD_CHECK(read_table(folder / "services.csv", {"id", "location_id", "name", "keywords", "status"}, package,
                       [&](const TableRow& row) { return read_service(row, package, places); }));
  return package;
}

}  // namespace nwd::directory
