#include <algorithm>
#include <cmath>

#include "directory/hsds.h"
#include "directory/kind_words.h"
#include "directory/places.h"
#include "directory/table.h"

namespace nwd::directory::hsds {
namespace {

// "12", "12.0"; the schema says number, tables say text.
bool read_age(const std::string& text, std::uint8_t& into) {
  if (text.empty()) return true;
  const auto age = degrees(text);
  if (!age) {
    const auto number = whole_number(text);
    if (!number) return false;
    into = 120;  // "999": no limit
    return true;
  }
  if (*age < 0) return false;
  into = static_cast<std::uint8_t>(std::min(std::floor(*age), 120.0));
  return true;
}

bool read_status(const std::string& text, Status& into) {
  into = text == "active" ? Status::open : Status::closed;
  return text == "active" || text == "inactive" || text == "defunct" || text == "temporarily closed";
}

// Areas that are not all counties leave the service unlimited, and stand in its words.
void read_areas(const ServiceText& text, Service& s) {
  std::string names;
  bool all_counties = true;
  for (const auto& area : text.areas) {
    const auto* county =
        area.extent_type == county_extent ? find_county(area.extent) : find_county(s.site.state, area.name);
    if (county == nullptr) {
      all_counties = false;
      names += (names.empty() ? "Serves: " : "; ") + area.name;
    } else {
      s.serves.push_back(county->fips);
    }
  }
  std::sort(s.serves.begin(), s.serves.end());
  s.serves.erase(std::unique(s.serves.begin(), s.serves.end()), s.serves.end());
  if (all_counties) return;
  s.serves.clear();
  s.eligibility += (s.eligibility.empty() ? "" : " ") + names;
}

std::string read_terms(const ServiceText& text, Service& s) {
  std::string filed_under = text.name;
  for (const auto& term : text.terms) {
    if (term.taxonomy == own_taxonomy) {
      if (!set_property(s, term.name, term.value)) return "the attribute \"" + term.name + "\" has no such value";
    } else {
      filed_under += ", " + term.name;
    }
  }
  if (s.kinds.empty()) {
    s.kinds = kinds_named(filed_under);
    if (names_a_shelter(filed_under)) s.housing = match::Housing::emergency;
  }
  if (s.kinds.empty()) s.kinds = {match::Kind::other};
  return {};
}

}  // namespace

std::string add_service(Package& package, const ServiceText& text, std::int64_t line) {
  ServiceDraft draft{text.id, text.organization, line, {}};
  auto& s = draft.value;
  s.name = text.name;
  s.description = text.description;
  s.url = text.url;
  s.email = text.email;
  s.phone = text.phone;
  s.eligibility = text.eligibility;
  if (text.site) s.site = *text.site;
  if (!read_status(text.status, s.status)) return "status is not active, inactive, defunct or temporarily closed";
  if (!read_age(text.minimum_age, s.ages.from)) return "minimum_age is not an age";
  if (!read_age(text.maximum_age, s.ages.to)) return "maximum_age is not an age";
  if (s.ages.from > s.ages.to) return "minimum_age is above maximum_age";
  for (const auto& name : text.languages) {
    if (const auto language = match::parse_language(name)) s.languages.add(*language);
  }
  if (auto reason = read_terms(text, s); !reason.empty()) return reason;
  read_areas(text, s);
  if (s.site.confidential) s.site.address = s.site.postcode = s.site.city = {}, s.site.point.reset();
  return package.add(std::move(draft));
}

}  // namespace nwd::directory::hsds
