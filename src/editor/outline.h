// The declarations of a text, in order.
#pragma once

#include <string>
#include <vector>

#include "editor/document.h"

namespace nwd::editor {

// As the protocol numbers them (SymbolKind).
enum class OutlineKind : std::uint8_t {
  method = 6,
  property = 7,
  field = 8,
  interface_ = 11,
  function = 12,
  variable = 13,
  constant = 14,
  number = 16,
  object = 19,
  key = 20,
  event = 24
};

struct OutlineItem {
  std::string name;
  std::string detail;
  OutlineKind kind = OutlineKind::object;
  Span whole{};
  Span span{};  // of the name; within `whole`
  std::vector<OutlineItem> parts{};
};

std::vector<OutlineItem> outline(const Analysis&);

}  // namespace nwd::editor
