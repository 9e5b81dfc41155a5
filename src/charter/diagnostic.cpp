#include "charter/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>

namespace nwd::charter {
namespace {

constexpr std::size_t shown_columns = 160;  // of a source line; longer ones are cut

bool is_tail(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; }

std::uint32_t code_points(std::string_view text) {
  return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), [](char c) { return !is_tail(c); }));
}

std::string_view line_at(std::string_view text, std::uint32_t offset, std::size_t& begin) {
  begin = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  begin = begin == std::string_view::npos ? 0 : begin + 1;
  const auto end = text.find('\n', begin);
  return text.substr(begin, end == std::string_view::npos ? end : end - begin);
}

std::string printable(std::string_view line) {
  std::string out;
  for (const char c : line.substr(0, shown_columns * 4)) out += (c >= 0 && c < ' ') || c == 0x7f ? ' ' : c;
  return out;
}

// The line of the text, and below it what is meant.
std::string excerpt(Span span, std::string_view label, std::string_view text, char mark, std::size_t margin) {
  const auto offset = std::min<std::uint32_t>(span.begin, static_cast<std::uint32_t>(text.size()));
  std::size_t begin = 0;
  const auto line = line_at(text, offset, begin);
  const auto before = code_points(line.substr(0, offset - begin));
  const auto covered = std::min<std::size_t>(std::max(span.end, offset) - offset, line.size() - (offset - begin));
  const auto width = std::max<std::uint32_t>(1, code_points(line.substr(offset - begin, covered)));
  if (before > shown_columns)
    return fmt::format("{:>{}} | ...\n{:>{}} | {}\n", position_of(text, offset).line, margin, "", margin, label);
  return fmt::format("{:>{}} | {}\n{:>{}} | {}{}{}{}\n", position_of(text, offset).line, margin, printable(line), "",
                     margin, std::string(before, ' '), std::string(std::min<std::size_t>(width, shown_columns), mark),
                     label.empty() ? "" : " ", label);
}

}  // namespace

Position position_of(std::string_view text, std::uint32_t offset) {
  const auto upto = text.substr(0, offset);
  const auto line_start = upto.rfind('\n');
  return {static_cast<std::uint32_t>(std::count(upto.begin(), upto.end(), '\n')) + 1,
          code_points(upto.substr(line_start == std::string_view::npos ? 0 : line_start + 1)) + 1};
}

std::string render_text(const Diagnostic& d, std::string_view file, std::string_view text) {
  const auto at = position_of(text, d.span.begin);
  std::size_t margin = std::to_string(at.line).size();
  for (const auto& label : d.related)
    margin = std::max(margin, std::to_string(position_of(text, label.span.begin).line).size());
  const char* severity = d.severity == Severity::error ? "error" : "warning";
  std::string out = fmt::format("{}[{}]: {}\n{:>{}}--> {}:{}:{}\n{:>{}} |\n", severity, d.code, d.message, "", margin,
                                file, at.line, at.column, "", margin);
  out += excerpt(d.span, d.label, text, '^', margin);
  for (const auto& label : d.related) out += excerpt(label.span, label.text, text, '-', margin);
  for (const auto& note : d.notes) out += fmt::format("{:>{}} = note: {}\n", "", margin, note);
  if (d.suggestion) out += fmt::format("{:>{}} = help: {}\n", "", margin, d.suggestion->text);
  return out;
}

std::string render_text(std::span<const Diagnostic> all, std::string_view file, std::string_view text) {
  std::string out;
  for (const auto& d : all) out += render_text(d, file, text) + '\n';
  return out;
}

}  // namespace nwd::charter
