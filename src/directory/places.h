// Counties, their regions and their middles: carried in the binary (data/places, each table with its SOURCE note).
// A region is a HUD Continuum of Care: a real partition of the country, by which shelters are counted and navigators
// work.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "match/geography.h"

namespace nwd::directory {

struct County {
  std::string fips;    // "27053"
  std::string name;    // "Hennepin County"
  std::string state;   // "MN"
  std::string region;  // "MN-500"; "" where none is known
};

struct Region {
  std::string code;
  std::string name;  // "Minneapolis/Hennepin County CoC"
  std::vector<std::string> counties;
};

const std::vector<County>& counties();                                     // by FIPS
std::vector<const County*> counties_of_state(std::string_view state);      // "MN"; by name
const County* find_county(std::string_view fips);                          // null if there is none
const County* find_county(std::string_view state, std::string_view name);  // "FL", "St. Johns County" or "St. Johns"
const Region* find_region(std::string_view code);
std::string region_of_county(std::string_view fips);  // "" when not known
std::shared_ptr<const match::Geography> geography();

}  // namespace nwd::directory
