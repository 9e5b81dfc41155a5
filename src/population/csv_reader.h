// A population from CSV, in batches. One row per person; the first row names the columns:
//
//   person                  anything short that tells persons apart; it comes back in the results
//   region                  a word to add up by
//   born, recovered ...     a fact
//   needs housing > mental  days for one service, or for all parts of a service
//   action 2 opened         a field of the second row of a list; a row is there if any of its cells says something
//   action                  `incomplete` if there may be rows that nobody knows
//
// Cells are described in cells.h. A row that is malformed or impossible is set aside; the others go on.
#pragma once

#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/csv.h"
#include "population/report.h"
#include "population/screen.h"

namespace nwd::population {

class CsvReader {
 public:
  explicit CsvReader(SchemaPtr);
  // Invalid: no header, a column named twice. Too large: more than most_regions - 1 regions. `report` gets rows,
  // set-aside rows and columns.
  Result<void> read(std::istream&, Report& report, const EachBatch&, const EachProgress&);
  [[nodiscard]] const std::vector<std::string>& regions() const { return regions_; }  // by index; 0: not given

 private:
  enum class Kind : std::uint8_t { unused, person, region, date, word, states, row, complete };
  struct Target {
    Kind kind = Kind::unused;
    const FactColumns* fact = nullptr;
    std::vector<const StateColumns*> states{};
    std::size_t row = 0;  // of a list, from 0
    std::size_t field = 0;
  };

  Result<void> take(const csv::Row&, const EachBatch&);
  Result<void> take_header(const csv::Row&);
  [[nodiscard]] Target target(std::string_view name) const;
  static Target whole_target(const FactColumns&);
  static std::optional<Target> service_target(std::string_view name, const FactColumns&);
  static std::optional<Target> row_target(std::string_view name, const FactColumns&);
  void note_missing();
  Result<void> take_person(const csv::Row&);
  Result<void> take_cell(std::size_t person, const Target&, std::string_view cell);
  Result<void> take_states(std::size_t person, const Target&, std::string_view cell);
  Result<void> take_row_cell(const Target&, std::string_view cell);
  Result<void> add_rows(std::size_t person);
  Result<void> take_region(std::size_t person, std::string_view cell);
  Result<void> flush(const EachBatch&);

  struct RowCells {
    std::vector<ListRow> rows{};
    std::vector<bool> there{};
  };

  SchemaPtr schema_;
  Screen screen_;
  Columns batch_;
  std::size_t taken_ = 0;  // persons of the batch
  Report* report_ = nullptr;
  std::vector<Target> targets_;
  std::vector<std::string> names_;
  std::map<const FactColumns*, RowCells> lists_;
  std::vector<std::string> regions_{std::string()};
  std::map<std::string, std::uint16_t, std::less<>> region_numbers_;
  bool has_header_ = false;
};

}  // namespace nwd::population
