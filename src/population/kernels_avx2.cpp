#include "population/kernels.h"

#define NWD_LANES 8
#define NWD_KERNELS_NAME "AVX2"

namespace nwd::population::avx2 {

#include "population/kernels_body.h"

}  // namespace nwd::population::avx2
