// One open text, and what is known of it: its diagnostics and its names, made anew with each change.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "charter/diagnostic.h"
#include "charter/syntax.h"
#include "editor/lines.h"
#include "editor/names.h"

namespace nwd::editor {

inline constexpr std::size_t max_document_bytes = std::size_t{8} << 20U;

struct Analysis {
  std::vector<charter::Diagnostic> diagnostics{};
  charter::syntax::File file{};  // empty if the text is over charter::max_text_bytes
  Names names{};
};
Analysis analyse(std::string_view text);  // valid UTF-8

struct TextEdit {
  Span span;
  std::string text;
};
// `edits` in order, without overlap.
std::string edited(std::string_view text, const std::vector<TextEdit>& edits);

class Document {
 public:
  Document(std::string text, std::int64_t version);

  // Changes come one after the other; `settle` looks at the text they lead to. A text that has grown over
  // max_document_bytes is let go until it is replaced as a whole.
  void replace(std::string text);
  void edit(Place from, Place to, Encoding, std::string_view text);
  void settle(std::int64_t version);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const Lines& lines() const { return lines_; }
  [[nodiscard]] const Analysis& analysis() const { return analysis_; }
  [[nodiscard]] std::int64_t version() const { return version_; }

 private:
  void set(std::string text);

  std::string text_;
  Lines lines_;
  Analysis analysis_;
  std::int64_t version_ = 0;
  bool overgrown_ = false;
};

}  // namespace nwd::editor
