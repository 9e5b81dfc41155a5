// Small operations on text. Case is ASCII only: names of things, never people's names.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nwd {

bool is_utf8(std::string_view);           // RFC 3629: no surrogates, no overlong forms
std::string_view trim(std::string_view);  // ASCII white space at both ends
std::string ascii_lower(std::string_view);
bool equals_ignoring_case(std::string_view, std::string_view);
// Digits alone, no sign but a minus, nothing around them; none if it is anything else or outside the bounds.
std::optional<std::int64_t> whole_number(std::string_view,
                                         std::int64_t least = std::numeric_limits<std::int64_t>::min(),
                                         std::int64_t most = std::numeric_limits<std::int64_t>::max());
std::vector<std::string_view> split(std::string_view, char separator);  // "a,,b" gives three parts; "" gives one

}  // namespace nwd
