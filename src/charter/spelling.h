// Finds the word a drafter probably meant.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace nwd::charter {

// Letters to add, drop, change or swap with the neighbour; stops counting above `limit`.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

// The nearest candidate at most a third of the letters away, the earlier one when two are as near. Looks at no more
// than the first 10,000.
std::optional<std::string_view> closest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace nwd::charter
