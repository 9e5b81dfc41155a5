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

#include <string>
#include <vector>

#include "charter/charter.h"
#include "population/program.h"
#include "population/schema.h"

namespace nwd::population {

// One service or immunity of one charter.
struct Output {
  std::string name;  // "housing > emergency"
  bool immunity = false;
  std::uint32_t index = 0;    // ServiceId, or the index of Charter::immunities
  std::uint32_t charter = 0;  // of Plan::charters
  bool whole = false;         // a service with parts: it counts the days of its parts once
};

class Plan {
 public:
  // The charters must outlive the plan.
  static Plan of(const charter::Charter&, const Layout&);
  static Result<Plan> of(const charter::Charter&, const charter::Charter&, const Layout&);

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
