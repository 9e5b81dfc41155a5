#include "population/machine.h"

#include <algorithm>

namespace nwd::population {
namespace {

Kernel kernel_of(const Instruction& i, const Kernels& k) {
  const std::size_t sets = i.in.size() / 2;  // intervals that come in
  switch (i.kind) {
    case Kind::greatest: return k.greatest[i.in.size()];
    case Kind::least: return k.least[i.in.size()];
    case Kind::flip: return k.flip;
    case Kind::late: return k.late;
    case Kind::early: return k.early;
    case Kind::shift_days: return k.shift_days;
    case Kind::shift_months: return k.shift_months;
    case Kind::is_word: return k.is_word;
    case Kind::has_row: return k.has_row;
    case Kind::unite: return k.unite[sets];
    case Kind::meet: return k.meet[sets];
    case Kind::complement: return k.complement[sets];
    case Kind::inside: return k.inside[sets - 1];
    case Kind::touches: return k.touches[sets - 1];
  }
  return nullptr;
}

constexpr std::uint32_t no_buffer = 0xffffffff;
constexpr std::size_t cache_line = 64;
constexpr std::size_t days_in_line = cache_line / sizeof(std::int32_t);

// The instruction after which a value is no longer needed; outputs are needed to the end.
std::vector<std::size_t> last_uses(const Program& program) {
  std::vector<std::size_t> last(program.values.size(), 0);
  for (std::size_t at = 0; at < program.code.size(); ++at)
    for (const auto in : program.code[at].in) last[in] = at;
  for (const auto& output : program.outputs)
    for (const auto* slots : {&output.certain, &output.possible})
      for (const auto& slot : *slots) last[slot.begin] = last[slot.end] = program.code.size();
  return last;
}

}  // namespace

// Buffers lie a page and a cache line apart: a page apart, all would compete for the same few lines of the cache.
std::int32_t* Machine::buffer(std::uint32_t number) const {
  return aligned_ + std::size_t{number} * (block_size + days_in_line);
}

void Machine::allot(std::size_t buffers) {
  const std::size_t needed = buffers * (block_size + days_in_line);
  memory_.assign(needed + days_in_line, 0);
  void* begin = memory_.data();
  std::size_t space = memory_.size() * sizeof(std::int32_t);
  aligned_ = static_cast<std::int32_t*>(std::align(cache_line, needed * sizeof(std::int32_t), begin, space));
}

// Which buffer each constant and each value that is computed lives in.
std::vector<std::uint32_t> Machine::place(const Program& program) {
  std::vector<std::uint32_t> place(program.values.size(), no_buffer);
  std::vector<std::uint32_t> free;
  std::uint32_t buffers = 0;
  for (std::size_t v = 0; v < place.size(); ++v)
    if (program.values[v].of == Source::Of::constant) place[v] = buffers++;
  const auto last = last_uses(program);
  std::vector<std::vector<Value>> ends(program.code.size() + 1);
  for (std::size_t at = 0; at < program.code.size(); ++at) {
    const auto& instruction = program.code[at];
    for (Value v = instruction.out; v < instruction.out + instruction.outs; ++v) {
      if (free.empty()) free.push_back(buffers++);
      place[v] = free.back();
      free.pop_back();
      ends[std::max(last[v], at)].push_back(v);
    }
    for (const auto v : ends[at]) free.push_back(place[v]);
  }
  allot(buffers);
  return place;
}

void Machine::bind(const Program& program, Value v, const std::int32_t** where,
                   const std::vector<std::uint32_t>& place) {
  if (program.values[v].of == Source::Of::column)
    patches_.push_back({where, static_cast<std::uint32_t>(program.values[v].number)});
  else
    *where = buffer(place[v]);
}

void Machine::bind(const Program& program, const Slots& slots, Pairs& pairs, const std::vector<std::uint32_t>& place) {
  pairs.count = slots.size();
  for (std::size_t i = 0; i < slots.size(); ++i) {
    bind(program, slots[i].begin, &pairs.in[2 * i], place);
    bind(program, slots[i].end, &pairs.in[2 * i + 1], place);
  }
}

void Machine::add_step(const Program& program, const Instruction& from, const Kernels& kernels,
                       const std::vector<std::uint32_t>& place) {
  auto& step = steps_.emplace_back();
  step.kernel = kernel_of(from, kernels);
  auto& o = step.operands;
  o.amount = from.amount;
  o.words = from.words;
  o.up = from.up;
  for (std::size_t i = 0; i < from.in.size(); ++i) bind(program, from.in[i], &o.in[i], place);
  for (std::uint32_t i = 0; i < from.outs; ++i) o.out[i] = buffer(place[from.out + i]);
  if (from.kind == Kind::is_word || from.kind == Kind::has_row)
    byte_patches_.push_back({steps_.size() - 1, from.column});
}

Machine::Machine(const Program& program, const Kernels& kernels)
    : certain_(program.outputs.size()), possible_(program.outputs.size()) {
  const auto place = this->place(program);
  for (std::size_t v = 0; v < place.size(); ++v)
    if (program.values[v].of == Source::Of::constant)
      std::fill_n(buffer(place[v]), block_size, program.values[v].number);
  steps_.reserve(program.code.size());  // patches point into it
  for (const auto& instruction : program.code) add_step(program, instruction, kernels, place);
  for (std::size_t i = 0; i < program.outputs.size(); ++i) {
    bind(program, program.outputs[i].certain, certain_[i], place);
    bind(program, program.outputs[i].possible, possible_[i], place);
  }
}

void Machine::run(const BlockColumns& columns, std::int32_t* overflow) {
  for (const auto& patch : patches_) *patch.where = columns.days[patch.column];
  for (const auto& patch : byte_patches_) steps_[patch.step].operands.bytes = columns.bytes[patch.column];
  for (auto& step : steps_) {
    step.operands.overflow = overflow;
    step.kernel(step.operands);
  }
}

}  // namespace nwd::population
