// Builds Names: first all that is declared (name_table.cpp), then all that is used (name_uses.cpp).
#pragma once

#include <array>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "editor/names.h"

namespace nwd::editor {

class NameTable {
 public:
  void declare(const charter::syntax::File&, std::string_view text, Origin);
  void use(const charter::syntax::File&);
  Names take();

 private:
  using File = charter::syntax::File;
  using Name = charter::syntax::Name;
  struct Part {
    std::string text;
    Span span;
  };
  struct Row {
    std::string variable;
    SymbolId row = no_symbol;
    SymbolId list = no_symbol;
  };

  // Declarations (name_table.cpp).
  SymbolId add(Kind, const Name&, std::uint32_t place, SymbolId parent = no_symbol);
  void declare_fact(const charter::syntax::Fact&, std::uint32_t place);
  void declare_field(const charter::syntax::Field&, SymbolId owner);
  void declare_services(const charter::syntax::ServiceLine&);
  SymbolId service_under(SymbolId parent, const Name&);
  void declare_rules(const File&);
  void note(Span, SymbolId, bool declares);

  // Uses (name_uses.cpp).
  [[nodiscard]] SymbolId find(Kind, const std::string& name, SymbolId parent = no_symbol) const;
  [[nodiscard]] SymbolId find_service(std::string_view path) const;
  void use_name(Kind, const Name&, SymbolId parent = no_symbol);
  void use_all(Kind, const std::vector<Name>&);
  void use_services(const std::vector<Part>&);
  void use_path(const charter::syntax::ServicePath&);
  SymbolId use_days(const Name&);  // a state, a fact, a parameter, or `needs housing`; the state, fact or parameter
  [[nodiscard]] std::vector<Part> parts(Span, std::size_t words_to_skip) const;
  void use_expression(const charter::syntax::Expression&, const Row&);
  void use_rows(const charter::syntax::Expression&);
  void use_is(const charter::syntax::Expression&, const Row&);
  void use_rule(const charter::syntax::Rule&);
  void use_standard(const charter::syntax::Standard&);
  void use_example(const charter::syntax::Example&);
  void use_given(const charter::syntax::Given&, SymbolId list);

  Names names_;
  Origin origin_ = Origin::own;
  const File* file_ = nullptr;
  std::string_view text_;
  std::array<std::unordered_map<std::string, SymbolId>, 12> by_kind_;
  std::map<std::pair<SymbolId, std::string>, SymbolId> by_parent_;   // fields, values
  std::unordered_map<std::string, std::vector<SymbolId>> services_;  // by last name
};

}  // namespace nwd::editor
