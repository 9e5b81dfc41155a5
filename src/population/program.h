// A charter as straight-line code over columns of days. Every value is a column of int32, one element per person; a
// set of days is a few pairs of values, begin and end. A pair with begin >= end is empty; the pairs of one set do not
// overlap and do not touch.
//
// A condition (all days or none) is the set [gate, never) whose gate is before all days or never. So conjunction of
// sets of one interval is max of begins and min of ends, whatever they are made of, and needs no masks.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/day.h"

namespace nwd::population {

inline constexpr std::int32_t past = distant_past.number;
inline constexpr std::int32_t future = distant_future.number;

enum class Kind : std::uint8_t {
  greatest,      // of two to four
  least,         // of two to four
  flip,          // a gate the other way round
  late,          // the day; never if it is unknown
  early,         // the day; before all days if it is unknown
  shift_days,    // by `amount` days
  shift_months,  // by `amount` months; `up`: a day the month lacks becomes the first of the next
  is_word,       // gate: the word in byte column `column` is one of `words`; `up`: or it is unknown
  has_row,       // gate: the count in byte column `column` is above `amount`
  unite,         // any intervals, into at most four that are disjoint
  meet,          // two sets side by side, into what is in both
  complement,    // the gaps of a set
  inside,        // gate: [first, second], both real days, lies within the set that follows
  touches        // gate: some day of [first, second] lies in the set that follows
};

using Value = std::uint32_t;

struct Instruction {
  Kind kind = Kind::greatest;
  bool up = false;
  std::int32_t amount = 0;
  std::uint32_t column = 0;
  std::uint64_t words = 0;
  std::vector<Value> in{};
  Value out = 0;  // the first; the others follow
  std::uint32_t outs = 1;
};

struct Slot {
  Value begin = 0;
  Value end = 0;
  auto operator<=>(const Slot&) const = default;
};
using Slots = std::vector<Slot>;  // at most four

struct Source {
  enum class Of : std::uint8_t { constant, column, instruction } of = Of::constant;
  std::int32_t number = 0;  // the constant, the day column, or the instruction
};

// Certain and possible days of one output. The same where every fact is known.
struct OutputSlots {
  Slots certain{};
  Slots possible{};
};

struct Program {
  std::vector<Source> values{};
  std::vector<Instruction> code{};  // each after those it uses
  std::vector<OutputSlots> outputs{};
};

}  // namespace nwd::population
