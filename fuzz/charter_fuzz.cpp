// Any bytes as a charter: read or reported, and what is read can be evaluated and explained for a person of whom
// nothing is known, and for one described in the same bytes after a NUL. What can be formatted is.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "charter/examples.h"
#include "charter/explain.h"
#include "charter/format.h"
#include "charter/token.h"

namespace {

// Words, quoted texts and comments, without the blanks between them or at their ends.
std::string said(std::string_view text) {
  using namespace nwd::charter;
  std::vector<Diagnostic> diagnostics;
  std::string out;
  for (const auto& token : tokens_of(text, diagnostics)) {
    if (token.kind == TokenKind::space) continue;
    const auto spelt = text.substr(token.span.begin, token.span.end - token.span.begin);
    out += spelt.substr(0, spelt.find_last_not_of(" \t\r") + 1);
    out += '\n';
  }
  return out;
}

// A formatted charter says the same, and stays as it is.
void format_twice(std::string_view text) {
  const auto once = nwd::charter::format(text);
  if (once && (said(*once) != said(text) || nwd::charter::format(*once) != once)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nwd::charter;
  if (size > (std::size_t{64} << 10U)) return 0;
  std::string_view text(reinterpret_cast<const char*>(data), size);  // NOLINT: char may alias anything
  std::string_view person;
  if (const auto cut = text.find('\0'); cut != std::string_view::npos) {
    person = text.substr(cut + 1);
    text = text.substr(0, cut);
  }
  format_twice(text);
  const auto checked = check(text);
  if (checked.diagnostics.size() > 100) std::abort();
  for (const auto& d : checked.diagnostics)
    if (render_text(d, "input", text).empty() || d.span.end > text.size()) std::abort();
  if (!checked.charter) return 0;
  std::vector<Diagnostic> diagnostics;
  const auto described = read_facts(*checked.charter, person, diagnostics);
  const Facts nothing(*checked.charter);
  const Facts* persons[] = {&nothing, described ? &*described : nullptr};
  for (const Facts* facts : persons) {
    if (facts == nullptr) continue;
    const auto explained = explain(*checked.charter, *facts);
    if (explained.entitlements != evaluate(*checked.charter, *facts)) std::abort();
    if (render_text(*checked.charter, *facts, explained).empty()) std::abort();
    for (const auto& fund : paid(*checked.charter, *facts))  // what is paid for is owed
      for (std::size_t s = 0; s < fund.size(); ++s)
        if (!(fund[s].possible - explained.entitlements.services[s].possible).empty()) std::abort();
  }
  const TestedFile tested[] = {{"input", text, test_examples(*checked.charter)}};
  if (render_text(tested).empty() || render_json(tested).empty()) std::abort();
  return 0;
}
