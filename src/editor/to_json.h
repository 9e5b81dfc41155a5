// What the server says, in the shapes of the Language Server Protocol 3.17.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <span>
#include <string>
#include <string_view>

#include "editor/colours.h"
#include "editor/completion.h"
#include "editor/document.h"
#include "editor/outline.h"

namespace nwd::editor {

// What client and server agreed on.
struct Agreed {
  Encoding encoding = Encoding::utf16;
  bool related_information = false;  // of diagnostics
  bool nested_symbols = false;
  bool markdown = false;
};

class Json {
 public:
  Json(const Agreed& agreed, const std::string& uri, std::string_view text, const Lines& lines)
      : agreed_(agreed), uri_(uri), text_(text), lines_(lines) {}

  [[nodiscard]] boost::json::object range(Span) const;
  [[nodiscard]] boost::json::object location(Span) const;
  [[nodiscard]] boost::json::object diagnostic(const charter::Diagnostic&) const;
  [[nodiscard]] boost::json::object edit(const TextEdit&) const;
  [[nodiscard]] boost::json::object workspace_edit(std::span<const TextEdit>) const;
  [[nodiscard]] boost::json::object quick_fix(const charter::Diagnostic&) const;  // it carries a suggestion
  [[nodiscard]] boost::json::object completion(const Completion&, std::size_t rank) const;
  [[nodiscard]] boost::json::array semantic_tokens(std::span<const Colour>) const;
  [[nodiscard]] boost::json::array symbols(std::span<const OutlineItem>) const;

 private:
  [[nodiscard]] boost::json::object symbol(const OutlineItem&) const;

  const Agreed& agreed_;
  const std::string& uri_;
  std::string_view text_;
  const Lines& lines_;
};

}  // namespace nwd::editor
