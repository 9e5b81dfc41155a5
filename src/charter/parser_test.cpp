#include "charter/parser.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "charter/charter.h"
#include "charter/evaluate.h"
#include "charter/spelling.h"

namespace nwd::charter {
namespace {

std::string joined(std::string_view text, const std::vector<Token>& tokens) {
  std::string out;
  for (const auto& token : tokens) out += text.substr(token.span.begin, token.span.end - token.span.begin);
  return out;
}

// Words of the grammar and pieces of a real charter, in any order.
std::string soup(const std::vector<int>& picks) {
  static const std::vector<std::string> pieces{"charter T \"T\"\n",
                                               "calendar gregorian, feb29 becomes mar1\n",
                                               "source S \"s\" in force from 2014-08-01\n",
                                               "rule R cites S: ",
                                               "owed housing",
                                               "owed ",
                                               " to ",
                                               "minor",
                                               " and ",
                                               " or ",
                                               "(",
                                               ")",
                                               "[",
                                               ", ",
                                               "\n",
                                               "state minor = ",
                                               "before born + 18 years",
                                               "born",
                                               "some action a: ",
                                               "a.opened",
                                               " while needs",
                                               " until recovered",
                                               " start identified",
                                               " for 3 days",
                                               "example \"e\" ",
                                               "given born 2000-01-01",
                                               "then owed housing never",
                                               "standard S1 \"x\": ",
                                               "owed independent of born",
                                               "in R replaces minor with youth",
                                               "not ",
                                               "during ",
                                               " is ",
                                               "\"",
                                               "#",
                                               "§",
                                               "fact x: ",
                                               "Date?",
                                               "many { ",
                                               "}",
                                               "immune from prosecution",
                                               "keyed by born",
                                               "9999999999",
                                               "2015-02-30",
                                               "library L \"L\"\n",
                                               ".",
                                               ">"};
  std::string out;
  for (const int pick : picks) out += pieces[static_cast<std::size_t>(pick) % pieces.size()];
  return out;
}

void survive(const std::string& text) {
  const auto result = check(text);
  RC_ASSERT(result.diagnostics.size() <= max_diagnostics);
  for (const auto& d : result.diagnostics) {
    RC_ASSERT(d.span.begin <= d.span.end);
    RC_ASSERT(d.span.end <= text.size());
    RC_ASSERT(!render_text(d, "x", text).empty());
  }
  if (result.charter) evaluate(*result.charter, Facts(*result.charter));
}

RC_GTEST_PROP(Lexer, TokensAreTheWholeText, (const std::vector<int>& picks)) {
  const auto text = soup(picks);
  std::vector<Diagnostic> diagnostics;
  RC_ASSERT(joined(text, tokens_of(text, diagnostics)) == text);
}

RC_GTEST_PROP(Parser, AnyWordsInAnyOrderAreReadOrReported, (const std::vector<int>& picks)) { survive(soup(picks)); }

RC_GTEST_PROP(Parser, AnyBytesAreReadOrReported, (const std::string& text)) { survive(text); }

RC_GTEST_PROP(Parser, ATornOrDamagedCharterIsReadOrReported, ()) {
  std::string text(builtin("us-mn-safe-harbor"));
  const auto from = *rc::gen::inRange<std::size_t>(0, text.size());
  text.erase(from, *rc::gen::inRange<std::size_t>(0, 40));
  text.insert(*rc::gen::inRange<std::size_t>(0, text.size()), *rc::gen::arbitrary<std::string>());
  survive(text);
}

TEST(Parser, KeepsEveryTokenOfTheMinnesotaCharter) {
  const auto text = builtin("us-mn-safe-harbor");
  Diagnostics diagnostics;
  EXPECT_EQ(joined(text, parse(text, diagnostics).tokens), text);
  EXPECT_TRUE(diagnostics.all().empty());
}

// The word meant is longer than the one written: its place is where it was written.
TEST(Parser, AMisspeltFirstWordIsPlacedWithinTheText) {
  const std::string text = "ule R: owed housing\n";
  const auto result = check(text);
  ASSERT_FALSE(result.diagnostics.empty());
  for (const auto& d : result.diagnostics) EXPECT_LE(d.span.end, text.size()) << d.message;
}

TEST(Parser, BoundsDepthSizeAndMessages) {
  const std::string head = "charter T \"T\"\nsource S \"s\" in force from 2000-01-01\n";
  EXPECT_FALSE(check(head + "state x = " + std::string(100000, '(')).charter);
  std::string nots = head + "state x = ";
  for (int i = 0; i < 100000; ++i) nots += "not ";
  EXPECT_FALSE(check(nots + "always").charter);
  std::string rows = head + "state x = before ";
  for (int i = 0; i < 100000; ++i) rows += "last action a: ";
  EXPECT_FALSE(check(rows + "a.opened").charter);
  std::string wrong = head;
  for (int i = 0; i < 1000; ++i) wrong += "rule R" + std::to_string(i) + " cites X: owed hosing\n";
  EXPECT_EQ(check(wrong).diagnostics.size(), max_diagnostics);
  const auto huge = check(std::string(max_text_bytes + 1, ' '));
  ASSERT_EQ(huge.diagnostics.size(), 1U);
  EXPECT_EQ(huge.diagnostics[0].code, "C0903");
  EXPECT_EQ(check("\xff\xfe").diagnostics[0].code, "C0105");
}

TEST(Parser, StatesMayBuildOnEachOtherThousandsDeep) {
  std::string text = "charter T \"T\"\nsource S \"s\" in force from 2000-01-01\nstate s0 = cooperates\n";
  for (int i = 1; i < 9000; ++i) text += "state s" + std::to_string(i) + " = not s" + std::to_string(i - 1) + "\n";
  const auto result = check(text + "rule R cites S: owed housing to s8999");
  ASSERT_TRUE(result.charter);
  EXPECT_TRUE(result.charter->rules[0].sensitive);
  EXPECT_EQ(evaluate(*result.charter, Facts(*result.charter)).services[0], DayBounds{});
}

TEST(Spelling, FindsTheNearestWord) {
  static constexpr std::string_view known[] = {"until", "unless", "housing > emergency"};
  EXPECT_EQ(closest("untill", known), "until");
  EXPECT_EQ(closest("housing > emergncy", known), "housing > emergency");
  EXPECT_FALSE(closest("permanent", known));
  EXPECT_EQ(edit_distance("strat", "start", 5), 1U);  // neighbours swapped
}

}  // namespace
}  // namespace nwd::charter
