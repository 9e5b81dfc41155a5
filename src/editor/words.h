// What the words of the grammar say, in a line each: for hovers and completion. docs/charter-language.md says it fully.
#pragma once

#include <span>
#include <string_view>

#include "charter/token.h"

namespace nwd::editor {

struct WordHelp {
  charter::Word word;
  std::string_view written;  // with what always follows it: "keyed by"
  std::string_view says;
};

std::span<const WordHelp> declaration_words();
std::span<const WordHelp> clause_words();  // of rules
std::span<const WordHelp> expression_words();
std::span<const WordHelp> example_words();
std::string_view help_for(charter::Word);  // empty if there is none

}  // namespace nwd::editor
