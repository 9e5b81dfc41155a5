// The kernels, for vectors of NWD_LANES int32. Included once by each kernels_*.cpp, inside a namespace of its own.
// Everything is static or in an unnamed namespace: see CMakeLists.txt.
#ifndef NWD_LANES
#error "define NWD_LANES"
#endif

// NOLINTBEGIN(bugprone-implicit-widening-of-multiplication-result): indices of a few columns
namespace {

constexpr int lanes = NWD_LANES;
typedef std::int32_t V __attribute__((vector_size(lanes * 4)));
typedef std::int32_t Loose __attribute__((vector_size(lanes * 4), aligned(4), may_alias));

constexpr std::int32_t past = -1073741824;
constexpr std::int32_t future = 1073741823;
constexpr std::int32_t far = 400000000;
constexpr std::int32_t unknown = INT32_MIN;

#define NWD_INLINE static inline __attribute__((always_inline))

NWD_INLINE V load(const std::int32_t* p, std::size_t i) { return *reinterpret_cast<const Loose*>(p + i); }
NWD_INLINE void store(std::int32_t* p, std::size_t i, V v) { *reinterpret_cast<Loose*>(p + i) = v; }
NWD_INLINE V same(std::int32_t x) { return V{} + x; }
NWD_INLINE V choose(V mask, V yes, V no) { return mask ? yes : no; }
NWD_INLINE V least(V a, V b) { return a < b ? a : b; }
NWD_INLINE V greatest(V a, V b) { return a > b ? a : b; }

NWD_INLINE bool any(V mask) {
  std::int32_t found = 0;
  for (int lane = 0; lane < lanes; ++lane) found |= mask[lane];
  return found != 0;
}

#include "population/kernels_sets.h"

// ---- Days ----------------------------------------------------------------------------------------------------------

template <int M, int I = 1>
NWD_INLINE V greatest_in(const std::int32_t* const* in, std::size_t i, V so_far) {
  if constexpr (I == M) {
    return so_far;
  } else {
    return greatest_in<M, I + 1>(in, i, greatest(so_far, load(in[I], i)));
  }
}

template <int M, int I = 1>
NWD_INLINE V least_in(const std::int32_t* const* in, std::size_t i, V so_far) {
  if constexpr (I == M) {
    return so_far;
  } else {
    return least_in<M, I + 1>(in, i, least(so_far, load(in[I], i)));
  }
}

template <int M>
void greatest_of(const Operands& given) {
  const Operands o = given;
  for (std::size_t i = 0; i < block_size; i += lanes) store(o.out[0], i, greatest_in<M>(o.in, i, load(o.in[0], i)));
}

template <int M>
void least_of(const Operands& given) {
  const Operands o = given;
  for (std::size_t i = 0; i < block_size; i += lanes) store(o.out[0], i, least_in<M>(o.in, i, load(o.in[0], i)));
}

void flip(const Operands& given) {
  const Operands o = given;
  for (std::size_t i = 0; i < block_size; i += lanes) store(o.out[0], i, ~load(o.in[0], i));
}
void late(const Operands& given) {
  const Operands o = given;
  for (std::size_t i = 0; i < block_size; i += lanes) {
    const V v = load(o.in[0], i);
    store(o.out[0], i, choose(v == same(unknown), same(future), v));
  }
}
void early(const Operands& given) {
  const Operands o = given;
  for (std::size_t i = 0; i < block_size; i += lanes) store(o.out[0], i, greatest(load(o.in[0], i), same(past)));
}

// Never and before all days stay what they are; so does what lies more than a million years away become them.
NWD_INLINE V settled(V day, V moved) {
  const V out = choose(moved >= far, same(future), choose(moved <= -far, same(past), moved));
  return choose(day >= far, same(future), choose(day <= -far, same(past), out));
}
NWD_INLINE V bounded(V day) { return greatest(least(day, same(far)), same(-far)); }

void shift_days(const Operands& given) {
  const Operands o = given;
  for (std::size_t i = 0; i < block_size; i += lanes) {
    const V day = load(o.in[0], i);
    store(o.out[0], i, settled(day, bounded(day) + o.amount));
  }
}

NWD_INLINE V quotient_down(V a, std::int32_t by) { return (choose(a < 0, a - (by - 1), a)) / by; }

// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", as in base/day.cpp.
NWD_INLINE V days_from(V year, V month, V day) {
  const V y = choose(month <= 2, year - 1, year);
  const V era = quotient_down(y, 400);
  const V of_era = y - era * 400;
  const V of_year = (153 * choose(month > 2, month - 3, month + 9) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

NWD_INLINE V is_leap(V year) {
  const V by_hundred = year % 100 == 0;
  return ((year & 3) == 0) & ~(by_hundred & (year % 400 != 0));
}

NWD_INLINE V month_length(V year, V month) {
  const V thirty = (month == 4) | (month == 6) | (month == 9) | (month == 11);
  const V february = same(28) - is_leap(year);
  return choose(month == 2, february, same(31) + thirty);
}

NWD_INLINE V plus_months(V number, std::int32_t months, bool up) {
  const V z = number + 719468;
  const V era = quotient_down(z, 146097);
  const V of_era = z - era * 146097;
  const V year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const V of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const V shifted = (5 * of_year + 2) / 153;
  const V month = choose(shifted < 10, shifted + 3, shifted - 9);
  const V day = of_year - (153 * shifted + 2) / 5 + 1;
  const V total = (year_of_era + era * 400 - (month <= 2)) * 12 + (month - 1) + months;
  const V year = quotient_down(total, 12);
  const V target = total - year * 12 + 1;
  const V length = month_length(year, target);
  const V lacks = day > length;
  const V moved = days_from(year, target, choose(lacks, length, day));
  return up ? moved - lacks : moved;
}

// Whether all days are [1900-03-01, 2100-02-28] after the shift as before it, or never or before all days.
NWD_INLINE bool every_fourth_year(const std::int32_t* days, std::int32_t months) {
  const std::int32_t first = -25508 + (months < 0 ? -months * 31 : 0);
  const std::int32_t last = 47540 - (months > 0 ? months * 31 : 0);
  if (first >= last) return false;
  V odd{};
  for (std::size_t i = 0; i < block_size; i += lanes) {
    const V day = load(days, i);
    odd |= ~(((day >= first) & (day <= last)) | (day >= far) | (day <= -far));
  }
  return !any(odd);
}

// Whole years where every fourth is a leap year: 365 days each and one more for every 29 February passed.
NWD_INLINE V plus_julian_years(V number, std::int32_t years, bool up) {
  const V z = number + 25508;  // since 1900-03-01
  const V quarter = 4 * z + 3;
  const V year = quarter / 1461;
  const V moved = number + years * 365 + ((year + years) >> 2) - (year >> 2);
  if (up) return moved;
  const V leap_day = z - year * 365 - (year >> 2) == 365;
  return moved + (leap_day & (((year + years + 1) & 3) != 0));
}

void shift_months(const Operands& given) {
  const Operands o = given;
  if (o.amount % 12 == 0 && every_fourth_year(o.in[0], o.amount)) {
    for (std::size_t i = 0; i < block_size; i += lanes) {
      const V day = load(o.in[0], i);
      store(o.out[0], i,
            settled(day, plus_julian_years(greatest(least(day, same(47540)), same(-25508)), o.amount / 12, o.up)));
    }
    return;
  }
  for (std::size_t i = 0; i < block_size; i += lanes) {
    const V day = load(o.in[0], i);
    store(o.out[0], i, settled(day, plus_months(bounded(day), o.amount, o.up)));
  }
}

// ---- Words and rows ------------------------------------------------------------------------------------------------

NWD_INLINE V load_bytes(const std::uint8_t* bytes, std::size_t i) {
  typedef std::uint8_t B __attribute__((vector_size(lanes)));
  typedef std::uint8_t LooseB __attribute__((vector_size(lanes), aligned(1), may_alias));
  const B b = *reinterpret_cast<const LooseB*>(bytes + i);
  return __builtin_convertvector(b, V);
}

void is_word(const Operands& given) {
  const Operands o = given;
  const V low = same(static_cast<std::int32_t>(o.words & 0xffffffffU));
  const V high = same(static_cast<std::int32_t>(o.words >> 32U));
  const V if_unknown = same(o.up ? -1 : 0);
  for (std::size_t i = 0; i < block_size; i += lanes) {
    const V word = load_bytes(o.bytes, i);
    const V half = choose(word < 32, low, high);
    const V yes = (((half >> (word & 31)) & 1) != 0) & (word < 64);
    store(o.out[0], i, choose(yes | (if_unknown & (word == 255)), same(past), same(future)));
  }
}

void has_row(const Operands& given) {
  const Operands o = given;
  for (std::size_t i = 0; i < block_size; i += lanes)
    store(o.out[0], i, choose(load_bytes(o.bytes, i) > o.amount, same(past), same(future)));
}

// ---- Results -------------------------------------------------------------------------------------------------------

template <int M, int I = 0>
NWD_INLINE V days_of(const std::int32_t* const* in, std::size_t i, V from, V until) {
  if constexpr (I == M) {
    return V{};
  } else {
    const V length = least(load(in[2 * I + 1], i), until) - greatest(least(load(in[2 * I], i), until), from);
    return greatest(length, V{}) + days_of<M, I + 1>(in, i, from, until);
  }
}

template <int M>
void days_within(const Operands& given) {
  const Operands o = given;
  for (std::size_t i = 0; i < block_size; i += lanes)
    store(o.out[0], i, days_of<M>(o.in, i, same(o.amount), same(o.until)));
}

// Bits from the month in which an interval begins to the one in which it ends. `from`: the edges less one.
struct Edges {
  V from[most_months + 1];
  V until[most_months + 1];
  std::size_t count;
};

// Two vectors at a time: the loop over the months is then half as much of the work.
template <int M, int I = 0>
NWD_INLINE void months_of(const std::int32_t* const* in, std::size_t i, const Edges& edges, V& bits, V& more) {
  if constexpr (I < M) {
    const V begin = load(in[2 * I], i);
    const V end = load(in[2 * I + 1], i);
    const V begin2 = load(in[2 * I], i + lanes);
    const V end2 = load(in[2 * I + 1], i + lanes);
    // What matters: where it is not empty, and reaches into the months at all. Most do not.
    const V real = (begin < end) & (end > edges.until[0]) & (begin <= edges.from[edges.count]);
    const V real2 = (begin2 < end2) & (end2 > edges.until[0]) & (begin2 <= edges.from[edges.count]);
    if (any(real | real2)) {
      V before{};   // months that are over when it begins, negative
      V reached{};  // months that have begun when it ends, negative
      V before2{};
      V reached2{};
      for (std::size_t m = 0; m < edges.count; ++m) {
        before += begin > edges.from[m + 1];
        reached += end > edges.until[m];
        before2 += begin2 > edges.from[m + 1];
        reached2 += end2 > edges.until[m];
      }
      bits |= (same(-1) << -before) & ~(same(-1) << -reached) & real;
      more |= (same(-1) << -before2) & ~(same(-1) << -reached2) & real2;
    }
    months_of<M, I + 1>(in, i, edges, bits, more);
  }
}

template <int M>
void months(const Operands& given, const std::int32_t* numbers, std::size_t count) {
  const Operands o = given;
  Edges edges;
  edges.count = count;
  for (std::size_t m = 0; m <= count; ++m) {
    edges.from[m] = same(numbers[m] - 1);
    edges.until[m] = same(numbers[m]);
  }
  for (std::size_t i = 0; i < block_size; i += 2 * lanes) {
    V bits{};
    V more{};
    months_of<M>(o.in, i, edges, bits, more);
    store(o.out[0], i, bits & load(o.flags, i));
    store(o.out[0], i + lanes, more & load(o.flags, i + lanes));
  }
}

void add_up(const Operands& o, std::int64_t& days, std::int64_t& persons) {
  V sum{};
  V some{};
  for (std::size_t i = 0; i < block_size; i += lanes) {
    const V v = load(o.in[0], i) & load(o.in[1], i);
    sum += v;
    some += v > 0;
  }
  for (int lane = 0; lane < lanes; ++lane) {
    days += sum[lane];
    persons -= some[lane];
  }
}

// These two are the first to look at a block's columns; they fetch the next block's meanwhile, because the processor
// does not look ahead beyond a page, and a block of days is one.
NWD_INLINE void fetch(const void* address, std::size_t bytes_ahead) {
  const auto ahead = reinterpret_cast<std::uintptr_t>(address) + bytes_ahead;
  __builtin_prefetch(reinterpret_cast<const void*>(ahead), 0, 2);  // NOLINT(performance-no-int-to-ptr)
}

bool any_unknown(const std::int32_t* const* columns, std::size_t count) {
  constexpr std::size_t line = 16;  // days in a cache line
  V found{};
  for (std::size_t i = 0; i < block_size; i += line)
    for (std::size_t c = 0; c < count; ++c) {
      fetch(columns[c] + i, block_size * sizeof(std::int32_t));
      for (std::size_t k = i; k < i + line; k += lanes) found |= load(columns[c], k) == same(unknown);
    }
  return any(found);
}

bool any_unknown_word(const std::uint8_t* words) {
  constexpr std::size_t line = 64;
  V found{};
  for (std::size_t i = 0; i < block_size; i += line) {
    fetch(words + i, block_size);
    for (std::size_t k = i; k < i + line; k += lanes) found |= load_bytes(words, k) == 255;
  }
  return any(found);
}

void note_unknown(const std::int32_t* days, std::int32_t* flags) {
  for (std::size_t i = 0; i < block_size; i += lanes)
    store(flags, i, load(flags, i) | (load(days, i) == same(unknown)));
}

bool settle(const std::int32_t* flags, std::int32_t* others) {
  V found{};
  for (std::size_t i = 0; i < block_size; i += lanes) {
    const V flag = load(flags, i);
    found |= flag;
    store(others, i, ~flag);
  }
  return any(found);
}

Kernels made(const char* name) {
  Kernels k{};
  k.name = name;
  k.greatest[2] = greatest_of<2>, k.greatest[3] = greatest_of<3>, k.greatest[4] = greatest_of<4>;
  k.least[2] = least_of<2>, k.least[3] = least_of<3>, k.least[4] = least_of<4>;
  k.flip = flip;
  k.late = late;
  k.early = early;
  k.shift_days = shift_days;
  k.shift_months = shift_months;
  k.is_word = is_word;
  k.has_row = has_row;
  k.unite[1] = unite<1>, k.unite[2] = unite<2>, k.unite[3] = unite<3>, k.unite[4] = unite<4>;
  k.unite[5] = unite<5>, k.unite[6] = unite<6>, k.unite[7] = unite<7>, k.unite[8] = unite<8>;
  k.meet[5] = meet<5>, k.meet[6] = meet<6>, k.meet[7] = meet<7>, k.meet[8] = meet<8>;
  k.complement[1] = complement<1>, k.complement[2] = complement<2>;
  k.complement[3] = complement<3>, k.complement[4] = complement<4>;
  k.inside[1] = inside<1>, k.inside[2] = inside<2>, k.inside[3] = inside<3>, k.inside[4] = inside<4>;
  k.touches[1] = touches<1>, k.touches[2] = touches<2>, k.touches[3] = touches<3>, k.touches[4] = touches<4>;
  k.days_within[0] = days_within<0>, k.days_within[1] = days_within<1>, k.days_within[2] = days_within<2>;
  k.days_within[3] = days_within<3>, k.days_within[4] = days_within<4>;
  k.months[0] = months<0>, k.months[1] = months<1>, k.months[2] = months<2>;
  k.months[3] = months<3>, k.months[4] = months<4>;
  k.add_up = add_up;
  k.any_unknown = any_unknown;
  k.any_unknown_word = any_unknown_word;
  k.settle = settle;
  k.note_unknown = note_unknown;
  return k;
}

}  // namespace

const Kernels& table() {
  static const Kernels all = made(NWD_KERNELS_NAME);
  return all;
}
// NOLINTEND(bugprone-implicit-widening-of-multiplication-result)
