#include "population/kernels.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <vector>

namespace nwd::population {
namespace {

bool has_avx2() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") != 0;
#else
  return false;
#endif
}

bool has_avx512() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512vl") != 0 &&
         __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512dq") != 0;
#else
  return false;
#endif
}

// The seconds of the fastest of a few turns at what takes longest in most programs.
double race(const Kernels& k) {
  std::vector<std::int32_t> memory(16 * block_size);
  Operands o;
  for (std::size_t i = 0; i < 8; ++i) {
    o.in[i] = memory.data() + i * block_size;
    o.out[i] = memory.data() + (8 + i) * block_size;
  }
  constexpr int turns = 8;
  double best = 1;
  for (int turn = 0; turn < turns; ++turn) {
    const auto start = std::chrono::steady_clock::now();
    k.unite[4](o);
    k.greatest[2](o);
    k.days_within[4](o);
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

}  // namespace

// Wider vectors are the slower ones on some processors. Both give the same days, so a race may choose.
const Kernels& kernels() {
  static const Kernels& best = [&]() -> const Kernels& {
    if (!has_avx2()) return portable::table();
    return has_avx512() && race(avx512::table()) < race(avx2::table()) ? avx512::table() : avx2::table();
  }();
  return best;
}

const Kernels* kernels(const char* name) {
  const std::string_view wanted(name);
  if (wanted == "AVX-512") return has_avx512() ? &avx512::table() : nullptr;
  if (wanted == "AVX2") return has_avx2() ? &avx2::table() : nullptr;
  return wanted == "portable" ? &portable::table() : nullptr;
}

}  // namespace nwd::population
