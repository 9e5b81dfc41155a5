// What each part of a text is, so that an editor can colour names by their meaning: the protocol's semantic tokens.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "editor/document.h"

namespace nwd::editor {

// The order is that of the legend which the client is given.
inline constexpr std::array<std::string_view, 15> colour_names{
    "keyword", "string",    "number", "comment",  "variable",  "property", "enumMember", "class",
    "type",    "namespace", "struct", "function", "interface", "event",    "parameter"};

struct Colour {
  Span span;
  std::uint8_t name = 0;  // in colour_names
  bool declares = false;
};

// In order, without overlap, each on one line.
std::vector<Colour> colours(const Analysis&);

}  // namespace nwd::editor
