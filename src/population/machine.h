// Runs one program over blocks of block_size persons. Columns in between live in a few buffers that are used again.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "population/kernels.h"
#include "population/program.h"

namespace nwd::population {

// Intervals of one output for a block: `in` has begin and end of each, block_size long.
struct Pairs {
  std::size_t count = 0;
  const std::int32_t* in[8] = {};
};

// Where the columns of a block begin; each has block_size elements at least.
struct BlockColumns {
  std::vector<const std::int32_t*> days{};
  std::vector<const std::uint8_t*> bytes{};
};

class Machine {
 public:
  Machine(const Program&, const Kernels&);
  Machine(const Machine&) = delete;  // its steps point into it
  Machine& operator=(const Machine&) = delete;

  // `overflow`: block_size elements; set to -1 for persons whose sets did not fit.
  void run(const BlockColumns&, std::int32_t* overflow);
  [[nodiscard]] const Pairs& certain(std::size_t output) const { return certain_[output]; }
  [[nodiscard]] const Pairs& possible(std::size_t output) const { return possible_[output]; }
  [[nodiscard]] std::size_t bytes() const { return memory_.size() * sizeof(std::int32_t); }

 private:
  struct Step {
    Kernel kernel = nullptr;
    Operands operands{};
  };
  struct Patch {
    const std::int32_t** where = nullptr;
    std::uint32_t column = 0;
  };
  struct BytesPatch {
    std::size_t step = 0;
    std::uint32_t column = 0;
  };

  std::vector<std::uint32_t> place(const Program&);
  void allot(std::size_t buffers);
  [[nodiscard]] std::int32_t* buffer(std::uint32_t number) const;
  void bind(const Program&, Value, const std::int32_t** where, const std::vector<std::uint32_t>& place);
  void bind(const Program&, const Slots&, Pairs&, const std::vector<std::uint32_t>& place);
  void add_step(const Program&, const Instruction&, const Kernels&, const std::vector<std::uint32_t>& place);

  std::vector<std::int32_t> memory_;
  std::int32_t* aligned_ = nullptr;
  std::vector<Step> steps_;
  std::vector<Patch> patches_;
  std::vector<BytesPatch> byte_patches_;
  std::vector<Pairs> certain_;
  std::vector<Pairs> possible_;
};

}  // namespace nwd::population
