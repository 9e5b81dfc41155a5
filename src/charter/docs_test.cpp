// Every block of the language's reference is checked, and its examples hold.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "charter/evaluate.h"
#include "charter/token.h"

namespace nwd::charter {
namespace {

struct Block {
  std::string kind;  // charter, part
  std::string text;
  int line = 0;
};

std::vector<Block> blocks() {
  std::ifstream in(std::string(NWD_SOURCE_DIR) + "/docs/charter-language.md");
  std::vector<Block> out;
  std::string line;
  bool inside = false;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.starts_with("```")) {
      if (!inside) out.push_back({line.substr(3), {}, number});
      inside = !inside;
    } else if (inside) {
      out.back().text += line + '\n';
    }
  }
  return out;
}

TEST(Documentation, EveryBlockChecksAndItsExamplesHold) {
  const std::string frame =
      "charter D \"D\"\ncalendar gregorian, feb29 becomes mar1\nsource S \"s\" in force from 2000-01-01\n";
  int charters = 0;
  for (const auto& block : blocks()) {
    if (block.kind == "sh" || block.kind == "text") continue;  // src/proof runs what these say
    ASSERT_TRUE(block.kind == "charter" || block.kind == "part") << "line " << block.line;
    charters += block.kind == "charter" ? 1 : 0;
    const auto text = (block.kind == "part" ? frame : "") + block.text;
    const auto result = check(text);
    EXPECT_TRUE(result.diagnostics.empty()) << "line " << block.line << '\n'
                                            << render_text(result.diagnostics, "docs", text);
    if (!result.charter) continue;
    for (const auto& failure : run_examples(*result.charter))
      ADD_FAILURE() << "line " << block.line << ": " << failure.message;
  }
  EXPECT_GE(charters, 1);
  EXPECT_GE(blocks().size(), 8U);
}

TEST(Documentation, EveryWordOfTheGrammarStandsInABlockThatIsChecked) {
  std::set<Word> seen;
  for (const auto& block : blocks()) {
    if (block.kind != "charter" && block.kind != "part") continue;
    std::vector<Diagnostic> diagnostics;
    for (const auto& token : tokens_of(block.text, diagnostics))
      if (token.kind == TokenKind::word) seen.insert(token.word);
  }
  for (int w = static_cast<int>(Word::plain) + 1; w <= static_cast<int>(last_word); ++w)
    EXPECT_TRUE(seen.contains(static_cast<Word>(w))) << spelling(static_cast<Word>(w));
}

}  // namespace
}  // namespace nwd::charter
