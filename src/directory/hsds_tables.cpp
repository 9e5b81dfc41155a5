#include <map>

#include "directory/hsds.h"
#include "directory/table.h"

namespace nwd::directory::hsds {
namespace {

std::optional<match::Point> point(std::string_view latitude, std::string_view longitude) {
  const auto lat = degrees(latitude);
  const auto lon = degrees(longitude);
  if (!lat || !lon || *lat < -90 || *lat > 90) return std::nullopt;
  return match::Point{*lat, *lon};
}

// The tables beside services.csv, by what they hang on.
class Tables {
 public:
  Tables(const std::filesystem::path& folder, Package& package) : folder_(folder), package_(package) {}

  Result<void> all() {
    NWD_CHECK(phones());
    NWD_CHECK(organizations());
    NWD_CHECK(locations());
    NWD_CHECK(of_services());
    return services();
  }

 private:
  template <class Use>
  Result<void> beside(std::string_view file, const std::vector<std::string_view>& columns, Use use) {
    return read_table_if_there(folder_ / file, columns, package_, [&](const TableRow& row) {
      use(row);
      return std::string();
    });
  }

  Result<void> phones() {
    return beside("phones.csv", {"id", "number"}, [&](const TableRow& row) {
      for (const auto* owner : {"organization_id", "service_id", "location_id"}) {
        if (const auto id = row.text(owner); !id.empty()) phones_.emplace(id, row.text("number"));
      }
    });
  }

  Result<void> organizations() {
    return read_table(folder_ / "organizations.csv", {"id", "name"}, package_, [&](const TableRow& row) {
      OrganizationDraft draft{row.text("id"), row.line(), {}};
      draft.value.name = row.text("name");
      draft.value.description = row.text("description");
      draft.value.email = row.text("email");
      draft.value.url = row.text("website");
      draft.value.phone = phones_[draft.foreign_id];
      return package_.add(std::move(draft));
    });
  }

  Result<void> locations() {
    NWD_CHECK(beside("locations.csv", {"id"}, [&](const TableRow& row) {
      auto& site = locations_[row.text("id")];
      site.name = row.text("name");
      site.point = point(row["latitude"], row["longitude"]);
    }));
    NWD_CHECK(beside("addresses.csv", {"location_id", "address_1"}, [&](const TableRow& row) {
      const auto location = locations_.find(row.text("location_id"));
      if (location == locations_.end() || !location->second.address.empty()) return;
      auto& site = location->second;
      site.address = row.text("address_1");
      if (!row["address_2"].empty()) site.address += ", " + row.text("address_2");
      site.city = row.text("city");
      site.state = row.text("state_province");
      site.postcode = row.text("postal_code");
    }));
    return beside("service_at_location.csv", {"service_id", "location_id"},
                  [&](const TableRow& row) { sites_.emplace(row.text("service_id"), row.text("location_id")); });
  }

  Result<void> of_services() {
    NWD_CHECK(beside("languages.csv", {"id"}, [&](const TableRow& row) {
      languages_[row.text("service_id")].push_back(row.text(row["code"].empty() ? "name" : "code"));
    }));
    NWD_CHECK(beside("service_areas.csv", {"service_id", "name"}, [&](const TableRow& row) {
      areas_[row.text("service_id")].push_back({row.text("name"), row.text("extent"), row.text("extent_type")});
    }));
    std::map<std::string, Term> terms;
    NWD_CHECK(beside("taxonomy_terms.csv", {"id", "name"}, [&](const TableRow& row) {
      terms[row.text("id")] = {row.text("taxonomy"), row.text("name"), {}};
    }));
    return beside("attributes.csv", {"link_id", "taxonomy_term_id"}, [&](const TableRow& row) {
      const auto term = terms.find(row.text("taxonomy_term_id"));
      if (term == terms.end()) return;
      terms_[row.text("link_id")].push_back({term->second.taxonomy, term->second.name, row.text("value")});
    });
  }

  Result<void> services() {
    return read_table(folder_ / "services.csv", {"id", "organization_id", "name", "status"}, package_,
                      [&](const TableRow& row) { return service(row); });
  }

  std::string service(const TableRow& row) {
    ServiceText text;
    text.id = row.text("id");
    text.organization = row.text("organization_id");
    text.name = row.text("name");
    text.description = row.text("description");
    text.url = row.text("url");
    text.email = row.text("email");
    text.status = row.text("status");
    text.eligibility = row.text("eligibility_description");
    text.minimum_age = row.text("minimum_age");
    text.maximum_age = row.text("maximum_age");
    text.phone = phones_[text.id];
    text.languages = languages_[text.id];
    text.areas = areas_[text.id];
    text.terms = terms_[text.id];
    if (const auto site = sites_.find(text.id); site != sites_.end()) text.site = locations_[site->second];
    return add_service(package_, text, row.line());
  }

  const std::filesystem::path& folder_;
  Package& package_;
  std::map<std::string, std::string> phones_;
  std::map<std::string, Location> locations_;
  std::map<std::string, std::string> sites_;  // a service's first location
  std::map<std::string, std::vector<std::string>> languages_;
  std::map<std::string, std::vector<Area>> areas_;
  std::map<std::string, std::vector<Term>> terms_;
};

}  // namespace

Result<void> read_tables(const std::filesystem::path& folder, Package& package) {
  return Tables(folder, package).all();
}

}  // namespace nwd::directory::hsds

namespace nwd::directory {

Result<Package> read_hsds(const std::filesystem::path& path) {
  Package package("hsds");
  std::error_code ignored;
  const bool folder = std::filesystem::is_directory(path, ignored);
  NWD_CHECK(folder ? hsds::read_tables(path, package) : hsds::read_json(path, package));
  return package;
}

}  // namespace nwd::directory
