#include "population/runner.h"

#include <algorithm>
#include <cstring>

namespace nwd::population {
namespace {

DaySet set_of(const Pairs& pairs, std::size_t person) {
  DayInterval intervals[4];
  for (std::size_t i = 0; i < pairs.count; ++i)
    intervals[i] = {{pairs.in[2 * i][person]}, {pairs.in[2 * i + 1][person]}};
  return DaySet::of({intervals, pairs.count});
}

charter::DayBounds changed(const Output& output, const std::vector<charter::DayBounds>& owed) {
  const auto days = [&](std::uint32_t at) { return at == charter::none ? charter::DayBounds{} : owed[at]; };
  auto in = days(output.after);
  auto out = days(output.before);
  if (output.what == Output::What::lost) std::swap(in, out);
  return {in.certain - out.certain, in.possible - out.possible};
}

}  // namespace

Counts& Counts::operator+=(const Counts& other) {
  persons += other.persons;
  unknown += other.unknown;
  alone_facts += other.alone_facts;
  alone_days += other.alone_days;
  alone_intricate += other.alone_intricate;
  return *this;
}

charter::DayBounds Block::days(std::size_t person, std::size_t output) const {
  if (in_columns[person] != 0) return {set_of(certain(output), person), set_of(possible(output), person)};
  const auto found =
      std::lower_bound(alone.begin(), alone.end(), person, [](const Alone& a, std::size_t p) { return a.person < p; });
  return found == alone.end() || found->person != person ? charter::DayBounds{} : found->outputs[output];
}

Runner::Runner(const Plan& plan, const Kernels& kernels)
    : plan_(plan),
      kernels_(kernels),
      exact_(plan.exact(), kernels),
      bounds_(plan.bounds(), kernels),
      padded_days_(plan.schema()->day_columns()),
      padded_bytes_(plan.schema()->byte_columns()) {
  columns_.days.resize(padded_days_.size());
  columns_.bytes.resize(padded_bytes_.size());
  for (std::uint32_t i = 0; i < padded_days_.size(); ++i)
    if (plan.used_days()[i]) days_.push_back(i);
  for (std::uint32_t i = 0; i < padded_bytes_.size(); ++i)
    if (plan.used_bytes()[i]) bytes_.push_back(i);
}

std::size_t Runner::bytes() const { return exact_.bytes() + bounds_.bytes() + sizeof(*this); }

void Runner::locate(const Columns& columns, std::size_t first) {
  for (const auto i : days_) columns_.days[i] = columns.days(i).data() + first;
  for (const auto i : bytes_) columns_.bytes[i] = columns.bytes(i).data() + first;
}

// The last block is copied and filled up with persons who are owed nothing and are counted nowhere.
void Runner::pad(const Columns& columns, std::size_t first) {
  const auto fill = [&](const auto& from, auto& to, auto with) {
    to.assign(block_size, with);
    std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(first), block_.size, to.begin());
    return to.data();
  };
  for (const auto i : days_) columns_.days[i] = fill(columns.days(i), padded_days_[i], never_day);
  for (const auto i : bytes_) columns_.bytes[i] = fill(columns.bytes(i), padded_bytes_[i], std::uint8_t{0});
}

bool Runner::find_unknown() {
  constexpr std::size_t at_once = 8;  // as many columns as lie side by side in the cache
  const std::int32_t* columns[at_once];
  bool unknown = false;
  for (std::size_t i = 0; i < days_.size(); i += at_once) {
    const auto count = std::min(at_once, days_.size() - i);
    for (std::size_t c = 0; c < count; ++c) columns[c] = columns_.days[days_[i + c]];
    unknown = kernels_.any_unknown(columns, count) || unknown;
  }
  const auto word = [&](std::uint32_t i) { return kernels_.any_unknown_word(columns_.bytes[i]); };
  return unknown || std::any_of(bytes_.begin(), bytes_.end(), word);
}

