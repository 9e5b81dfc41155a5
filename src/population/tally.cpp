#include "population/tally.h"

#include <algorithm>
#include <functional>
#include <stdexcept>

namespace nwd::population {

std::string_view name(Band band) {
  constexpr std::string_view names[] = {"0-12", "13-17", "18-24", "25+", "unknown"};
  return names[static_cast<std::size_t>(band)];
}

std::vector<Day> months(Day from, Day until) {
  std::vector<Day> out{from};
  Day next = add_months(from - (civil(from).day - 1), 1);
  for (; next < until && out.size() < most_periods; next = add_months(next, 1)) out.push_back(next);
  out.push_back(until);
  return out;
}

void owed_in(const Block& block, std::size_t output, const Kernels& kernels, std::span<const Day> edges,
             std::span<std::int32_t> out) {
  std::int32_t numbers[most_months + 1];
  const bool ascending = std::adjacent_find(edges.begin(), edges.end(), std::greater_equal<>()) == edges.end();
  if (edges.size() < 2 || edges.size() > std::size(numbers) || !ascending || out.size() < block.size)
    throw std::logic_error("periods or results out of bounds");
  for (std::size_t i = 0; i < edges.size(); ++i) numbers[i] = edges[i].number;
  const auto& pairs = block.certain(output);
  std::int32_t bits[block_size];
  const bool whole = block.size == block_size;
  Operands o;
  std::copy_n(pairs.in, 2 * pairs.count, o.in);
  o.out[0] = whole ? out.data() : bits;
  o.flags = block.in_columns;
  kernels.months[pairs.count](o, numbers, edges.size() - 1);
  if (!whole) std::copy_n(bits, block.size, out.data());
  for (const auto& alone : block.alone)
    for (std::size_t m = 0; m + 1 < edges.size(); ++m)
      if (!(alone.outputs[output].certain & DaySet(edges[m], edges[m + 1])).empty())
        out[alone.person] |= std::int32_t{1} << m;
}

Tally::Tally(const Plan& plan, TallyBy by) : plan_(plan), kernels_(kernels()), by_(std::move(by)) {
  const bool ordered = by_.edges.size() >= 2 && std::is_sorted(by_.edges.begin(), by_.edges.end());
  if (!ordered || by_.edges.front() < first_day || by_.edges.back() > last_day || by_.edges.size() > most_periods + 1)
    throw std::logic_error("periods out of order or out of bounds");
  by_.regions = std::clamp<std::size_t>(by_.regions, 1, most_regions);
  groups_ = by_.regions * (by_.bands ? band_count : 1);
  group_of_.resize(block_size);
  sums_.resize(plan.outputs().size() * periods() * groups_);
}

std::size_t Tally::group(Band band, std::size_t region) const {
  return by_.bands ? static_cast<std::size_t>(band) * by_.regions + region : region;
}

Sums& Tally::at(std::size_t output, std::size_t period, std::size_t group) {
  return sums_[(output * periods() + period) * groups_ + group];
}

const Sums& Tally::sum(std::size_t output, std::size_t period, std::size_t group) const {
  return sums_[(output * periods() + period) * groups_ + group];
}

Sums Tally::total(std::size_t output, std::size_t period) const {
  Sums out;
  for (std::size_t g = 0; g < groups_; ++g)
    for (const auto part : {&Sums::certain, &Sums::possible}) {
      (out.*part).persons += (sum(output, period, g).*part).persons;
      (out.*part).days += (sum(output, period, g).*part).days;
    }
  return out;
}

// How many of the birthdays that begin a band lie on or before the day of identification.
void Tally::find_bands(const Columns& people, const Block& block) {
  const auto* born_fact = plan_.schema()->fact("born");
  const auto* identified_fact = plan_.schema()->fact("identified");
  if (born_fact == nullptr || identified_fact == nullptr) {
    std::fill(group_of_.begin(), group_of_.end(), static_cast<std::uint32_t>(Band::unknown));
    return;
  }
  alignas(64) std::int32_t born[block_size];
  std::fill_n(born, block_size, never_day);
  std::copy_n(people.days(born_fact->column).data() + block.first, block.size, born);
  const auto* identified = people.days(identified_fact->column).data() + block.first;
  std::fill(group_of_.begin(), group_of_.end(), 0);
  for (const std::int32_t years : {13, 18, 25}) {
    Operands o;
    o.in[0] = born;
    o.out[0] = days_;
    o.amount = years * 12;
    o.up = true;
    kernels_.shift_months(o);
    for (std::size_t p = 0; p < block.size; ++p) group_of_[p] += days_[p] <= identified[p] ? 1U : 0U;
  }
  for (std::size_t p = 0; p < block.size; ++p) {
    const bool known =
        born[p] != unknown_day && born[p] < never_day && identified[p] != unknown_day && identified[p] < never_day;
    if (!known) group_of_[p] = static_cast<std::uint32_t>(Band::unknown);
  }
}

void Tally::find_groups(const Columns& people, const Block& block) {
  if (by_.bands) find_bands(people, block);
  const auto regions = static_cast<std::uint32_t>(by_.regions);
  for (std::size_t p = 0; p < block.size; ++p) {
    const std::uint32_t region = people.regions.empty() ? 0 : people.regions[block.first + p];
    group_of_[p] = (by_.bands ? group_of_[p] * regions : 0) + std::min(region, regions - 1);
  }
}

void Tally::add_pairs(const Block& block, const Pairs& pairs, std::size_t output, Part part) {
  if (pairs.count == 0) return;
  Operands o;
  std::copy_n(pairs.in, 2 * pairs.count, o.in);
  o.out[0] = days_;
  for (std::size_t period = 0; period < periods(); ++period) {
    o.amount = by_.edges[period].number;
    o.until = by_.edges[period + 1].number;
    kernels_.days_within[pairs.count](o);
    add_days(block, part, &at(output, period, 0));
  }
}

void Tally::add_days(const Block& block, Part part, Sums* row) {
  const auto note = [&](Sums& to, std::int64_t persons, std::int64_t days) {
    if (part != Part::possible) to.certain.persons += persons, to.certain.days += days;
    if (part != Part::certain) to.possible.persons += persons, to.possible.days += days;
  };
  if (groups_ > 1) {
    for (std::size_t p = 0; p < block.size; ++p)
      if (const std::int32_t days = days_[p] & block.in_columns[p]; days > 0) note(row[group_of_[p]], 1, days);
    return;
  }
  Operands sum;
  sum.in[0] = days_;
  sum.in[1] = block.in_columns;
  std::int64_t days = 0;
  std::int64_t persons = 0;
  kernels_.add_up(sum, days, persons);
  note(row[0], persons, days);
}

void Tally::add_alone(const Block& block) {
  for (const auto& alone : block.alone)
    for (std::size_t output = 0; output < alone.outputs.size(); ++output)
      for (std::size_t period = 0; period < periods(); ++period) {
        const DaySet within(by_.edges[period], by_.edges[period + 1]);
        auto& to = at(output, period, groups_ == 1 ? 0 : group_of_[alone.person]);
        const auto count = [&](const DaySet& days, Sum& sum) {
          const auto n = (days & within).count();
          sum.days += n;
          sum.persons += n > 0 ? 1 : 0;
        };
        count(alone.outputs[output].certain, to.certain);
        count(alone.outputs[output].possible, to.possible);
      }
}

void Tally::add(const Columns& people, const Block& block) {
  if (groups_ > 1) find_groups(people, block);
  for (std::size_t output = 0; output < plan_.outputs().size(); ++output) {
    add_pairs(block, block.certain(output), output, block.exact ? Part::both : Part::certain);
    if (!block.exact) add_pairs(block, block.possible(output), output, Part::possible);
  }
  add_alone(block);
}

}  // namespace nwd::population
