// What may be written at the cursor: the words of the grammar that fit, and the names in scope.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "editor/document.h"

namespace nwd::editor {

struct Completion {
  std::string text;
  std::string detail;
  bool keyword = false;
  Kind kind = Kind::fact;  // of a name
  Span replaces;           // what is written of it already, up to the cursor
};

std::vector<Completion> complete(const Analysis&, std::string_view text, std::uint32_t offset);

}  // namespace nwd::editor
