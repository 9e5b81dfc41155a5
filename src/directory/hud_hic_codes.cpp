#include <algorithm>
#include <array>

#include "directory/hud_hic.h"
#include "directory/places.h"

namespace nwd::directory {
namespace {

using match::Taken;
using match::Takes;

struct Population {
  std::string_view code;
  Takes takes;
};
constexpr Takes families{Taken::women_with_children, Taken::men_with_children};
constexpr Takes minors{Taken::girls, Taken::boys};
constexpr Takes adults{Taken::women, Taken::men};
constexpr std::array<Population, 12> populations = {{
    {"", {}},
    {"SM", {Taken::men}},
    {"SF", {Taken::women}},
    {"SMF", adults},
    {"CO", {Taken::couples}},
    {"HC", families},
    {"SMHC", Takes{Taken::men} | families},
    {"SFHC", Takes{Taken::women} | families},
    {"SMF+HC", adults | families},
    {"YM", {Taken::boys}},
    {"YF", {Taken::girls}},
    {"YMF", minors},
}};

bool within(Takes takes, Takes whole) { return (takes | whole) == whole; }

// The same people, under 18.
Takes as_minors(Takes takes) {
  Takes out;
  if (takes.any_of({Taken::women, Taken::girls, Taken::women_with_children})) out.add(Taken::girls);
  if (takes.any_of({Taken::men, Taken::boys, Taken::men_with_children})) out.add(Taken::boys);
  return out;
}
Takes as_adults(Takes takes) {
  Takes out = Takes::of_bits(takes.bits() & ~minors.bits());
  if (takes.has(Taken::girls)) out.add(Taken::women);
  if (takes.has(Taken::boys)) out.add(Taken::men);
  return out;
}

HicTaken dedicated(Takes takes, char group) {
  if (group == '0') return {as_minors(takes), {0, 17}};
  if (group == '1') return {as_adults(takes), {18, 24}};
  return {takes.empty() ? takes : as_adults(takes) | as_minors(takes), {0, 24}};
}

}  // namespace

std::optional<match::Housing> hic_housing(std::string_view type) {
  if (type == "ES") return match::Housing::emergency;
  if (type == "TH" || type == "SH") return match::Housing::transitional;
  if (type == "PSH" || type == "OPH" || type == "RRH" || type == "DEM") return match::Housing::permanent;
  return std::nullopt;
}

std::optional<HicTaken> hic_taken(std::string_view code, std::string_view group, const HicBeds& beds) {
  const auto population =
      std::find_if(populations.begin(), populations.end(), [&](const auto& p) { return p.code == code; });
  if (population == populations.end()) return std::nullopt;
  if (!group.empty() && group != "0" && group != "1" && group != "2") return std::nullopt;
  auto takes = population->takes;
  if (!group.empty() && beds.youth > 0 && beds.youth >= beds.total()) return dedicated(takes, group.front());
  if (beds.only_children > 0 && !takes.empty()) takes = takes | as_minors(takes);
  match::Ages ages;
  if (!takes.empty() && within(takes, minors)) ages = {0, 17};
  if (!takes.empty() && within(takes, adults | Takes{Taken::couples})) ages = {18, 120};
  return HicTaken{takes, ages};
}

std::string hic_county(std::string_view geo_code, std::string_view region_code) {
  std::string code(geo_code);
  code.insert(0, code.size() < 6 ? 6 - code.size() : 0, '0');  // spreadsheets drop the leading zero
  if (code[2] == '9') {
    const auto fips = code.substr(0, 2) + code.substr(3);
    if (find_county(fips) != nullptr) return fips;
  }
  const auto* region = find_region(region_code);
  return region != nullptr && region->counties.size() == 1 ? region->counties.front() : "";
}

}  // namespace nwd::directory
