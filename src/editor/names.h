// What a charter's names mean, where each is declared and where it is used. Works on texts with mistakes too: what is
// not understood has no meaning here, and the checker has said so.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "charter/syntax.h"

namespace nwd::editor {

using charter::Span;
using SymbolId = std::uint32_t;
inline constexpr SymbolId no_symbol = 0xffffffff;

enum class Kind : std::uint8_t {
  fact,
  field,
  value,
  service,
  source,
  fund,
  state,
  rule,
  standard,
  immunity,
  row,
  parameter
};

// The text a name is declared in. The facts and standards that all charters share are carried in the program.
enum class Origin : std::uint8_t { own, facts, standards };

struct Symbol {
  Kind kind = Kind::fact;
  std::string name;
  std::string path{};           // of a service: "housing > emergency"
  Origin origin = Origin::own;  // whose text the spans are of
  Span span{};                  // the name where it is declared
  Span whole{};                 // the declaration it stands in
  SymbolId parent = no_symbol;  // field: its list; value: its choice; service: what it is a part of; row: its list
  std::uint32_t place = 0;  // in the vector of its file: facts, states, rules ...; of a field or value, in its parent
};

struct Use {
  Span span;
  SymbolId symbol = no_symbol;
  bool declares = false;
};

struct Names {
  std::vector<Symbol> symbols{};
  std::vector<Use> uses{};  // of this text, in order, declarations included

  [[nodiscard]] const Use* at(std::uint32_t offset) const;  // also right behind its last letter; null if there is none
  [[nodiscard]] std::vector<const Use*> within(Span) const;
  [[nodiscard]] std::vector<const Use*> of(SymbolId) const;
};

// `text` is what `file` was parsed from.
Names names_of(const charter::syntax::File&, std::string_view text);

struct Library {
  std::string_view text;
  charter::syntax::File file;
};
const Library& library(Origin);  // facts or standards
// Which of the two `file` is an edition of; own if neither.
Origin library_like(const charter::syntax::File& file);

// From the declaration's first to its last visible byte.
Span declaration_at(const charter::syntax::File&, std::uint32_t offset);

std::string_view kind_name(Kind);  // "state"

}  // namespace nwd::editor
