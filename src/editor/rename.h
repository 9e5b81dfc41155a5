// A new name for what a text declares, everywhere it is used, and nothing else changed by it.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "editor/document.h"

namespace nwd::editor {

// What may be renamed at `offset`; otherwise `conflict`, with the reason.
Result<Use> renameable(const Analysis&, std::uint32_t offset);

// The edits, in order. `invalid` if the new name is no name; `conflict` if it is taken, or if the text would mean
// something else with it.
Result<std::vector<TextEdit>> rename(const Analysis&, std::string_view text, std::uint32_t offset,
                                     std::string_view new_name);

}  // namespace nwd::editor
