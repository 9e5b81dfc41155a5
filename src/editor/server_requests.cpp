#include <algorithm>
#include <boost/json/array.hpp>

#include "charter/format.h"
#include "editor/colours.h"
#include "editor/completion.h"
#include "editor/hover.h"
#include "editor/outline.h"
#include "editor/rename.h"
#include "editor/server.h"

namespace nwd::editor {

namespace json = boost::json;

namespace {

bool touch(Span a, Span b) { return a.begin <= b.end && b.begin <= a.end; }

// The lines in which two texts differ, as one edit of the first.
TextEdit difference(std::string_view before, std::string_view after) {
  std::size_t begin = 0;
  const auto shorter = std::min(before.size(), after.size());
  while (begin < shorter && before[begin] == after[begin]) ++begin;
  begin = begin == 0 ? 0 : before.rfind('\n', begin - 1) + 1;  // npos + 1 is 0
  std::size_t tail = 0;
  while (tail < shorter - begin && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
  const auto line_end = before.find('\n', before.size() - tail);
  tail = line_end == std::string_view::npos ? 0 : before.size() - line_end - 1;
  return {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(before.size() - tail)},
          std::string(after.substr(begin, after.size() - tail - begin))};
}

}  // namespace

Result<std::map<std::string, Document>::const_iterator> Server::open_text(const Value& params) const {
  NWD_TRY(const auto* item, member(params, "textDocument"));
  NWD_TRY(const auto uri, text_member(*item, "uri"));
  const auto found = documents_.find(std::string(uri));
  if (found == documents_.end()) return fail(Code::invalid, "This text is not open.");
  return found;
}

Result<Place> Server::place(const Value& position) const {
  NWD_TRY(const auto line, number_member(position, "line"));
  NWD_TRY(const auto character, number_member(position, "character"));
  return Place{line, character};
}

Result<Server::Spot> Server::spot(const Value& params) const {
  NWD_TRY(const auto open, open_text(params));
  NWD_TRY(const auto* position, member(params, "position"));
  NWD_TRY(const auto at, place(*position));
  const auto& document = open->second;
  return Spot{&open->first, &document, document.lines().offset(document.text(), at, agreed_.encoding)};
}

Server::Answer Server::hover(const Value& params) {
  NWD_TRY(const auto at, spot(params));
  const auto found = editor::hover(at.document->analysis(), at.document->text(), at.offset);
  if (!found) return Value(nullptr);
  return Value(
      json::object{{"contents", json::object{{"kind", agreed_.markdown ? "markdown" : "plaintext"},
                                             {"value", agreed_.markdown ? markdown(*found) : plain_text(*found)}}},
                   {"range", json(*at.uri, *at.document).range(found->span)}});
}

// What all charters share is declared in a file of the program: shown where the user has the same file.
Server::Value Server::declaration(const Spot& at, const Symbol& symbol) const {
  if (symbol.origin == Origin::own) return json(*at.uri, *at.document).location(symbol.span);
  const auto text = library(symbol.origin).text;
  for (const auto& [uri, document] : documents_)
    if (document.text() == text) return json(uri, document).location(symbol.span);
  const auto* name = symbol.origin == Origin::facts ? "facts" : "standards";
  const auto uri = find_file_ ? find_file_(root_uri_, name, text) : std::string();
  if (uri.empty()) return nullptr;
  return Json(agreed_, uri, text, Lines(text)).location(symbol.span);
}

Server::Answer Server::definition(const Value& params) {
  NWD_TRY(const auto at, spot(params));
  const auto& names = at.document->analysis().names;
  const auto* use = names.at(at.offset);
  if (use == nullptr) return Value(nullptr);
  return declaration(at, names.symbols[use->symbol]);
}

Server::Answer Server::references(const Value& params) {
  NWD_TRY(const auto at, spot(params));
  const auto& names = at.document->analysis().names;
  const auto* use = names.at(at.offset);
  if (use == nullptr) return Value(nullptr);
  json::array out;
  const bool with_declaration = flag_at(params, {"context", "includeDeclaration"});
  for (const auto* each : names.of(use->symbol))
    if (with_declaration || !each->declares) out.push_back(json(*at.uri, *at.document).location(each->span));
  return Value(std::move(out));
}

Server::Answer Server::highlights(const Value& params) {
  constexpr int read = 2;
  constexpr int write = 3;
  NWD_TRY(const auto at, spot(params));
  const auto& names = at.document->analysis().names;
  const auto* use = names.at(at.offset);
  if (use == nullptr) return Value(nullptr);
  json::array out;
  for (const auto* each : names.of(use->symbol))
    out.push_back(json::object{{"range", json(*at.uri, *at.document).range(each->span)},
                               {"kind", each->declares ? write : read}});
  return Value(std::move(out));
}

Server::Answer Server::symbols(const Value& params) {
  NWD_TRY(const auto open, open_text(params));
  return Value(json(open->first, open->second).symbols(outline(open->second.analysis())));
}

Server::Answer Server::completion(const Value& params) {
  NWD_TRY(const auto at, spot(params));
  const auto all = complete(at.document->analysis(), at.document->text(), at.offset);
  json::array items;
  for (std::size_t i = 0; i < std::min(all.size(), max_completions); ++i)
    items.push_back(json(*at.uri, *at.document).completion(all[i], i));
  return Value(json::object{{"isIncomplete", all.size() > max_completions}, {"items", std::move(items)}});
}

Server::Answer Server::code_actions(const Value& params) {
  NWD_TRY(const auto open, open_text(params));
  NWD_TRY(const auto* range, member(params, "range"));
  NWD_TRY(const auto* start, member(*range, "start"));
  NWD_TRY(const auto* end, member(*range, "end"));
  NWD_TRY(const auto from, place(*start));
  NWD_TRY(const auto to, place(*end));
  const auto& document = open->second;
  const Span asked{document.lines().offset(document.text(), from, agreed_.encoding),
                   document.lines().offset(document.text(), to, agreed_.encoding)};
  json::array out;
  for (const auto& d : document.analysis().diagnostics)
    if (d.suggestion && (touch(d.span, asked) || touch(d.suggestion->span, asked)))
      out.push_back(json(open->first, document).quick_fix(d));
  return Value(std::move(out));
}

Server::Answer Server::prepare_rename(const Value& params) {
  NWD_TRY(const auto at, spot(params));
  NWD_TRY(const auto use, renameable(at.document->analysis(), at.offset));
  return Value(json::object{{"range", json(*at.uri, *at.document).range(use.span)},
                            {"placeholder", at.document->analysis().names.symbols[use.symbol].name}});
}

Server::Answer Server::rename(const Value& params) {
  NWD_TRY(const auto at, spot(params));
  NWD_TRY(const auto name, text_member(params, "newName"));
  NWD_TRY(const auto edits, editor::rename(at.document->analysis(), at.document->text(), at.offset, name));
  return Value(json(*at.uri, *at.document).workspace_edit(edits));
}

Server::Answer Server::semantic_tokens(const Value& params) {
  NWD_TRY(const auto open, open_text(params));
  return Value(
      json::object{{"data", json(open->first, open->second).semantic_tokens(colours(open->second.analysis()))}});
}

// A text with mistakes of syntax is left as it is; its diagnostics say why.
Server::Answer Server::formatting(const Value& params) {
  NWD_TRY(const auto open, open_text(params));
  const auto& text = open->second.text();
  const auto formatted = charter::format(text);
  if (!formatted) return Value(nullptr);
  if (*formatted == text) return Value(json::array{});
  return Value(json::array{json(open->first, open->second).edit(difference(text, *formatted))});
}

}  // namespace nwd::editor
