// Sums and costs as CSV or JSON; the columns are described in run.h.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "population/run.h"

namespace nwd::population {

// Also says in the report what each fund pays in all, and what it pays that has no price. Too_large: a cost beyond what
// whole cents can hold.
Result<void> write_totals(std::ostream&, const Plan&, const Tally&, const TallyBy&, const TotalsOptions&,
                          const std::vector<std::string>& regions, Report&);

}  // namespace nwd::population
