// Whoever follows "A charter in ten minutes" sees the counterexample that the page shows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "proof/test_charters.h"

namespace nwd::proof {
namespace {

// The text of the first block of a kind.
std::string block(const std::string& kind) {
  std::ifstream in(NWD_SOURCE_DIR "/docs/charter-language.md");
  std::string out;
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (inside && line == "```") return out;
    if (inside) out += line + "\n";
    inside = inside || line == "```" + kind;
  }
  return out;
}

std::vector<Verdict> of_its_own(const std::string& text) {
  Options options;
  options.shared = false;
  return proved(checked(text), options);
}

TEST(TenMinutes, EndWithTheCounterexampleThatThePageShows) {
  const auto verdicts = of_its_own(block("charter"));
  ASSERT_EQ(verdicts.size(), 1U);
  ASSERT_EQ(verdicts[0].status, Status::fails);
  const auto& sentence = verdicts[0].counterexample->sentence;
  EXPECT_EQ(sentence.substr(0, sentence.find(" (Breaks")) + "\n", block("text"));
}

TEST(TenMinutes, TheStandardHoldsOnceTheClauseIsLeftOut) {
  auto text = block("charter");
  const std::string clause = "to minor, ";
  text.erase(text.find(clause), clause.size());
  const auto verdicts = of_its_own(text);
  ASSERT_EQ(verdicts.size(), 1U);
  EXPECT_EQ(verdicts[0].status, Status::holds);
}

}  // namespace
}  // namespace nwd::proof
