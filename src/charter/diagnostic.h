// What is wrong with a charter, said so that a drafter can mend it: where, what was expected, what to write instead.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nwd::charter {

struct Span {
  std::uint32_t begin = 0;  // bytes from the start of the text
  std::uint32_t end = 0;    // the first byte outside
  auto operator<=>(const Span&) const = default;
};

enum class Severity : std::uint8_t { error, warning };

struct Label {
  Span span;
  std::string text;
};

struct Suggestion {
  Span span;  // what to replace; empty: where to insert
  std::string replacement;
  std::string text;  // "did you mean `until`?"
};

struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;     // "C0301", explained in docs/charter-language.md
  std::string message;  // one sentence, no full stop
  Span span;
  std::string label;  // beside the carets
  std::vector<Label> related{};
  std::vector<std::string> notes{};
  std::optional<Suggestion> suggestion{};
};

struct Position {
  std::uint32_t line = 1;    // from 1
  std::uint32_t column = 1;  // from 1, in code points
};
Position position_of(std::string_view text, std::uint32_t offset);

// `file` is how the text is called in messages.
std::string render_text(const Diagnostic&, std::string_view file, std::string_view text);
std::string render_text(std::span<const Diagnostic>, std::string_view file, std::string_view text);
std::string render_json(std::span<const Diagnostic>, std::string_view file, std::string_view text);

}  // namespace nwd::charter
