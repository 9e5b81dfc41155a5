#include "editor/to_json.h"

#include <fmt/format.h>

namespace nwd::editor {

namespace json = boost::json;

namespace {

// CompletionItemKind of the protocol.
int completion_kind(const Completion& item) {
  constexpr int keyword = 14;
  if (item.keyword) return keyword;
  switch (item.kind) {
    case Kind::field: return 5;
    case Kind::fact:
    case Kind::row: return 6;
    case Kind::state: return 10;
    case Kind::value: return 12;
    case Kind::rule: return 3;
    case Kind::standard: return 8;
    case Kind::source: return 18;
    case Kind::fund:
    case Kind::parameter:
    case Kind::immunity: return 21;
    case Kind::service: return 9;
  }
  return keyword;
}

std::string with_capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

json::object place_json(Place place) { return {{"line", place.line}, {"character", place.character}}; }

}  // namespace

json::object Json::range(Span span) const {
  return {{"start", place_json(lines_.place(text_, span.begin, agreed_.encoding))},
          {"end", place_json(lines_.place(text_, span.end, agreed_.encoding))}};
}

json::object Json::location(Span span) const { return {{"uri", uri_}, {"range", range(span)}}; }

json::object Json::diagnostic(const charter::Diagnostic& d) const {
  std::string message = d.message;
  if (!d.label.empty()) message += "\n" + d.label;
  for (const auto& note : d.notes) message += "\nnote: " + note;
  if (d.suggestion) message += "\nhelp: " + d.suggestion->text;
  json::array related;
  for (const auto& label : d.related) {
    if (agreed_.related_information)
      related.push_back(json::object{{"location", location(label.span)}, {"message", label.text}});
    else
      message += fmt::format("\nline {}: {}", charter::position_of(text_, label.span.begin).line, label.text);
  }
  json::object out{{"range", range(d.span)},
                   {"severity", d.severity == charter::Severity::error ? 1 : 2},
                   {"code", d.code},
                   {"source", "nwd"},
                   {"message", std::move(message)}};
  if (!related.empty()) out["relatedInformation"] = std::move(related);
  return out;
}

json::object Json::edit(const TextEdit& edit) const { return {{"range", range(edit.span)}, {"newText", edit.text}}; }

json::object Json::workspace_edit(std::span<const TextEdit> edits) const {
  json::array list;
  for (const auto& each : edits) list.push_back(edit(each));
  return {{"changes", json::object{{uri_, std::move(list)}}}};
}

json::object Json::quick_fix(const charter::Diagnostic& d) const {
  const TextEdit change{d.suggestion->span, d.suggestion->replacement};
  return {{"title", with_capital(d.suggestion->text)},
          {"kind", "quickfix"},
          {"isPreferred", true},
          {"diagnostics", json::array{diagnostic(d)}},
          {"edit", workspace_edit({&change, 1})}};
}

json::object Json::completion(const Completion& item, std::size_t rank) const {
  return {{"label", item.text},      {"kind", completion_kind(item)},
          {"detail", item.detail},   {"sortText", fmt::format("{:05}", rank)},
          {"filterText", item.text}, {"textEdit", edit({item.replaces, item.text})}};
}

json::object Json::symbol(const OutlineItem& item) const {
  json::array parts;
  for (const auto& part : item.parts) parts.push_back(symbol(part));
  return {{"name", item.name},
          {"detail", item.detail},
          {"kind", static_cast<int>(item.kind)},
          {"range", range(item.whole)},
          {"selectionRange", range(item.span)},
          {"children", std::move(parts)}};
}

// Five numbers each: lines and characters since the one before, length, what it is, and whether it declares.
json::array Json::semantic_tokens(std::span<const Colour> all) const {
  json::array out;
  Place last;
  for (const auto& colour : all) {
    const auto from = lines_.place(text_, colour.span.begin, agreed_.encoding);
    const auto to = lines_.place(text_, colour.span.end, agreed_.encoding);
    if (to.line != from.line) continue;  // a lone CR ends a line of the protocol, and none of a charter
    out.push_back(from.line - last.line);
    out.push_back(from.line == last.line ? from.character - last.character : from.character);
    out.push_back(to.character - from.character);
    out.push_back(colour.name);
    out.push_back(colour.declares ? 1 : 0);
    last = from;
  }
  return out;
}

json::array Json::symbols(std::span<const OutlineItem> items) const {
  json::array out;
  for (const auto& item : items)
    out.push_back(agreed_.nested_symbols ? symbol(item)
                                         : json::object{{"name", item.name},
                                                        {"kind", static_cast<int>(item.kind)},
                                                        {"location", location(item.whole)}});
  return out;
}

}  // namespace nwd::editor
