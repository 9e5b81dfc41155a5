// Ids made from names: the same row of the same source has the same id in every directory. UUID version 8 over SHA-256,
// as RFC 9562 appendix B.2 shows.
#pragma once

#include <string_view>

#include "base/id.h"

namespace nwd::directory {

IdBytes id_of_name(std::string_view what, std::string_view source, std::string_view name);

// 16 bytes that differ when any of `parts` does.
Bytes digest_of(std::initializer_list<std::string_view> parts);

}  // namespace nwd::directory
