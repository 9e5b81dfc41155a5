// What stands under the cursor, told in a few lines.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "editor/document.h"

namespace nwd::editor {

struct Hover {
  Span span;
  std::string title;                 // "state `minor`"
  std::string code{};                // its declaration, as it is written
  std::vector<std::string> lines{};  // sentences
};

std::optional<Hover> hover(const Analysis&, std::string_view text, std::uint32_t offset);

std::string markdown(const Hover&);
std::string plain_text(const Hover&);

// The sensitive facts that a state or rule is built on, each with the states between: "`immigration`, through
// `settled`".
std::vector<std::string> sensitive_through(const Analysis&, Span declaration);

}  // namespace nwd::editor
