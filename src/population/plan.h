// A charter compiled for many persons at once.
//
//   const auto plan = population::Plan::of(charter, {});
//   population::Columns people(plan.schema());
//   ... fill the columns ...
//   population::Runner runner(plan);
//   for (std::size_t first = 0; first < people.size(); first += population::block_size) {
//     const auto& block = runner.run(people, first);
//     block.certain(0)    // intervals of the first output, as columns
//   }
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/cents.h"
#include "base/day_set.h"
#include "charter/charter.h"
#include "population/program.h"
#include "population/schema.h"

namespace nwd::population {

// Days of one service or immunity: owed under a charter, or gained or lost by going from the first to the second.
// With prices, also the days of each service that a fund pays for, apart for each price.
struct Output {
  enum class What : std::uint8_t { owed, gained, lost };
  std::string name;  // "housing > emergency"
  bool immunity = false;
  std::uint32_t index = 0;    // of owed: ServiceId, or the index of Charter::immunities
  std::uint32_t charter = 0;  // of owed: of Plan::charters
  bool whole = false;         // a service with parts: its days are counted with its parts already
  What what = What::owed;
  std::uint32_t fund = charter::none;  // of the charter: only the days that this fund pays for; none: all days
  std::string payer{};                 // the fund's name
  std::optional<Cents> a_day{};        // only the days at this price; none: without a price
  DaySet priced{};                     // on which this price, or none, counts
  [[nodiscard]] bool paid() const { return !payer.empty(); }
  std::uint32_t before = charter::none;  // of gained and lost: what is owed under the first and the second charter, as
  std::uint32_t after = charter::none;   // indices of Plan::outputs; none if a charter does not owe it
};

class Plan {
 public:
  // The charters must outlive the plan.
  static Plan of(const charter::Charter&, const Layout&);
  // Both, and what is gained and lost by going from the first to the second.
  static Result<Plan> of(const charter::Charter& before, const charter::Charter& after, const Layout&);

  [[nodiscard]] const SchemaPtr& schema() const { return schema_; }
  [[nodiscard]] const std::vector<const charter::Charter*>& charters() const { return charters_; }
  [[nodiscard]] const std::vector<Output>& outputs() const { return outputs_; }
  // Where all facts that the rules use are known, and where some are not. Without code if `alone`.
  [[nodiscard]] const Program& exact() const { return exact_; }
  [[nodiscard]] const Program& bounds() const { return bounds_; }
  [[nodiscard]] bool alone() const { return alone_; }  // the charter is too intricate: everybody is evaluated alone
  // What the rules use; unknown facts elsewhere do not matter.
  [[nodiscard]] const std::vector<bool>& used_days() const { return used_days_; }
  [[nodiscard]] const std::vector<bool>& used_bytes() const { return used_bytes_; }
  [[nodiscard]] bool uses_list(std::uint32_t count_column) const { return used_lists_[count_column]; }

 private:
  Plan(std::vector<const charter::Charter*>, SchemaPtr);
  void list_outputs(std::uint32_t charter);
  void list_paid(std::uint32_t charter);
  void list_changes();
  bool compile();
  void note_used(const Program&);
  void note_lists(const charter::Charter&);

  std::vector<const charter::Charter*> charters_;
  SchemaPtr schema_;
  std::vector<Output> outputs_;
  Program exact_;
  Program bounds_;
  std::vector<bool> used_days_;
  std::vector<bool> used_bytes_;
  std::vector<bool> used_lists_;
  bool alone_ = false;
};

}  // namespace nwd::population
