#include "population/kernels.h"

#define NWD_LANES 4
#define NWD_KERNELS_NAME "portable"

namespace nwd::population::portable {

#include "population/kernels_body.h"

}  // namespace nwd::population::portable
