#include "editor/hover.h"

#include <gmock/gmock.h>

#include "charter/charter.h"
#include "editor/sample_test.h"

namespace nwd::editor {
namespace {

using testing::at;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::sample;

Hover over(std::string_view text, std::string_view what, int nth = 1) {
  const auto found = hover(analyse(text), text, at(text, what, nth));
  if (!found) throw std::out_of_range("nothing to say of " + std::string(what));
  return *found;
}

TEST(Hover, TellsASourcesTitleAndDays) {
  const auto hover = over(sample, "DEL", 2);
  EXPECT_EQ(hover.title, "source `DEL`");
  EXPECT_THAT(hover.code, HasSubstr("source DEL \"Penal Code *7*\" in force"));
  EXPECT_THAT(hover.lines, ElementsAre("Penal Code *7*: in force from 2014-08-01 until 2030-01-01, for conduct on or "
                                       "after 2014-08-01."));
}

TEST(Hover, TellsARulesSourcesAmendmentsAndWhatMakesItSensitive) {
  const auto rule = over(sample, "R-1");
  EXPECT_EQ(rule.title, "rule `R-1`");
  EXPECT_THAT(rule.code, HasSubstr("until recovered, funded SH"));
  EXPECT_THAT(rule.lines, ElementsAre("`NWD`: Safe Harbor Act, in force from 2014-08-01.",
                                      "Amended by `R-3`: `𝄞 settled` for `jährig`."));
  const auto amendment = over(sample, "R-3");
  EXPECT_THAT(amendment.lines, ElementsAre("`NWD`: Safe Harbor Act, in force from 2014-08-01.",
                                           "Sensitive: it rests on `immigration`, through `𝄞 settled`, `settled`."));
}

TEST(Hover, TellsAStatesDefinitionAndThroughWhatItIsSensitive) {
  const auto sensitive = over(sample, "𝄞 settled", 2);
  EXPECT_EQ(sensitive.title, "state `𝄞 settled`");
  EXPECT_EQ(sensitive.code, "state 𝄞 settled     = settled and youth");
  EXPECT_THAT(sensitive.lines, ElementsAre("Sensitive: it rests on `immigration`, through `settled`."));
  EXPECT_THAT(over(sample, "settled").lines, ElementsAre("Sensitive: it rests on `immigration`."));
  EXPECT_THAT(over(sample, "youth").lines, ElementsAre("Not sensitive."));
}

// What is said here of states is what the checker says.
TEST(Hover, AgreesWithTheCheckerOnWhatIsSensitive) {
  std::vector<std::string_view> texts{sample};
  for (const auto name : charter::builtin_charters()) texts.push_back(charter::builtin(name));
  int states = 0;
  for (const auto text : texts) {
    const auto all = analyse(text);
    const auto charter = charter::check(text).charter.value();
    for (const auto& symbol : all.names.symbols)
      for (const auto& state : charter.states)
        if (symbol.kind == Kind::state && symbol.name == state.name) {
          ++states;
          EXPECT_EQ(!sensitive_through(all, symbol.whole).empty(), state.sensitive) << state.name;
        }
  }
  EXPECT_GT(states, 30);
}

TEST(Hover, TellsFactsServicesFundsAndStandards) {
  EXPECT_THAT(over(sample, "immigration").lines,
              ElementsAre("Sensitive: help should not hang on it. What is built on it is sensitive too.",
                          "Shared by all charters."));
  EXPECT_THAT(over(sample, "immigration").code, HasSubstr("fact immigration: one of citizen"));
  EXPECT_THAT(over(sample, "housing").lines,
              ElementsAre("Its parts: `emergency`, `transitional`, `permanent`, `crisis`.", "Owed by `R-1`.",
                          "Shared by all charters."));
  EXPECT_THAT(over(sample, "crisis").lines, ElementsAre("A part of `housing`.", "Owed by `R-1`."));
  EXPECT_THAT(over(sample, "SH", 2).lines, ElementsAre("Appropriation"));
  EXPECT_EQ(over(sample, "S26").title, "standard `S26`");
  EXPECT_THAT(over(sample, "S26").lines, ::testing::Contains("`NWD`: Safe Harbor Act, in force from 2014-08-01."));
  EXPECT_EQ(over(sample, "prosecution for theft", 2).title, "immunity from `prosecution for theft`");
  EXPECT_THAT(over(sample, "prosecution for theft", 2).lines, ElementsAre("Given by `R-2`."));
  EXPECT_EQ(over(sample, "p.kind").title, "row `p` of the list `permit`");
  EXPECT_EQ(over(sample, "is stay").title, "`is`");
  EXPECT_EQ(over(sample, "stay and").title, "value `stay` of `kind`");
  EXPECT_EQ(over(sample, "kind is stay and").title, "field `kind` of `permit`");
}

TEST(Hover, TellsAParametersSources) {
  const std::string text =
      "charter N \"N\"\nsource OLD \"Guidance\" in force from 2000-01-01\nsource NEW \"Act\" in force from 2000-01-01\n"
      "parameter wait = 45 days before 2023-01-30 cites OLD, 30 days from then cites NEW\nstate a = from born + wait\n";
  const auto hover = over(text, "wait", 2);
  EXPECT_EQ(hover.title, "parameter `wait`");
  EXPECT_THAT(hover.lines,
              ElementsAre("`OLD`: Guidance, in force from 2000-01-01.", "`NEW`: Act, in force from 2000-01-01."));
}

TEST(Hover, TellsTheWordsOfTheGrammar) {
  EXPECT_THAT(over(sample, "until recovered").lines, ElementsAre("Ends for good before this day."));
  EXPECT_FALSE(hover(analyse(sample), sample, at(sample, "\"Appropriation\"") + 3));
  EXPECT_FALSE(hover(analyse(""), "", 0));
}

TEST(Hover, MarkdownIsEscaped) {
  const auto told = markdown(over(sample, "DEL", 2));
  EXPECT_THAT(told, HasSubstr("Penal Code \\*7\\*: in force"));
  EXPECT_THAT(told, HasSubstr("\n```charter\nsource DEL"));
  EXPECT_THAT(markdown({{}, "t", "a ``` b", {}}), HasSubstr("\n````charter\na ``` b\n````\n"));
  EXPECT_EQ(plain_text({{}, "t", "code", {"a *b*"}}), "t\n\ncode\n\na *b*\n");
}

}  // namespace
}  // namespace nwd::editor
