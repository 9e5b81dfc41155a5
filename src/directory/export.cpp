#include "directory/export.h"

#include <fmt/format.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <cctype>

#include "directory/export_store.h"
#include "directory/hsds.h"
#include "directory/identifiers.h"
#include "directory/places.h"

namespace nwd::directory {
namespace {

using boost::json::array;
using boost::json::object;

constexpr std::string_view uri_characters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&'()*+,;=";

// The schema wants a URI; directories write "www.example.org". What is neither is left out.
void add_url(object& o, std::string_view name, const std::string& url) {
  if (url.empty() || url.find_first_not_of(uri_characters) != std::string::npos) return;
  const bool whole = url.starts_with("http://") || url.starts_with("https://");
  if (!whole && url.find(':') != std::string::npos) return;
  o[name] = whole ? url : "http://" + url;
}

void add_email(object& o, const std::string& email) {
  constexpr std::string_view characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._+@";
  const auto at = email.find('@');
  const bool plain = email.find_first_not_of(characters) == std::string::npos;
  if (plain && at != std::string::npos && at > 0 && email.find('.', at + 2) != std::string::npos &&
      email.find('@', at + 1) == std::string::npos && std::isalnum(static_cast<unsigned char>(email.back())) != 0) {
    o["email"] = email;
  }
}

void add_text(object& o, std::string_view name, const std::string& text) {
  if (!text.empty()) o[name] = text;
}

std::string id_for(std::string_view what, const IdBytes& owner, std::string_view name) {
  return to_text(id_of_name(what, to_text(owner), name));
}

void add_phone(object& o, const IdBytes& owner, const std::string& number) {
  if (!number.empty()) o["phones"] = array{object{{"id", id_for("phone", owner, number)}, {"number", number}}};
}

object location_of(const Location& site, const std::string& id) {
  object o{{"id", id}, {"location_type", "physical"}};
  add_text(o, "name", site.name);
  if (site.point) {
    o["latitude"] = site.point->latitude;
    o["longitude"] = site.point->longitude;
  }
  if (!site.address.empty()) {
    o["addresses"] = array{object{{"id", to_text(id_of_name("address", id, ""))},
                                  {"address_1", site.address},
                                  {"city", site.city},
                                  {"state_province", site.state},
                                  {"postal_code", site.postcode},
                                  {"country", "US"},
                                  {"address_type", "physical"}}};
  }
  return o;
}

array attributes_of(const Service& s) {
  array out;
  for (const auto& [name, value] : hsds::properties_of(s)) {
    const object term{{"id", to_text(id_of_name("term", hsds::own_taxonomy, name))},
                      {"name", name},
                      {"description", "A property of a service in this directory."},
                      {"taxonomy", hsds::own_taxonomy}};
    out.push_back(object{{"id", id_for("attribute", s.id, fmt::format("{}={}", name, value))},
                         {"link_id", s.id.text()},
                         {"link_entity", "service"},
                         {"value", value},
                         {"taxonomy_term", term}});
  }
  return out;
}

array languages_of(const Service& s) {
  array out;
  for (int i = 0; i < match::language_count; ++i) {
    const auto language = static_cast<match::Language>(i);
    if (!s.languages.has(language)) continue;
    out.push_back(object{{"id", id_for("language", s.id, word(language))}, {"code", word(language)}});
  }
  return out;
}

array areas_of(const Service& s) {
  array out;
  for (const auto& fips : s.serves) {
    const auto* county = find_county(fips);
    out.push_back(object{{"id", id_for("area", s.id, fips)},
                         {"name", county == nullptr ? fips : county->name},
                         {"extent", fips},
                         {"extent_type", hsds::county_extent}});
  }
  return out;
}

std::string_view status_word(Status status) {
  switch (status) {
    case Status::open: return "active";
    case Status::planned: return "inactive";
    case Status::closed: return "defunct";
  }
  return "inactive";
}

object service_of(const Service& s) {
  object o{{"id", s.id.text()}, {"organization_id", s.organization.text()}, {"name", s.name}};
  o["status"] = status_word(s.status);
  add_text(o, "description", s.description);
  add_text(o, "eligibility_description", s.eligibility);
  add_url(o, "url", s.url);
  add_email(o, s.email);
  add_phone(o, s.id, s.phone);
  if (s.ages.from > 0) o["minimum_age"] = s.ages.from;
  if (s.ages.to < 120) o["maximum_age"] = s.ages.to;
  if (auto languages = languages_of(s); !languages.empty()) o["languages"] = std::move(languages);
  if (auto areas = areas_of(s); !areas.empty()) o["service_areas"] = std::move(areas);
  if (!s.site.confidential && (!s.site.address.empty() || s.site.point)) {
    const auto location = location_of(s.site, id_for("location", s.id, ""));
    o["service_at_locations"] = array{object{{"id", id_for("at", s.id, "")}, {"location", location}}};
  }
  o["attributes"] = attributes_of(s);
  return o;
}

object organization_of(const ExportedOrganization& from) {
  const auto& listed = from.organization;
  // The schema requires a description; where there is none, the name is one.
  object o{{"id", listed.id.text()}, {"name", listed.name}};
  o["description"] = listed.description.empty() ? listed.name : listed.description;
  add_email(o, listed.email);
  add_url(o, "website", listed.url);
  add_phone(o, listed.id, listed.phone);
  array services;
  for (const auto& service : from.services) services.push_back(service_of(service));
  o["services"] = std::move(services);
  array offices;
  for (const auto& [id, office] : from.offices) offices.push_back(location_of(office, to_text(id)));
  if (!offices.empty()) o["locations"] = std::move(offices);
  return o;
}

}  // namespace

Result<ExportCounts> export_hsds(storage::Database& database, const Sink& sink) {
  ExportCounts counts;
  NWD_CHECK(sink("["));
  NWD_CHECK(database.read([&](storage::Reader& r) -> Result<void> {
    return each_exported(r, [&](const ExportedOrganization& organization) -> Result<void> {
      NWD_CHECK(sink(counts.organizations == 0 ? "\n" : ",\n"));
      ++counts.organizations;
      counts.services += static_cast<std::int64_t>(organization.services.size());
      return sink(boost::json::serialize(organization_of(organization)));
    });
  }));
  NWD_CHECK(sink("\n]\n"));
  return counts;
}

}  // namespace nwd::directory