// The persons of whom something that matters is unknown.
void Runner::count_unknown() {
  std::int32_t unknown[block_size] = {};
  for (const auto i : days_) kernels_.note_unknown(columns_.days[i], unknown);
  for (const auto i : bytes_)
    for (std::size_t p = 0; p < block_.size; ++p) unknown[p] |= columns_.bytes[i][p] == unknown_word ? -1 : 0;
  counts_.unknown += std::count(unknown, unknown + block_.size, -1);
}

bool Runner::matters(const Columns::Beside& beside, const Schema& schema) const {
  for (const auto& [first, days] : beside.states)
    for (std::uint32_t i = 0; i < 2 * schema.layout().state_slots; ++i)
      if (plan_.used_days()[first + i]) return true;
  const auto used = [&](const auto& entry) { return plan_.uses_list(entry.first); };
  return std::any_of(beside.rows.begin(), beside.rows.end(), used) ||
         std::any_of(beside.incomplete.begin(), beside.incomplete.end(), used);
}

void Runner::mark_beside(const Columns& columns) {
  const auto end = columns.beside().lower_bound(block_.first + block_.size);
  for (auto at = columns.beside().lower_bound(block_.first); at != end; ++at)
    if (matters(at->second, columns.schema())) flags_[at->first - block_.first] = -1;
}

void Runner::evaluate_alone(const Columns& columns) {
  const auto& charters = plan_.charters();
  for (std::size_t person = 0; person < block_.size; ++person) {
    if (flags_[person] == 0) continue;
    std::vector<charter::Entitlements> entitled;
    entitled.reserve(charters.size());
    for (const auto* charter : charters)
      entitled.push_back(charter::evaluate(*charter, facts_of(*charter, columns, block_.first + person)));
    std::vector<std::vector<std::vector<charter::DayBounds>>> paid(charters.size());
    const auto pays = [&](std::uint32_t which) -> const auto& {
      if (paid[which].empty())
        paid[which] = charter::paid(*charters[which], facts_of(*charters[which], columns, block_.first + person));
      return paid[which];
    };
    auto& alone = alone_.emplace_back();
    alone.person = person;
    for (const auto& output : plan_.outputs()) {
      const auto& of = entitled[output.charter];
      if (output.fund != charter::none) {
        const auto& days = pays(output.charter)[output.fund][output.index];
        alone.outputs.push_back({days.certain & output.priced, days.possible & output.priced});
      } else if (output.what != Output::What::owed)
        alone.outputs.push_back(changed(output, alone.outputs));
      else
        alone.outputs.push_back(output.immunity ? of.immunities[output.index] : of.services[output.index]);
    }
  }
}

std::int64_t Runner::flagged() const { return std::count(flags_, flags_ + block_.size, -1); }

const Block& Runner::run(const Columns& columns, std::size_t first) {
  alone_.clear();
  std::memset(flags_, 0, sizeof(flags_));
  block_ = {};
  block_.first = first;
  block_.size = std::min(block_size, columns.size() - first);
  if (block_.size < block_size)
    pad(columns, first);
  else
    locate(columns, first);
  block_.exact = !find_unknown();
  if (!block_.exact) count_unknown();
  auto& machine = block_.exact ? exact_ : bounds_;
  block_.machine = &machine;
  counts_.persons += static_cast<std::int64_t>(block_.size);
  if (plan_.alone())
    std::fill_n(flags_, block_.size, -1);
  else
    mark_beside(columns);
  const auto beside = plan_.alone() || !columns.beside().empty() ? flagged() : 0;
  machine.run(columns_, flags_);
  const bool any_alone = kernels_.settle(flags_, in_columns_);
  for (std::size_t p = block_.size; p < block_size; ++p) in_columns_[p] = 0;
  if (any_alone) {
    (plan_.alone() ? counts_.alone_intricate : counts_.alone_facts) += beside;
    counts_.alone_days += flagged() - beside;
    evaluate_alone(columns);
  }
  block_.in_columns = in_columns_;
  block_.alone = alone_;
  return block_;
}

}  // namespace nwd::population
