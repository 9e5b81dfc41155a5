// Adds up days over a population: per output, per period, and per group of persons.
//
//   population::Tally tally(plan, {population::months(from, until), {}});
//   for (each block) tally.add(people, block);
//   tally.sum(output, period, 0).certain.days
#pragma once

#include <span>
#include <string>
#include <vector>

#include "population/runner.h"

namespace nwd::population {

// Bit m of out[p]: the p-th person of the block is certainly owed on some day of [edges[m], edges[m + 1]). At most 31
// periods.
void owed_in(const Block&, std::size_t output, const Kernels&, std::span<const Day> edges, std::span<std::int32_t> out);

// Age on the day of identification.
enum class Band : std::uint8_t { to12, to17, to24, from25, unknown };
inline constexpr std::size_t band_count = 5;
std::string_view name(Band);  // "13-17"

struct Sum {
  std::int64_t persons = 0;  // who have any such day
  std::int64_t days = 0;
  bool operator==(const Sum&) const = default;
};
struct Sums {
  Sum certain{};
  Sum possible{};
  bool operator==(const Sums&) const = default;
};

struct TallyBy {
  std::vector<Day> edges{};  // of the periods, ascending: [edges[i], edges[i + 1]); within the years 1 to 9999
  bool bands = false;        // groups by age
  std::size_t regions = 1;   // and by region; persons of Columns without regions are of region 0
};

std::vector<Day> months(Day from, Day until);  // edges: both ends and every first of a month between
inline constexpr std::size_t most_periods = 1200;
inline constexpr std::size_t most_regions = 4096;

class Tally {
 public:
  Tally(const Plan&, TallyBy);
  void add(const Columns&, const Block&);

  [[nodiscard]] std::size_t periods() const { return by_.edges.size() - 1; }
  [[nodiscard]] std::size_t groups() const { return groups_; }
  [[nodiscard]] std::size_t group(Band, std::size_t region) const;
  [[nodiscard]] const Sums& sum(std::size_t output, std::size_t period, std::size_t group) const;
  [[nodiscard]] Sums total(std::size_t output, std::size_t period) const;  // over all groups
  [[nodiscard]] std::size_t bytes() const { return sums_.size() * sizeof(Sums); }

 private:
  void find_groups(const Columns&, const Block&);
  void find_bands(const Columns&, const Block&);
  enum class Part : std::uint8_t { certain, possible, both };
  void add_pairs(const Block&, const Pairs&, std::size_t output, Part);
  void add_days(const Block&, Part, Sums* row);
  void add_alone(const Block&);
  Sums& at(std::size_t output, std::size_t period, std::size_t group);

  const Plan& plan_;
  const Kernels& kernels_;
  TallyBy by_;
  std::size_t groups_ = 1;
  std::vector<Sums> sums_;
  std::vector<std::uint32_t> group_of_;
  alignas(64) std::int32_t days_[block_size] = {};
};

}  // namespace nwd::population
