// Which columns a population has for a charter: one for each date and choice, begins and ends for each set of days,
// and a few rows of every list beside one another.
//
//   date, maybe_date    one column of days
//   choice              one column of bytes, the index of the word
//   state               `state_slots` pairs of day columns, begin and end; an unused pair is (never, never)
//   state_per_service   the same for each service without parts
//   list                a column of bytes, how many rows, and for each of `inline_rows` rows one column per field
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "charter/charter.h"

namespace nwd::population {

struct Layout {
  std::size_t inline_rows = 4;  // 1..4; a person with more rows is evaluated alone
  std::size_t state_slots = 2;  // 1..4; a person with more intervals is evaluated alone
  // Expressions looked at in compiling, over all services; with more of them everybody is evaluated alone.
  std::size_t most_expressions = 2'000'000;
};

struct FieldColumns {
  charter::Field field;
  std::vector<std::uint32_t> rows{};  // day or byte column of each inline row
};

struct StateColumns {
  std::string service;      // path; empty for a fact that is a plain state
  std::uint32_t first = 0;  // day columns first, first + 1: begin and end of the first interval, and so on
};

struct FactColumns {
  charter::Field self;
  std::uint32_t column = 0;  // day column of a date, byte column of a choice, byte column of the count of a list
  std::vector<StateColumns> states{};
  std::vector<FieldColumns> fields{};
};

class Schema {
 public:
  static std::shared_ptr<const Schema> of(const charter::Charter&, const Layout&);
  // For two charters over one population. Invalid: a fact of one name and two meanings, or a service that has parts in
  // one charter only.
  static Result<std::shared_ptr<const Schema>> of(const charter::Charter&, const charter::Charter&, const Layout&);

  [[nodiscard]] const Layout& layout() const { return layout_; }
  [[nodiscard]] const std::vector<FactColumns>& facts() const { return facts_; }
  [[nodiscard]] const FactColumns* fact(std::string_view name) const;
  [[nodiscard]] std::size_t day_columns() const { return days_; }
  [[nodiscard]] std::size_t byte_columns() const { return bytes_; }

 private:
  Schema(const charter::Charter&, const Layout&);
  void add(const charter::Charter&, const charter::Fact&);
  Result<void> merge(const charter::Charter&);
  Result<void> merge_services(FactColumns&, const charter::Charter&);
  StateColumns state(std::string service);

  Layout layout_;
  std::vector<FactColumns> facts_;
  std::uint32_t days_ = 0;
  std::uint32_t bytes_ = 0;
};

using SchemaPtr = std::shared_ptr<const Schema>;

}  // namespace nwd::population
