// Compiled for AVX2; no inline function of any header is used here (see src/population/CMakeLists.txt).
#include "fused.h"

namespace nwd::bench {
namespace {

typedef std::int32_t V __attribute__((vector_size(32)));
typedef std::int32_t Loose __attribute__((vector_size(32), aligned(4), may_alias));

inline V load(const std::int32_t* p, std::size_t i) { return *reinterpret_cast<const Loose*>(p + i); }
inline V least(V a, V b) { return a < b ? a : b; }
inline V greatest(V a, V b) { return a > b ? a : b; }

inline V eighteenth_birthday(V born) {
  const V year = (4 * (born + 25508) + 3) / 1461;  // since March 1900
  return born + 18 * 365 + ((year + 18) >> 2) - (year >> 2);
}

}  // namespace

void fused_avx2(const FusedColumns& c, std::size_t persons, const std::int32_t* edges, std::int32_t* out) {
  for (std::size_t i = 0; i < persons; i += 8) {
    const V begin = greatest(greatest(load(c.identified, i), load(c.opened, i)), load(c.needs_from, i));
    const V end = least(least(eighteenth_birthday(load(c.born, i)), load(c.recovered, i)),
                        least(load(c.closed, i), load(c.needs_until, i)));
    V bits{};
    for (int m = 0; m < 12; ++m) bits |= (begin < edges[m + 1]) & (end > edges[m]) & (1 << m);
    *reinterpret_cast<Loose*>(out + i) = bits & (begin < end);
  }
}

std::int64_t read_avx2(const FusedColumns& c, std::size_t persons) {
  V sum{};
  for (std::size_t i = 0; i < persons; i += 8)
    sum ^= load(c.born, i) ^ load(c.identified, i) ^ load(c.recovered, i) ^ load(c.opened, i) ^ load(c.closed, i) ^
           load(c.needs_from, i) ^ load(c.needs_until, i);
  std::int64_t out = 0;
  for (int lane = 0; lane < 8; ++lane) out += sum[lane];
  return out;
}

}  // namespace nwd::bench
