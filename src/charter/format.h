// One layout for every charter, so that two texts that say the same look the same.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace nwd::charter {

inline constexpr std::size_t max_line_columns = 120;  // code points

// The same words, quoted texts and comments in the same order, with other blanks and line ends between them. None if
// the text has syntax errors, is no UTF-8, or is over max_text_bytes before or after. What is formatted stays as it is.
std::optional<std::string> format(std::string_view text);

}  // namespace nwd::charter
