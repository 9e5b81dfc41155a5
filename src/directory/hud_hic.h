// The codes of HUD's Housing Inventory Count (2014), and what they say of whom a project takes. Source: HUD, "Notice
// for Housing Inventory Count and Point-in-Time Data Collection" and "HIC supplemental guidance on counting homeless
// youth".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "directory/directory.h"

namespace nwd::directory {

struct HicBeds {
  std::int64_t year_round = 0;
  std::int64_t seasonal = 0;
  std::int64_t only_children = 0;  // for households of children only
  std::int64_t youth = 0;          // dedicated to the youth age group
  std::int64_t veteran = 0;
  [[nodiscard]] std::int64_t total() const { return year_round + seasonal; }
};

// ES emergency shelter; SH safe haven, TH transitional; PSH, OPH permanent; RRH and its demonstration DEM move people
// into permanent housing.
std::optional<match::Housing> hic_housing(std::string_view project_type);

struct HicTaken {
  match::Takes takes;
  match::Ages ages;
};
// Population: S single, Y unaccompanied youth, M/F male/female, HC households with children, CO couples only. Youth age
// group: 0 under 18, 1 18 to 24, 2 up to 24; it binds a project only if all its beds are dedicated.
std::optional<HicTaken> hic_taken(std::string_view population, std::string_view youth_group, const HicBeds&);

// Six digits: state, 9, county; or the code of a city, for which the only county of its region is taken, if there is
// one.
std::string hic_county(std::string_view geo_code, std::string_view region);

}  // namespace nwd::directory
