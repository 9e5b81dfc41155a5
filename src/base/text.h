// Small operations on text. Case is ASCII only: names of things, never people's names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nwd {

bool is_utf8(std::string_view);           // RFC 3629: no surrogates, no overlong forms
std::string_view trim(std::string_view);  // ASCII white space at both ends
std::string ascii_lower(std::string_view);
bool equals_ignoring_case(std::string_view, std::string_view);
std::vector<std::string_view> split(std::string_view, char separator);  // "a,,b" gives three parts; "" gives one

}  // namespace nwd
