#include "population/builder.h"

#include <algorithm>

#include "charter/evaluator.h"

namespace nwd::population {
namespace {

constexpr std::size_t most_slots = 4;   // of one set
constexpr std::size_t most_united = 8;  // in one instruction

std::vector<Value> flat(const Slots& slots) {
  std::vector<Value> out;
  for (const auto& slot : slots) {
    out.push_back(slot.begin);
    out.push_back(slot.end);
  }
  return out;
}

}  // namespace

Value Builder::value(Source source) {
  program_.values.push_back(source);
  gates_.push_back(source.of == Source::Of::constant && (source.number == past || source.number == future));
  return static_cast<Value>(program_.values.size() - 1);
}

Value Builder::constant(std::int32_t number) {
  const auto [at, fresh] = leaves_.try_emplace({0, number}, 0);
  if (fresh) at->second = value({Source::Of::constant, number});
  return at->second;
}

Value Builder::column(std::uint32_t column) {
  const auto number = static_cast<std::int32_t>(column);
  const auto [at, fresh] = leaves_.try_emplace({1, number}, 0);
  if (fresh) at->second = value({Source::Of::column, number});
  return at->second;
}

bool Builder::is(Value v, std::int32_t number) const { return fixed(v) && this->number(v) == number; }

Value Builder::make(Instruction made) {
  const auto [at, fresh] =
      made_.try_emplace({made.kind, made.up, made.amount, made.column, made.words, made.in}, Value{0});
  if (!fresh) return at->second;
  const auto number = static_cast<std::int32_t>(program_.code.size());
  made.out = static_cast<Value>(program_.values.size());
  for (std::uint32_t i = 0; i < made.outs; ++i) value({Source::Of::instruction, number});
  at->second = made.out;
  program_.code.push_back(std::move(made));
  return at->second;
}

Value Builder::gate(Instruction made) {
  const auto out = make(std::move(made));
  gates_[out] = true;
  return out;
}

Value Builder::greatest(Value a, Value b) {
  if (fixed(a) && fixed(b)) return constant(std::max(number(a), number(b)));
  if (a == b || is(b, past) || is(a, future)) return a;
  if (is(a, past) || is(b, future)) return b;
  const bool both_gates = gates_[a] && gates_[b];
  const auto out = make({.kind = Kind::greatest, .in = {std::min(a, b), std::max(a, b)}});
  gates_[out] = both_gates;
  return out;
}

Value Builder::least(Value a, Value b) {
  if (fixed(a) && fixed(b)) return constant(std::min(number(a), number(b)));
  if (a == b || is(b, future) || is(a, past)) return a;
  if (is(a, future) || is(b, past)) return b;
  const bool both_gates = gates_[a] && gates_[b];
  const auto out = make({.kind = Kind::least, .in = {std::min(a, b), std::max(a, b)}});
  gates_[out] = both_gates;
  return out;
}

Value Builder::flip(Value g) {
  if (fixed(g)) return constant(~number(g));
  return gate({.kind = Kind::flip, .in = {g}});
}

Value Builder::late(Value v) { return fixed(v) ? v : make({.kind = Kind::late, .in = {v}}); }
Value Builder::early(Value v) { return fixed(v) ? v : make({.kind = Kind::early, .in = {v}}); }

Value Builder::shift(Value v, std::int32_t amount, charter::Unit unit, bool up) {
  using charter::Unit;
  if (fixed(v)) return constant(charter::shifted(Day{number(v)}, amount, unit, up).number);
  const bool calendar = unit == Unit::months || unit == Unit::years;
  const std::int32_t factor = unit == Unit::weeks ? 7 : unit == Unit::years ? 12 : 1;
  return make({.kind = calendar ? Kind::shift_months : Kind::shift_days,
               .up = calendar && up,
               .amount = amount * factor,
               .in = {v}});
}

Value Builder::is_word(std::uint32_t column, std::uint64_t words, bool or_unknown) {
  if (words == 0) return constant(future);
  return gate({.kind = Kind::is_word, .up = or_unknown, .column = column, .words = words});
}

Value Builder::has_row(std::uint32_t column, std::int32_t row) {
  return gate({.kind = Kind::has_row, .amount = row, .column = column});
}

Value Builder::inside(Value first, Value last, const Slots& slots) {
  if (slots.empty() || is(first, past) || is(last, future)) return constant(future);
  auto in = flat(slots);
  in.insert(in.begin(), {first, last});
  return gate({.kind = Kind::inside, .in = std::move(in)});
}

Value Builder::touches(Value first, Value last, const Slots& slots) {
  if (slots.empty()) return constant(future);
  auto in = flat(slots);
  in.insert(in.begin(), {first, last});
  return gate({.kind = Kind::touches, .in = std::move(in)});
}

Slots Builder::span(Value begin, Value end) {
  const bool none = is(begin, future) || is(end, past) || (fixed(begin) && fixed(end) && number(begin) >= number(end));
  return none ? Slots{} : Slots{{begin, end}};
}

Slots Builder::all() { return span(constant(past), constant(future)); }

Slots Builder::slots_of(Value first, std::size_t count) {
  Slots out;
  for (std::size_t i = 0; i < count; ++i) {
    const auto begin = first + static_cast<Value>(2 * i);
    out.push_back({begin, begin + 1});
  }
  return out;
}

// Disjoint and at most four again.
Slots Builder::packed(const Slots& slots) {
  const auto count = std::min(slots.size(), most_slots);
  const auto first = make({.kind = Kind::unite, .in = flat(slots), .outs = static_cast<std::uint32_t>(2 * count)});
  return slots_of(first, count);
}

Slots Builder::both(const Slots& a, const Slots& b) {
  if (a.size() * b.size() > most_slots) {
    auto in = flat(a);
    const auto other = flat(b);
    in.insert(in.end(), other.begin(), other.end());
    const auto count = std::min(a.size() + b.size() - 1, most_slots);
    return slots_of(make({.kind = Kind::meet, .in = std::move(in), .outs = static_cast<std::uint32_t>(2 * count)}),
                    count);
  }
  Slots out;
  for (const auto& x : a)
    for (const auto& y : b)
      for (const auto& slot : span(greatest(x.begin, y.begin), least(x.end, y.end))) out.push_back(slot);
  return out;
}

// The set, or all days where the gate is open: the first interval becomes everything, the others vanish.
Slots Builder::with_gate(Value gate, const Slots& slots) {
  Slots out;
  const auto closed = flip(gate);
  for (const auto& slot : slots)
    out.push_back(out.empty() ? Slot{least(slot.begin, gate), greatest(slot.end, closed)}
                              : Slot{greatest(slot.begin, closed), slot.end});
  return out;
}

Slots Builder::either(const std::vector<Slots>& sets) {
  Value gate = constant(future);
  Value from = constant(future);
  Value until = constant(past);
  Slots rest;
  std::size_t kinds = 0;  // how many sets `rest` is made of
  for (const auto& set : sets) {
    if (set.empty()) continue;
    const bool single = set.size() == 1;
    if (is_gate(set)) {
      gate = least(gate, set[0].begin);
    } else if (single && is(set[0].end, future)) {
      from = least(from, set[0].begin);
    } else if (single && is(set[0].begin, past)) {
      until = greatest(until, set[0].end);
    } else {
      ++kinds;
      for (const auto& slot : set)
        if (std::find(rest.begin(), rest.end(), slot) == rest.end()) rest.push_back(slot);
    }
  }
  for (const auto& half : {span(from, constant(future)), span(constant(past), until)}) {
    kinds += half.size();
    rest.insert(rest.end(), half.begin(), half.end());
  }
  if (kinds > 1) rest = united(std::move(rest));
  if (is(gate, future)) return rest;
  return rest.empty() || is(gate, past) ? condition(gate) : with_gate(gate, rest);
}

Slots Builder::united(Slots sum) {
  std::sort(sum.begin(), sum.end());
  while (sum.size() > most_united) {
    const Slots part = packed({sum.begin(), sum.begin() + most_united});
    sum.erase(sum.begin(), sum.begin() + most_united);
    sum.insert(sum.end(), part.begin(), part.end());
  }
  return packed(sum);
}

Slots Builder::inverse(const Slots& slots) {
  if (slots.empty()) return all();
  if (is_gate(slots)) return condition(flip(slots[0].begin));
  if (slots.size() == 1 && is(slots[0].begin, past)) return span(slots[0].end, constant(future));
  if (slots.size() == 1 && is(slots[0].end, future)) return span(constant(past), slots[0].begin);
  const auto count = slots.size() + 1;
  const auto first = make({.kind = Kind::complement, .in = flat(slots), .outs = static_cast<std::uint32_t>(2 * count)});
  const auto gaps = slots_of(first, count);
  return count > most_slots ? packed(gaps) : gaps;
}

namespace {

// Which instructions the outputs need, directly or through others.
std::vector<bool> needed(const Program& program, const std::vector<OutputSlots>& outputs) {
  std::vector<bool> need(program.code.size());
  const auto mark = [&](Value v) {
    const auto& source = program.values[v];
    if (source.of == Source::Of::instruction) need[static_cast<std::size_t>(source.number)] = true;
  };
  for (const auto& output : outputs)
    for (const auto* slots : {&output.certain, &output.possible})
      for (const auto& slot : *slots) {
        mark(slot.begin);
        mark(slot.end);
      }
  for (std::size_t i = program.code.size(); i-- > 0;)
    if (need[i]) std::for_each(program.code[i].in.begin(), program.code[i].in.end(), mark);
  return need;
}

}  // namespace

namespace {

std::vector<int> uses(const Program& program, const std::vector<bool>& need, const std::vector<OutputSlots>& outputs) {
  std::vector<int> count(program.values.size());
  for (std::size_t i = 0; i < program.code.size(); ++i)
    if (need[i])
      for (const auto in : program.code[i].in) ++count[in];
  for (const auto& output : outputs)
    for (const auto* slots : {&output.certain, &output.possible})
      for (const auto& slot : *slots) count[slot.begin] += 2, count[slot.end] += 2;
  return count;
}

// The greatest of a greatest that nobody else uses is one instruction; so with the least.
void merge_chains(Program& program, std::vector<bool>& need, const std::vector<OutputSlots>& outputs) {
  constexpr std::size_t most = 4;
  const auto count = uses(program, need, outputs);
  for (std::size_t at = 0; at < program.code.size(); ++at) {
    auto& to = program.code[at];
    if (!need[at] || (to.kind != Kind::greatest && to.kind != Kind::least)) continue;
    for (std::size_t i = 0; i < to.in.size(); ++i) {
      const auto& source = program.values[to.in[i]];
      if (source.of != Source::Of::instruction || count[to.in[i]] != 1) continue;
      const auto from = static_cast<std::size_t>(source.number);
      const auto& inner = program.code[from];
      if (inner.kind != to.kind || to.in.size() + inner.in.size() - 1 > most) continue;
      to.in[i] = inner.in[0];
      to.in.insert(to.in.end(), inner.in.begin() + 1, inner.in.end());
      need[from] = false;
      --i;
    }
  }
}

}  // namespace

Program Builder::finish(std::vector<OutputSlots> outputs) {
  auto need = needed(program_, outputs);
  merge_chains(program_, need, outputs);
  std::vector<Instruction> code;
  for (std::size_t i = 0; i < program_.code.size(); ++i) {
    if (!need[i]) continue;
    for (std::uint32_t k = 0; k < program_.code[i].outs; ++k)
      program_.values[program_.code[i].out + k].number = static_cast<std::int32_t>(code.size());
    code.push_back(std::move(program_.code[i]));
  }
  program_.code = std::move(code);
  program_.outputs = std::move(outputs);
  return std::move(program_);
}

}  // namespace nwd::population
