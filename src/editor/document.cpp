#include "editor/document.h"

#include <utility>

#include "charter/charter.h"
#include "charter/parser.h"

namespace nwd::editor {

Analysis analyse(std::string_view text) {
  Analysis out;
  out.diagnostics = charter::check(text).diagnostics;
  if (text.size() > charter::max_text_bytes) return out;
  charter::Diagnostics told_already;
  out.file = charter::parse(text, told_already);
  out.names = names_of(out.file, text);
  return out;
}

std::string edited(std::string_view text, const std::vector<TextEdit>& edits) {
  std::string out;
  std::uint32_t at = 0;
  for (const auto& edit : edits) {
    out += text.substr(at, edit.span.begin - at);
    out += edit.text;
    at = edit.span.end;
  }
  return out += text.substr(at);
}

Document::Document(std::string text, std::int64_t version) : lines_("") {
  replace(std::move(text));
  settle(version);
}

void Document::set(std::string text) {
  overgrown_ = text.size() > max_document_bytes;
  text_ = overgrown_ ? std::string() : std::move(text);
  lines_ = Lines(text_);
}

void Document::replace(std::string text) { set(std::move(text)); }

void Document::edit(Place from, Place to, Encoding encoding, std::string_view text) {
  if (overgrown_) return;
  auto begin = lines_.offset(text_, from, encoding);
  auto end = lines_.offset(text_, to, encoding);
  if (end < begin) std::swap(begin, end);
  set(edited(text_, {{{begin, end}, std::string(text)}}));
}

void Document::settle(std::int64_t version) {
  version_ = version;
  analysis_ = analyse(text_);
  if (!overgrown_) return;
  charter::Diagnostic d;
  d.code = "C0903";
  d.message = "a charter is at most 4 MiB of text";
  analysis_.diagnostics = {std::move(d)};
}

}  // namespace nwd::editor
