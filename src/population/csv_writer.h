// Results as CSV; the columns are described in run.h.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "population/run.h"

namespace nwd::population {

inline constexpr std::size_t most_regions_by = 256;  // of a run that adds up by region, the one not given among them

class IntervalsWriter {
 public:
  IntervalsWriter(std::ostream&, const Plan&, bool whole);
  void add(const Columns&, const Block&);

 private:
  void add_person(const std::string& id, const Block&, std::size_t person);
  void add_days(const std::string& id, std::size_t output, const char* bound, const DaySet&);

  std::ostream& out_;
  const Plan& plan_;
  bool whole_;
  std::vector<std::string> rights_;  // of each output: "owed,housing > emergency"
};

std::string quoted(std::string_view cell);  // in quotes where CSV needs them

}  // namespace nwd::population
