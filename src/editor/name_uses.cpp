#include <algorithm>

#include "editor/name_table.h"

namespace nwd::editor {

namespace syntax = charter::syntax;
using charter::TokenKind;
using syntax::Form;

SymbolId NameTable::find(Kind kind, const std::string& name, SymbolId parent) const {
  if (parent != no_symbol) {
    const auto found = by_parent_.find({parent, name});
    return found == by_parent_.end() ? no_symbol : found->second;
  }
  const auto& names = by_kind_[static_cast<std::size_t>(kind)];
  const auto found = names.find(name);
  return found == names.end() ? no_symbol : found->second;
}

// The whole path, or its end if only one service has it: as the checker finds services.
SymbolId NameTable::find_service(std::string_view path) const {
  const auto last = path.rfind(" > ");
  const auto known = services_.find(std::string(last == std::string_view::npos ? path : path.substr(last + 3)));
  if (known == services_.end()) return no_symbol;
  SymbolId found = no_symbol;
  int ends = 0;
  for (const auto id : known->second) {
    const std::string& full = names_.symbols[id].path;
    if (full == path) return id;
    if (!full.ends_with(" > " + std::string(path))) continue;
    found = id;
    ++ends;
  }
  return ends == 1 ? found : no_symbol;
}

void NameTable::use_name(Kind kind, const Name& name, SymbolId parent) {
  if (!name.missing()) note(name.span, find(kind, name.text, parent), false);
}

void NameTable::use_all(Kind kind, const std::vector<Name>& names) {
  for (const auto& name : names) use_name(kind, name);
}

// The last part names the service, the ones before it what it is a part of.
void NameTable::use_services(const std::vector<Part>& path) {
  std::string text;
  for (const auto& part : path) text += (text.empty() ? "" : " > ") + part.text;
  auto id = find_service(text);
  for (auto part = path.rbegin(); part != path.rend() && id != no_symbol; ++part) {
    note(part->span, id, false);
    id = names_.symbols[id].parent;
  }
}

void NameTable::use_path(const syntax::ServicePath& path) {
  std::vector<Part> parts;
  for (const auto& name : path) parts.push_back({name.text, name.span});
  use_services(parts);
}

// The names between the `>` in a span, after so many words.
std::vector<NameTable::Part> NameTable::parts(Span span, std::size_t words_to_skip) const {
  std::vector<Part> out(1);
  auto token = std::lower_bound(file_->tokens.begin(), file_->tokens.end(), span.begin,
                                [](const auto& t, std::uint32_t at) { return t.span.begin < at; });
  for (; token != file_->tokens.end() && token->span.end <= span.end; ++token) {
    if (token->kind == TokenKind::symbol) out.emplace_back();
    if (token->kind != TokenKind::word && token->kind != TokenKind::number) continue;
    if (words_to_skip > 0) {
      --words_to_skip;
      continue;
    }
    Part& part = out.back();
    if (part.text.empty()) part.span.begin = token->span.begin;
    part.text += (part.text.empty() ? "" : " ");
    part.text += text_.substr(token->span.begin, token->span.end - token->span.begin);
    part.span.end = token->span.end;
  }
  return out;
}

SymbolId NameTable::use_days(const Name& name) {
  for (const auto kind : {Kind::state, Kind::fact, Kind::parameter}) {
    const auto found = find(kind, name.text);
    if (found == no_symbol) continue;
    note(name.span, found, false);
    return found;
  }
  std::size_t words = 1;
  for (auto cut = name.text.find(' '); cut != std::string::npos; cut = name.text.find(' ', cut + 1), ++words) {
    const auto fact = find(Kind::fact, name.text.substr(0, cut));
    if (fact == no_symbol || find_service(std::string_view(name.text).substr(cut + 1)) == no_symbol) continue;
    const auto services = parts(name.span, words);
    if (services.front().text.empty()) return fact;
    const auto before = text_.substr(name.span.begin, services.front().span.begin - name.span.begin);
    const auto length = before.find_last_not_of(" \t") + 1;
    note({name.span.begin, name.span.begin + static_cast<std::uint32_t>(length)}, fact, false);
    use_services(services);
    return fact;
  }
  return no_symbol;
}

void NameTable::use_is(const syntax::Expression& e, const Row& row) {
  const auto& left = *e.of[0];
  SymbolId choice = no_symbol;
  if (left.form == Form::name) {
    choice = use_days(left.name);
  } else {
    use_expression(left, row);
    if (left.form == Form::field && row.list != no_symbol) choice = find(Kind::field, left.part.text, row.list);
  }
  if (choice == no_symbol) return;
  for (const auto& value : e.values) use_name(Kind::value, value, choice);
}

// `some action a: ...` names a list and, within the expression, one of its rows.
void NameTable::use_rows(const syntax::Expression& e) {
  const auto list = find(Kind::fact, e.name.text);
  const auto written = text_.substr(e.name.span.begin, e.name.span.end - e.name.span.begin);
  const auto length = written.find_last_not_of(" \t") + 1;
  note({e.name.span.begin, e.name.span.begin + static_cast<std::uint32_t>(length)}, list, false);
  Row row{e.part.text, no_symbol, list};
  if (!e.part.missing()) {
    row.row = static_cast<SymbolId>(names_.symbols.size());
    names_.symbols.push_back({Kind::row, e.part.text, {}, Origin::own, e.part.span, e.span, list, 0});
    note(e.part.span, row.row, true);
  }
  use_expression(*e.of[0], row);
}

// As deep as the parser lets expressions be.
void NameTable::use_expression(const syntax::Expression& e, const Row& row) {
  switch (e.form) {
    case Form::missing: return;
    case Form::name: use_days(e.name); return;
    case Form::is: return use_is(e, row);
    case Form::some:
    case Form::every:
    case Form::first:
    case Form::last: return use_rows(e);
    case Form::field:
      if (e.name.text != row.variable) return;
      note(e.name.span, row.row, false);
      if (row.list != no_symbol) use_name(Kind::field, e.part, row.list);
      return;
    default:
      use_name(Kind::parameter, e.by);
      for (const auto& part : e.of)
        if (part) use_expression(*part, row);
  }
}

void NameTable::use_rule(const syntax::Rule& rule) {
  use_all(Kind::source, rule.cites);
  for (const auto& path : rule.services) use_path(path);
  use_name(Kind::rule, rule.amended);
  if (rule.effect == syntax::Effect::replaces) {
    use_days(rule.old_name);
    use_days(rule.new_name);
  }
  for (const auto& clause : rule.clauses) {
    if (clause.is) use_expression(*clause.is, {});
    use_name(clause.word == charter::Word::for_ ? Kind::parameter : Kind::fund, clause.name);
  }
}

void NameTable::use_standard(const syntax::Standard& standard) {
  if (standard.service) use_path(*standard.service);
  use_name(Kind::immunity, standard.immunity);
  use_all(Kind::fact, standard.facts);
  for (const auto* days : {&standard.among, &standard.state})
    if (*days) use_expression(**days, {});
  for (const auto& path : standard.services) use_path(path);
}

void NameTable::use_given(const syntax::Given& given, SymbolId list) {
  SymbolId fact = no_symbol;
  if (list != no_symbol) {
    fact = find(Kind::field, given.name.text, list);
    note(given.name.span, fact, false);
  } else {
    Name whole = given.name;
    for (const auto& part : given.deeper) {
      whole.text += " > " + part.text;
      whole.span.end = part.span.end;
    }
    fact = use_days(whole);
  }
  for (const auto* days : {&given.first, &given.second})
    if (*days) use_expression(**days, {});
  if (fact == no_symbol) return;
  use_name(Kind::value, given.value, fact);
  for (const auto& field : given.row) use_given(field, fact);
}

void NameTable::use_example(const syntax::Example& example) {
  for (const auto& given : example.given) use_given(given, no_symbol);
  for (const auto& expected : example.expected) {
    use_path(expected.service);
    use_name(Kind::immunity, expected.immunity);
    if (expected.days) use_expression(*expected.days, {});
  }
}

void NameTable::use(const File& file) {
  for (const auto& fund : file.funds)
    for (const auto& price : fund.prices) use_path(price.service);
  for (const auto& parameter : file.parameters) {
    use_all(Kind::source, parameter.cites);
    for (const auto& value : parameter.values) use_all(Kind::source, value.cites);
  }
  for (const auto& state : file.states)
    if (state.is) use_expression(*state.is, {});
  for (const auto& rule : file.rules) use_rule(rule);
  for (const auto& provision : file.provisions) {
    use_name(Kind::standard, provision.standard);
    use_all(Kind::source, provision.cites);
  }
  for (const auto& standard : file.standards) use_standard(standard);
  for (const auto& example : file.examples) use_example(example);
}

}  // namespace nwd::editor
