// HSDS 3.0 (Open Referral) as it is read, from tables and from JSON alike, and the words in which this directory's own
// facts travel in it: attributes of the taxonomy "nwd", each a property with a value.
#pragma once

#include "directory/package.h"

namespace nwd::directory::hsds {

inline constexpr std::string_view own_taxonomy = "nwd";

struct Term {
  std::string taxonomy;
  std::string name;
  std::string value;
};

struct Area {
  std::string name;
  std::string extent;
  std::string extent_type;
};
inline constexpr std::string_view county_extent = "fips";  // extent is a county's code

// Text as it stands in the source.
struct ServiceText {
  std::string id, organization, name, description, url, email, phone, status, eligibility, minimum_age, maximum_age;
  std::vector<std::string> languages;  // codes or names
  std::vector<Term> terms;
  std::vector<Area> areas;
  std::optional<Location> site;
};

// Empty, or why the service is set aside.
std::string add_service(Package&, const ServiceText&, std::int64_t line);

// Sets the property of a term of own_taxonomy; false when its value cannot be.
bool set_property(Service&, std::string_view property, std::string_view value);
// The other way: each property of a service as name and value.
std::vector<std::pair<std::string, std::string>> properties_of(const Service&);

Result<void> read_tables(const std::filesystem::path& folder, Package&);
Result<void> read_json(const std::filesystem::path& file, Package&);

}  // namespace nwd::directory::hsds
