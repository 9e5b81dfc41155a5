// What somebody would write by hand for one rule, as the peer of the compiled one. See population.cpp.
#pragma once

#include <cstddef>
#include <cstdint>

namespace nwd::bench {

struct FusedColumns {
  const std::int32_t* born;
  const std::int32_t* identified;
  const std::int32_t* recovered;
  const std::int32_t* opened;
  const std::int32_t* closed;
  const std::int32_t* needs_from;
  const std::int32_t* needs_until;
};

// Bit m of out: owed in [edges[m], edges[m + 1]). Births from 1900-03-01 to 2082-02-28 only. `persons` divides by 8.
void fused_avx2(const FusedColumns&, std::size_t persons, const std::int32_t* edges, std::int32_t* out);

// Reads everything once and gives a sum: the fastest that anything can go that looks at these bytes.
std::int64_t read_avx2(const FusedColumns&, std::size_t persons);

}  // namespace nwd::bench
