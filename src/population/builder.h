// Builds a program: equal values are made once, constants are folded, and sets that are plainly empty or whole vanish.
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "charter/charter.h"
#include "population/program.h"

namespace nwd::population {

class Builder {
 public:
  Value constant(std::int32_t);
  Value column(std::uint32_t day_column);

  Value greatest(Value, Value);
  Value least(Value, Value);
  Value flip(Value gate);
  Value late(Value);
  Value early(Value);
  Value shift(Value, std::int32_t amount, charter::Unit, bool up);
  Value is_word(std::uint32_t byte_column, std::uint64_t words, bool or_unknown);
  Value has_row(std::uint32_t byte_column, std::int32_t row);
  Value inside(Value first, Value last, const Slots&);
  Value touches(Value first, Value last, const Slots&);

  Slots span(Value begin, Value end);
  Slots all();
  Slots condition(Value gate) { return span(gate, constant(future)); }
  Slots both(const Slots&, const Slots&);
  Slots either(const std::vector<Slots>&);
  Slots inverse(const Slots&);

  // Keeps only what the outputs need. The builder is then spent.
  Program finish(std::vector<OutputSlots>);

 private:
  using Key = std::tuple<Kind, bool, std::int32_t, std::uint32_t, std::uint64_t, std::vector<Value>>;
  Value value(Source);
  Value make(Instruction);
  Value gate(Instruction);
  [[nodiscard]] bool is(Value v, std::int32_t number) const;
  [[nodiscard]] bool fixed(Value v) const { return program_.values[v].of == Source::Of::constant; }
  [[nodiscard]] std::int32_t number(Value v) const { return program_.values[v].number; }
  [[nodiscard]] bool is_gate(const Slots& s) const {
    return s.size() == 1 && gates_[s[0].begin] && is(s[0].end, future);
  }
  Slots with_gate(Value gate, const Slots&);
  Slots packed(const Slots&);
  Slots united(Slots);
  Slots slots_of(Value first, std::size_t count);

  Program program_;
  std::vector<bool> gates_;
  std::map<std::pair<int, std::int32_t>, Value> leaves_;
  std::map<Key, Value> made_;
};

}  // namespace nwd::population
