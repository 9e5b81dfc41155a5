#include "directory/places.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <span>
#include <stdexcept>

#include "base/csv.h"
#include "base/embedded.h"
#include "base/text.h"

namespace nwd::directory::place_tables {
std::span<const EmbeddedFile> files();
}

namespace nwd::directory {
namespace {

// The tables are part of the program: a row that cannot be read is a bug.
template <class Use>
void each_row(std::string_view name, std::size_t columns, Use use) {
  for (const auto& file : place_tables::files()) {
    if (file.name != name) continue;
    csv::Reader reader;
    bool header = true;
    const csv::EachRow each = [&](const csv::Row& row) -> Result<void> {
      if (row.fields.size() != columns) return fail(Code::corrupt, "");
      if (!header) use(row.fields);
      header = false;
      return {};
    };
    if (reader.read(file.content, each) && reader.finish(each)) return;
  }
  throw std::logic_error("an embedded table of places is damaged");
}

double number(std::string_view text) {
  double value = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc()) {
    throw std::logic_error("an embedded table of places is damaged");
  }
  return value;
}

// "St. Johns County" and "Saint Johns" are one; so are "DeSoto" and "De Soto".
std::string plain_name(std::string_view name) {
  std::string lower = ascii_lower(trim(name));
  for (const std::string_view ending : {" county", " parish", " borough", " census area", " municipio"}) {
    if (lower.size() > ending.size() && lower.ends_with(ending)) lower.resize(lower.size() - ending.size());
  }
  if (lower.starts_with("saint ")) lower.replace(0, 6, "st ");
  std::erase_if(lower, [](char c) { return c == ' ' || c == '.' || c == '\'' || c == '-'; });
  return lower;
}

struct Tables {
  std::vector<County> counties;
  std::map<std::string, Region, std::less<>> regions;
  std::map<std::string, std::size_t, std::less<>> by_name;  // "FL/stjohns"
  std::shared_ptr<const match::Geography> geography;
};

Tables load() {
  Tables tables;
  each_row("regions.csv", 2,
           [&](const auto& f) { tables.regions.emplace(f[0], Region{std::string(f[0]), std::string(f[1]), {}}); });
  each_row("counties.csv", 4, [&](const auto& f) {
    tables.by_name.emplace(std::string(f[2]) + '/' + plain_name(f[1]), tables.counties.size());
    tables.counties.push_back({std::string(f[0]), std::string(f[1]), std::string(f[2]), std::string(f[3])});
    if (const auto region = tables.regions.find(f[3]); region != tables.regions.end()) {
      region->second.counties.emplace_back(f[0]);
    }
  });
  std::map<std::string, match::Point, std::less<>> middles;
  each_row("county_centroids.csv", 3,
           [&](const auto& f) { middles.emplace(f[0], match::Point{number(f[1]), number(f[2])}); });
  std::vector<match::CountyPlace> places;
  for (const auto& county : tables.counties) {
    const auto middle = middles.find(county.fips);
    places.push_back(
        {county.fips, county.region, middle == middles.end() ? std::nullopt : std::optional(middle->second)});
  }
  tables.geography = std::make_shared<const match::Geography>(places);
  return tables;
}

const Tables& tables() {
  static const Tables loaded = load();
  return loaded;
}

}  // namespace

const std::vector<County>& counties() { return tables().counties; }

std::vector<const County*> counties_of_state(std::string_view state) {
  std::vector<const County*> found;
  for (const auto& county : counties()) {
    if (county.state == state) found.push_back(&county);
  }
  std::sort(found.begin(), found.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
  return found;
}

const County* find_county(std::string_view fips) {
  const auto& all = counties();
  const auto found = std::lower_bound(all.begin(), all.end(), fips, [](const auto& c, auto f) { return c.fips < f; });
  return found != all.end() && found->fips == fips ? &*found : nullptr;
}

const County* find_county(std::string_view state, std::string_view name) {
  const auto found = tables().by_name.find(std::string(state) + '/' + plain_name(name));
  return found == tables().by_name.end() ? nullptr : &counties()[found->second];
}

const Region* find_region(std::string_view code) {
  const auto found = tables().regions.find(code);
  return found == tables().regions.end() ? nullptr : &found->second;
}

std::string region_of_county(std::string_view fips) {
  const auto* county = find_county(fips);
  return county == nullptr ? "" : county->region;
}

std::shared_ptr<const match::Geography> geography() { return tables().geography; }

}  // namespace nwd::directory
