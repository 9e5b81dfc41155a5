// A whole population through a charter, from a stream to a stream, in bounded memory.
//
//   const auto report = population::run_csv(charter, in, out, {}, [](const Progress& p) { ...; return Result<void>();
//   }); std::cerr << render_text(*report);
#pragma once

#include <functional>
#include <istream>
#include <map>
#include <ostream>

#include "base/cents.h"
#include "population/report.h"
#include "population/tally.h"

namespace nwd::population {

// Owed days, one interval a row: person,right,name,bound,from,until
//   person  the population's own column, or the line of the row
//   right   owed, or immune from
//   bound   certain; possible only where some fact is unknown and the possible days are others
//   until   the first day outside; `..` for an open end
// Services with parts are left out unless `whole`: their parts say it.
struct IntervalsOptions {
  Layout layout{};
  bool whole = false;
};
Result<Report> run_csv(const charter::Charter&, std::istream& in, std::ostream& out, const IntervalsOptions&,
                       const EachProgress&);

// The same between files of columns (columnar.h); a person is the number of its row.
Result<Report> run_columnar(const charter::Charter&, std::istream& in, std::ostream& out, const IntervalsOptions&,
                            const EachProgress&);

// Persons and person-days, one group a row:
//   change,right,name,from,until,age,region,certain_persons,certain_days,possible_persons,possible_days,...
// `change` is owed; or before, after, gained and lost when two charters are compared. Groups of nobody are left out.
// With prices, certain_cost and possible_cost follow. With prices of funds, fund, price and currency stand before them,
// and rows `paid` say what each fund pays for, apart for each price; a price is empty where the fund has none.
enum class Form : std::uint8_t { csv, json };  // JSON: {"rows": [{...}, ...]} with the same names
struct TotalsOptions {
  Layout layout{};
  Day from{};  // the days that count: [from, until), within the years 1 to 9999
  Day until{};
  bool by_month = false;
  bool by_age = false;  // on the day of identification
  bool by_region = false;
  std::map<std::string, Cents, std::less<>> per_day{};  // by service, "housing > emergency"
  Form form = Form::csv;
};
Result<Report> total_csv(const charter::Charter&, std::istream& in, std::ostream& out, const TotalsOptions&,
                         const EachProgress&);
Result<Report> total_columnar(const charter::Charter&, std::istream& in, std::ostream& out, const TotalsOptions&,
                              const EachProgress&);
// What is gained and lost by going from one charter to the other, over one population.
Result<Report> compare_csv(const charter::Charter& before, const charter::Charter& after, std::istream& in,
                           std::ostream& out, const TotalsOptions&, const EachProgress&);
Result<Report> compare_columnar(const charter::Charter& before, const charter::Charter& after, std::istream& in,
                                std::ostream& out, const TotalsOptions&, const EachProgress&);

// The same for what is already in columns.
struct Change {
  std::string name;
  bool immunity = false;
  std::size_t group = 0;  // Tally::group
  Sums gained{};
  Sums lost{};
};
struct Comparison {
  std::vector<Change> changes{};  // without those of nobody
  Sums gained{};                  // days of services without parts, over all groups; persons are not added up
  Sums lost{};
  Cents certain_cost{};  // of gained less lost days
  Counts counts{};
};
Result<Comparison> compare(const Plan& of_two_charters, const Columns&, const TotalsOptions&);

}  // namespace nwd::population
