// Each kernel on each instruction set beside the same thing said plainly.
#include "population/kernels.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>

#include "base/day_set.h"
#include "charter/evaluator.h"

namespace nwd::population {
namespace {

using Column = std::vector<std::int32_t>;
constexpr std::int32_t past = distant_past.number;
constexpr std::int32_t future = distant_future.number;

std::vector<const Kernels*> all() {
  std::vector<const Kernels*> out;
  for (const auto* name : {"portable", "AVX2", "AVX-512"})
    if (const auto* k = kernels(name)) out.push_back(k);
  return out;
}

std::int32_t moved(std::int32_t day, std::int32_t months, bool up) {
  return charter::shifted(Day{day}, months, charter::Unit::months, up).number;
}

void expect_moved(const Column& days, std::int32_t months, bool up) {
  Column out(block_size);
  Operands o;
  o.in[0] = days.data();
  o.out[0] = out.data();
  o.amount = months;
  o.up = up;
  for (const auto* k : all()) {
    k->shift_months(o);
    for (std::size_t i = 0; i < block_size; ++i)
      ASSERT_EQ(out[i], moved(days[i], months, up)) << k->name << ", day " << days[i] << ", months " << months << up;
  }
}

// Where every fourth year is a leap year there is a shorter way; every such day goes through it here.
TEST(Kernels, AddWholeYearsToEveryDayOfTwoCenturies) {
  for (std::int32_t first = -25508; first < 47540; first += static_cast<std::int32_t>(block_size) / 2)
    for (const std::int32_t years : {1, 18, 25, -3}) {
      Column days(block_size);
      for (std::size_t i = 0; i < block_size; ++i) days[i] = first + static_cast<std::int32_t>(i / 2);
      days[0] = future;
      days[1] = past;
      for (const bool up : {true, false}) expect_moved(days, years * 12, up);
    }
}

TEST(Kernels, AddMonthsToAnyDay) {
  std::mt19937 dice(5);
  for (int round = 0; round < 60; ++round) {
    Column days(block_size);
    for (auto& day : days) {
      const auto kind = dice() % 20;
      day = kind == 0   ? future
            : kind == 1 ? past
            : kind < 5  ? static_cast<std::int32_t>(dice() % 900'000'000) - 450'000'000
                        : static_cast<std::int32_t>(dice() % 3'600'000) - 700'000;
    }
    const auto months = static_cast<std::int32_t>(dice() % 2'400'001) - 1'200'000;
    expect_moved(days, round % 3 == 0 ? months : round % 3 == 1 ? months % 400 : months % 50 * 12, round % 2 == 0);
  }
}

DaySet set_of(const std::vector<Column>& columns, std::size_t first, std::size_t count, std::size_t person) {
  std::vector<DayInterval> intervals;
  for (std::size_t i = first; i < first + count; ++i)
    intervals.push_back({{columns[2 * i][person]}, {columns[2 * i + 1][person]}});
  return DaySet::of(intervals);
}

// Few different days, so that intervals are often empty, touch, or are equal.
std::vector<Column> random_intervals(std::mt19937& dice, std::size_t count) {
  std::vector<Column> out(2 * count, Column(block_size));
  for (auto& column : out)
    for (auto& day : column) {
      const auto roll = dice() % 12;
      day = roll == 10 ? past : roll == 11 ? future : static_cast<std::int32_t>(roll);
    }
  return out;
}

struct Result {
  std::vector<Column> columns;
  Column overflow;
};

Result result_of(Kernel kernel, const std::vector<Column>& in, std::size_t outs) {
  Result r{std::vector<Column>(2 * outs, Column(block_size)), Column(block_size)};
  Operands o;
  for (std::size_t i = 0; i < in.size(); ++i) o.in[i] = in[i].data();
  for (std::size_t i = 0; i < r.columns.size(); ++i) o.out[i] = r.columns[i].data();
  o.overflow = r.overflow.data();
  kernel(o);
  return r;
}

TEST(Kernels, UniteAnyIntervalsOrSayThatTheyDoNotFit) {
  std::mt19937 dice(6);
  for (std::size_t count = 1; count <= 8; ++count)
    for (const auto* k : all()) {
      const auto in = random_intervals(dice, count);
      const auto outs = std::min<std::size_t>(count, 4);
      const auto r = result_of(k->unite[count], in, outs);
      for (std::size_t p = 0; p < block_size; ++p) {
        const auto expected = set_of(in, 0, count, p);
        ASSERT_EQ(r.overflow[p] != 0, expected.intervals().size() > 4) << k->name << count;
        if (r.overflow[p] == 0) {
          ASSERT_EQ(set_of(r.columns, 0, outs, p), expected) << k->name << count;
        }
      }
    }
}

// Disjoint sets, as the programs keep them.
std::vector<Column> random_sets(std::mt19937& dice, const std::vector<std::size_t>& sizes) {
  std::vector<Column> out;
  for (const auto size : sizes) {
    std::vector<Column> set(2 * size, Column(block_size, future));
    for (std::size_t p = 0; p < block_size; ++p) {
      DaySet days;
      for (std::size_t i = 0; i < size; ++i) {
        const auto from = static_cast<std::int32_t>(dice() % 40);
        days = days | DaySet({from}, {dice() % 9 == 0 ? future : from + static_cast<std::int32_t>(dice() % 9)});
      }
      for (std::size_t i = 0; i < days.intervals().size(); ++i) {
        set[2 * i][p] = days.intervals()[i].begin.number;
        set[2 * i + 1][p] = days.intervals()[i].end.number;
      }
    }
    out.insert(out.end(), set.begin(), set.end());
  }
  return out;
}

TEST(Kernels, MeetTwoSets) {
  std::mt19937 dice(7);
  const std::pair<std::size_t, std::size_t> sizes[] = {{2, 3}, {3, 3}, {4, 2}, {3, 4}, {4, 4}};
  for (const auto& [a, b] : sizes)
    for (const auto* k : all()) {
      const auto in = random_sets(dice, {a, b});
      const auto outs = std::min<std::size_t>(a + b - 1, 4);
      const auto r = result_of(k->meet[a + b], in, outs);
      for (std::size_t p = 0; p < block_size; ++p) {
        const auto expected = set_of(in, 0, a, p) & set_of(in, a, b, p);
        ASSERT_EQ(r.overflow[p] != 0, expected.intervals().size() > 4);
        if (r.overflow[p] == 0) {
          ASSERT_EQ(set_of(r.columns, 0, outs, p), expected) << k->name;
        }
      }
    }
}

TEST(Kernels, ComplementASet) {
  std::mt19937 dice(8);
  for (std::size_t count = 1; count <= 4; ++count)
    for (const auto* k : all()) {
      const auto in = random_sets(dice, {count});
      const auto r = result_of(k->complement[count], in, count + 1);
      for (std::size_t p = 0; p < block_size; ++p)
        ASSERT_EQ(set_of(r.columns, 0, count + 1, p), DaySet::all() - set_of(in, 0, count, p)) << k->name;
    }
}

TEST(Kernels, CountDaysAndMonths) {
  std::mt19937 dice(9);
  const std::int32_t edges[] = {3, 5, 6, 20, 41};
  for (std::size_t count = 1; count <= 4; ++count)
    for (const auto* k : all()) {
      const auto in = random_sets(dice, {count});
      Column out(block_size);
      const Column everybody(block_size, -1);
      Operands o;
      for (std::size_t i = 0; i < in.size(); ++i) o.in[i] = in[i].data();
      o.out[0] = out.data();
      o.flags = everybody.data();
      o.amount = 5;
      o.until = 30;
      k->days_within[count](o);
      for (std::size_t p = 0; p < block_size; ++p)
        ASSERT_EQ(out[p], (set_of(in, 0, count, p) & DaySet({5}, {30})).count()) << k->name;
      k->months[count](o, edges, 4);
      for (std::size_t p = 0; p < block_size; ++p)
        for (int m = 0; m < 4; ++m)
          ASSERT_EQ(((out[p] >> m) & 1) != 0, !(set_of(in, 0, count, p) & DaySet({edges[m]}, {edges[m + 1]})).empty())
              << k->name << m;
    }
}

TEST(Kernels, TellWordsFromOneAnother) {
  std::vector<std::uint8_t> words(block_size);
  for (std::size_t i = 0; i < block_size; ++i) words[i] = static_cast<std::uint8_t>(i);
  Column out(block_size);
  Operands o;
  o.bytes = words.data();
  o.out[0] = out.data();
  o.words = 0x8000000180000001U;
  for (const bool or_unknown : {false, true})
    for (const auto* k : all()) {
      o.up = or_unknown;
      k->is_word(o);
      for (std::size_t i = 0; i < block_size; ++i) {
        const auto word = words[i];
        const bool yes = word == 0 || word == 31 || word == 32 || word == 63 || (or_unknown && word == 255);
        ASSERT_EQ(out[i], yes ? past : future) << k->name << int{word};
      }
    }
}

}  // namespace
}  // namespace nwd::population
