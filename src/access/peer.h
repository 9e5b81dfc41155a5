// Where a request comes from, as far as one household or office can choose it. Used inside this folder only.
#pragma once

#include <string>
#include <string_view>

namespace nwd::access {

// IPv4 whole (also when mapped into IPv6); IPv6 its first 64 bits, all of which one subscriber has. Other text as it
// is.
std::string network_of(std::string_view address);

}  // namespace nwd::access
