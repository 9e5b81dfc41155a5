#include "editor/name_table.h"

#include <algorithm>
#include <tuple>

#include "charter/charter.h"
#include "charter/parser.h"

namespace nwd::editor {

namespace syntax = charter::syntax;

namespace {

Library read_library(std::string_view name) {
  charter::Diagnostics ignored;
  const auto text = charter::builtin(name);
  return {text, charter::parse(text, ignored)};
}

}  // namespace

const Library& library(Origin origin) {
  static const Library facts = read_library("facts");
  static const Library standards = read_library("standards");
  return origin == Origin::standards ? standards : facts;
}

Origin library_like(const syntax::File& file) {
  for (const auto origin : {Origin::facts, Origin::standards})
    if (file.library && file.id.text == library(origin).file.id.text) return origin;
  return Origin::own;
}

Span declaration_at(const syntax::File& file, std::uint32_t offset) {
  const auto next = std::upper_bound(file.declarations.begin(), file.declarations.end(), offset);
  if (next == file.declarations.begin()) return {};
  Span out{*(next - 1), *(next - 1)};
  const auto end = next == file.declarations.end() ? 0xffffffffU : *next;
  const auto first = std::lower_bound(file.tokens.begin(), file.tokens.end(), out.begin,
                                      [](const auto& token, std::uint32_t at) { return token.span.begin < at; });
  for (auto token = first; token != file.tokens.end() && token->span.begin < end; ++token)
    if (token->kind != charter::TokenKind::space && token->kind != charter::TokenKind::comment)
      out.end = token->span.end;
  return out;
}

std::string_view kind_name(Kind kind) {
  static constexpr std::string_view names[] = {"fact",  "field", "value",    "service",  "source", "fund",
                                               "state", "rule",  "standard", "immunity", "row",    "parameter"};
  return names[static_cast<std::size_t>(kind)];
}

void NameTable::note(Span span, SymbolId symbol, bool declares) {
  if (origin_ == Origin::own && symbol != no_symbol && span.begin < span.end)
    names_.uses.push_back({span, symbol, declares});
}

// What is declared twice is one symbol, declared where it is first; but a charter may have a standard of its own that
// is called like a shared one.
SymbolId NameTable::add(Kind kind, const Name& name, std::uint32_t place, SymbolId parent) {
  if (name.missing()) return no_symbol;
  auto found = find(kind, name.text, parent);
  const bool hides = found != no_symbol && kind == Kind::standard && names_.symbols[found].origin != origin_;
  if (found != no_symbol && !hides) {
    note(name.span, found, false);
    return found;
  }
  found = static_cast<SymbolId>(names_.symbols.size());
  names_.symbols.push_back(
      {kind, name.text, {}, origin_, name.span, declaration_at(*file_, name.span.begin), parent, place});
  if (parent == no_symbol)
    by_kind_[static_cast<std::size_t>(kind)].insert_or_assign(name.text, found);
  else
    by_parent_.emplace(std::pair(parent, name.text), found);
  note(name.span, found, true);
  return found;
}

void NameTable::declare_field(const syntax::Field& field, SymbolId owner) {
  std::uint32_t place = 0;
  if (owner == no_symbol) return;
  for (const auto& value : field.choices) add(Kind::value, value, place++, owner);
}

void NameTable::declare_fact(const syntax::Fact& fact, std::uint32_t place) {
  const auto owner = add(Kind::fact, fact.self.name, place);
  declare_field(fact.self, owner);
  std::uint32_t field = 0;
  for (const auto& part : fact.fields) declare_field(part, add(Kind::field, part.name, field++, owner));
}

SymbolId NameTable::service_under(SymbolId parent, const Name& name) {
  if (name.missing()) return no_symbol;
  const auto path = parent == no_symbol ? name.text : names_.symbols[parent].path + " > " + name.text;
  auto& same = services_[name.text];
  const auto found =
      std::find_if(same.begin(), same.end(), [&](SymbolId id) { return names_.symbols[id].path == path; });
  if (found != same.end()) return note(name.span, *found, false), *found;
  const auto id = static_cast<SymbolId>(names_.symbols.size());
  names_.symbols.push_back(
      {Kind::service, name.text, path, origin_, name.span, declaration_at(*file_, name.span.begin), parent, 0});
  same.push_back(id);
  note(name.span, id, true);
  return id;
}

void NameTable::declare_services(const syntax::ServiceLine& line) {
  SymbolId parent = no_symbol;
  for (const auto& name : line.path) parent = service_under(parent, name);
  for (const auto& name : line.children) service_under(parent, name);
}

void NameTable::declare_rules(const File& file) {
  for (std::uint32_t i = 0; i < file.rules.size(); ++i) {
    const auto& rule = file.rules[i];
    add(Kind::rule, rule.id, i);
    if (rule.effect == syntax::Effect::immune) add(Kind::immunity, rule.immunity, i);
  }
}

void NameTable::declare(const File& file, std::string_view text, Origin origin) {
  origin_ = origin;
  file_ = &file;
  text_ = text;
  std::uint32_t place = 0;
  if (origin != Origin::standards) {
    for (const auto& fact : file.facts) declare_fact(fact, place++);
    for (const auto& line : file.services) declare_services(line);
  }
  place = 0;
  for (const auto& standard : file.standards) add(Kind::standard, standard.id, place++);
  if (origin != Origin::own) return;
  place = 0;
  for (const auto& source : file.sources) add(Kind::source, source.id, place++);
  place = 0;
  for (const auto& fund : file.funds) add(Kind::fund, fund.id, place++);
  place = 0;
  for (const auto& parameter : file.parameters) add(Kind::parameter, parameter.name, place++);
  place = 0;
  for (const auto& state : file.states) add(Kind::state, state.name, place++);
  declare_rules(file);
}

// Where a text with mistakes was read twice, the first reading stands: uses never overlap.
Names NameTable::take() {
  auto& uses = names_.uses;
  std::sort(uses.begin(), uses.end(), [](const Use& a, const Use& b) {
    return std::tuple(a.span.begin, a.span.end, a.symbol) < std::tuple(b.span.begin, b.span.end, b.symbol);
  });
  std::uint32_t end = 0;
  std::erase_if(uses, [&](const Use& use) {
    if (use.span.begin < end) return true;
    end = use.span.end;
    return false;
  });
  return std::move(names_);
}

const Use* Names::at(std::uint32_t offset) const {
  const auto after = std::upper_bound(uses.begin(), uses.end(), offset,
                                      [](std::uint32_t at, const Use& use) { return at < use.span.begin; });
  if (after == uses.begin() || offset > (after - 1)->span.end) return nullptr;
  return &*(after - 1);
}

std::vector<const Use*> Names::within(Span span) const {
  std::vector<const Use*> out;
  auto use = std::lower_bound(uses.begin(), uses.end(), span.begin,
                              [](const Use& u, std::uint32_t at) { return u.span.begin < at; });
  for (; use != uses.end() && use->span.end <= span.end; ++use) out.push_back(&*use);
  return out;
}

std::vector<const Use*> Names::of(SymbolId symbol) const {
  std::vector<const Use*> out;
  for (const auto& use : uses)
    if (use.symbol == symbol) out.push_back(&use);
  return out;
}

Names names_of(const syntax::File& file, std::string_view text) {
  NameTable table;
  const auto like = library_like(file);
  for (const auto origin : {Origin::facts, Origin::standards})
    if (like != origin && !(like == Origin::own && file.library && origin == Origin::standards))
      table.declare(library(origin).file, library(origin).text, origin);
  table.declare(file, text, Origin::own);
  table.use(file);
  return table.take();
}

}  // namespace nwd::editor
