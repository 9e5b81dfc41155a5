#include "population/kernels.h"

#include <string_view>

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

}  // namespace

const Kernels& kernels() {
  static const Kernels& best = has_avx512() ? avx512::table() : has_avx2() ? avx2::table() : portable::table();
  return best;
}

const Kernels* kernels(const char* name) {
  const std::string_view wanted(name);
  if (wanted == "AVX-512") return has_avx512() ? &avx512::table() : nullptr;
  if (wanted == "AVX2") return has_avx2() ? &avx2::table() : nullptr;
  return wanted == "portable" ? &portable::table() : nullptr;
}

}  // namespace nwd::population
