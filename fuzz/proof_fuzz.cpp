// Any small charter with standards of its own: whatever the solver answers, the evaluator must confirm, and the
// verdicts can be shown in every form. And it differs in nothing from itself.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "proof/difference.h"
#include "proof/render.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nwd;
  if (size > (std::size_t{4} << 10U)) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);  // NOLINT: char may alias anything
  const auto checked = charter::check(text);
  if (!checked.charter || checked.charter->standards.size() > 3) return 0;
  proof::Options options;
  options.shared = false;
  options.timeout = std::chrono::milliseconds(200);
  const auto verdicts = proof::prove(*checked.charter, options);
  if (!verdicts || verdicts->size() != checked.charter->standards.size()) std::abort();
  for (const auto& v : *verdicts)
    if (v.counterexample && v.counterexample->sentence.empty()) std::abort();
  if (proof::render_text(*checked.charter, *verdicts, "input", text).empty() ||
      proof::render_json(*checked.charter, *verdicts, "input", text).empty() ||
      proof::render_sarif(*checked.charter, *verdicts, "input", text).empty() ||
      proof::render_html(*checked.charter, *verdicts, "input", text).empty())
    std::abort();
  const auto differences = proof::differences(*checked.charter, *checked.charter, {options.timeout});
  if (!differences || proof::outcome(*differences) != proof::Outcome::same) std::abort();
  return 0;
}
