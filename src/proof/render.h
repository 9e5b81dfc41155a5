// Verdicts for people and for programs. `file` is how the text is called; `text` is what was checked.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "proof/proof.h"

namespace nwd::proof {

std::string render_text(const charter::Charter&, std::span<const Verdict>, std::string_view file,
                        std::string_view text);
std::string render_json(const charter::Charter&, std::span<const Verdict>, std::string_view file,
                        std::string_view text);
// SARIF 2.1.0 (OASIS): a rule for each standard, a result for each that does not hold.
std::string render_sarif(const charter::Charter&, std::span<const Verdict>, std::string_view file,
                         std::string_view text);
// One page without script or anything from elsewhere.
std::string render_html(const charter::Charter&, std::span<const Verdict>, std::string_view file,
                        std::string_view text);

// A column of the table of verdicts for each charter: Markdown.
struct Proved {
  const charter::Charter* charter;
  std::span<const Verdict> verdicts;
};
std::string render_table(std::span<const Proved>);

// 0: all standards hold; 3: something fails, is not stated or is not known.
int exit_status(std::span<const Verdict>);

}  // namespace nwd::proof
