// The charters and shared declarations that this library carries.
#pragma once

#include <string_view>

namespace nwd::charter {

// "facts", "standards" or the name of a charter, without ".charter"; empty if there is none.
std::string_view builtin_file(std::string_view name);

}  // namespace nwd::charter
