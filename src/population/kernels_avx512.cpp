#include "population/kernels.h"

#define NWD_LANES 16
#define NWD_KERNELS_NAME "AVX-512"

namespace nwd::population::avx512 {

#include "population/kernels_body.h"

}  // namespace nwd::population::avx512
