// Evaluates a plan over columns, block by block, and says who had to be evaluated alone.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "charter/evaluate.h"
#include "population/columns.h"
#include "population/machine.h"
#include "population/plan.h"

namespace nwd::population {

// A person whose facts or days do not fit the columns: the days of every output, from the one-person evaluator.
struct Alone {
  std::size_t person = 0;  // within the block
  std::vector<charter::DayBounds> outputs{};
};

struct Counts {
  std::int64_t persons = 0;
  std::int64_t unknown = 0;          // of whom some fact that the rules use is not known
  std::int64_t alone_facts = 0;      // evaluated alone: more rows or intervals than the columns have
  std::int64_t alone_days = 0;       // evaluated alone: a set of more than four intervals came up
  std::int64_t alone_intricate = 0;  // evaluated alone: the charter does not compile
  Counts& operator+=(const Counts&);
};

class Block {
 public:
  std::size_t first = 0;  // of the columns
  std::size_t size = 0;   // persons; at most block_size
  [[nodiscard]] const Pairs& certain(std::size_t output) const { return machine->certain(output); }
  [[nodiscard]] const Pairs& possible(std::size_t output) const { return machine->possible(output); }
  bool exact = true;                         // certain and possible are the same
  const std::int32_t* in_columns = nullptr;  // -1: the columns hold this person; 0: `alone` does, or nobody is there
  std::span<const Alone> alone{};            // in order

  // One person's days, from wherever they are.
  [[nodiscard]] charter::DayBounds days(std::size_t person, std::size_t output) const;

  const Machine* machine = nullptr;
};

class Runner {
 public:
  explicit Runner(const Plan& plan) : Runner(plan, kernels()) {}
  Runner(const Plan&, const Kernels&);
  Runner(const Runner&) = delete;

  // The persons from `first` on, at most block_size. Valid until the next call.
  const Block& run(const Columns&, std::size_t first);
  [[nodiscard]] const Counts& counts() const { return counts_; }
  [[nodiscard]] const Kernels& with() const { return kernels_; }
  [[nodiscard]] std::size_t bytes() const;  // of all its buffers

 private:
  void locate(const Columns&, std::size_t first);
  void pad(const Columns&, std::size_t first);
  bool find_unknown();
  void count_unknown();
  std::int64_t flagged() const;
  void mark_beside(const Columns&);
  void evaluate_alone(const Columns&);
  [[nodiscard]] bool matters(const Columns::Beside&, const Schema&) const;

  const Plan& plan_;
  const Kernels& kernels_;
  Machine exact_;
  Machine bounds_;
  BlockColumns columns_;
  std::vector<std::uint32_t> days_;  // the columns that the plan uses
  std::vector<std::uint32_t> bytes_;
  std::vector<std::vector<std::int32_t>> padded_days_;
  std::vector<std::vector<std::uint8_t>> padded_bytes_;
  alignas(64) std::int32_t flags_[block_size] = {};       // -1: alone
  alignas(64) std::int32_t in_columns_[block_size] = {};  // the opposite, for persons that are there
  std::vector<Alone> alone_;
  Counts counts_;
  Block block_;
};

}  // namespace nwd::population
