// Facts of many persons, column by column. What is not set is unknown; a list without rows is empty.
//
//   population::Columns people(plan.schema());
//   people.resize(2);
//   people.days(schema->fact("born")->column)[0] = born.number;
//
// The few persons who do not fit the columns (more rows or intervals, a list that may have rows nobody knows) are kept
// beside them and are evaluated alone, with the same result.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/day_set.h"
#include "charter/evaluate.h"
#include "population/schema.h"

namespace nwd::population {

inline constexpr std::int32_t unknown_day = INT32_MIN;
inline constexpr std::int32_t never_day = distant_future.number;
inline constexpr std::uint8_t unknown_word = 255;
inline constexpr std::uint8_t no_row = 254;  // a choice of a row that is not there

// One row of a list: a day or the index of a word for each field.
using ListRow = std::vector<std::int32_t>;
ListRow unknown_row(const FactColumns& list);  // of which nothing is known yet

class Columns {
 public:
  explicit Columns(SchemaPtr);

  [[nodiscard]] const Schema& schema() const { return *schema_; }
  [[nodiscard]] const SchemaPtr& schema_pointer() const { return schema_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  void resize(std::size_t);  // persons that are new are known nothing of
  void clear();

  std::vector<std::int32_t>& days(std::uint32_t column) { return days_[column]; }
  std::vector<std::uint8_t>& bytes(std::uint32_t column) { return bytes_[column]; }
  [[nodiscard]] const std::vector<std::int32_t>& days(std::uint32_t column) const { return days_[column]; }
  [[nodiscard]] const std::vector<std::uint8_t>& bytes(std::uint32_t column) const { return bytes_[column]; }

  void set_state(std::size_t person, const StateColumns&, const DaySet&);
  void set_unknown(std::size_t person, const StateColumns&);
  Result<void> add_row(std::size_t person, const FactColumns&, const ListRow&);  // too_large: more than 16
  void set_incomplete(std::size_t person, const FactColumns&);                   // there may be rows that nobody knows

  [[nodiscard]] DaySet state(std::size_t person, const StateColumns&) const;  // of one that is known
  [[nodiscard]] bool state_unknown(std::size_t person, const StateColumns&) const;
  [[nodiscard]] std::vector<ListRow> rows(std::size_t person, const FactColumns&) const;
  [[nodiscard]] bool complete(std::size_t person, const FactColumns&) const;

  // What does not fit: keyed by the first column of a state, or by the column of the count of a list.
  struct Beside {
    std::map<std::uint32_t, DaySet> states{};              // all of it
    std::map<std::uint32_t, std::vector<ListRow>> rows{};  // those after the inline ones
    std::map<std::uint32_t, bool> incomplete{};
    bool operator==(const Beside&) const = default;
  };
  [[nodiscard]] const std::map<std::size_t, Beside>& beside() const { return beside_; }

  void forget(std::size_t person);              // nothing is known any more
  void copy(std::size_t from, std::size_t to);  // one person over another

  // About each person, where a reader has it; empty otherwise.
  std::vector<std::int64_t> lines{};
  std::vector<std::string> ids{};
  std::vector<std::uint16_t> regions{};

 private:
  SchemaPtr schema_;
  std::size_t size_ = 0;
  std::vector<std::vector<std::int32_t>> days_;
  std::vector<std::int32_t> day_fill_;
  std::vector<std::vector<std::uint8_t>> bytes_;
  std::vector<std::uint8_t> byte_fill_;
  std::map<std::size_t, Beside> beside_;
};

// One person's facts for the one-person evaluator; facts and services that the charter lacks are left out.
charter::Facts facts_of(const charter::Charter&, const Columns&, std::size_t person);

}  // namespace nwd::population
