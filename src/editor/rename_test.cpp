#include "editor/rename.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "charter/charter.h"
#include "charter/evaluate.h"
#include "editor/sample_test.h"

namespace nwd::editor {
namespace {

using testing::at;
using ::testing::HasSubstr;
using testing::sample;

Result<std::string> renamed(std::string_view text, std::uint32_t offset, std::string_view name) {
  NWD_TRY(const auto edits, rename(analyse(text), text, offset, name));
  return edited(text, edits);
}

std::string refusal(std::string_view what, int nth, std::string_view name) {
  const auto out = renamed(sample, at(sample, what, nth), name);
  return out ? "renamed" : out.error().message;
}

int count(std::string_view text, std::string_view what) {
  int n = 0;
  for (auto from = text.find(what); from != std::string_view::npos; from = text.find(what, from + 1)) ++n;
  return n;
}

TEST(Rename, ReachesEveryUse) {
  const auto state = renamed(sample, at(sample, "jährig", 4), "noch nicht volljährig").value();
  EXPECT_EQ(count(state, "noch nicht volljährig"), 6);
  EXPECT_EQ(count(state, " jährig"), 0);
  EXPECT_EQ(count(renamed(sample, at(sample, "NWD"), "ACT").value(), "cites ACT"), 4);
  EXPECT_THAT(renamed(sample, at(sample, "p.kind"), "x").value(),
              HasSubstr("some permit x: x.kind is stay and [x.issued"));
  EXPECT_THAT(renamed(sample, at(sample, "crisis"), "refuge").value(), HasSubstr("while needs housing > refuge,"));
  EXPECT_THAT(renamed(sample, at(sample, "stay,"), "residence").value(), HasSubstr("{ kind is residence,"));
  EXPECT_THAT(renamed(sample, at(sample, "ends:"), "expires").value(), HasSubstr("expires never }"));
  EXPECT_THAT(renamed(sample, at(sample, "permit:"), "residence permit").value(),
              HasSubstr("some residence permit p:"));
  EXPECT_THAT(renamed(sample, at(sample, "prosecution"), "punishment for theft").value(),
              HasSubstr("implies immune from punishment for theft"));
}

TEST(Rename, RefusesWithAReason) {
  EXPECT_THAT(refusal("born", 1, "hatched"), HasSubstr("shared by all charters"));
  EXPECT_THAT(refusal("housing", 1, "home"), HasSubstr("shared by all charters"));
  EXPECT_THAT(refusal("S26", 1, "S99"), HasSubstr("shared by all charters"));
  EXPECT_THAT(refusal("calendar", 1, "x"), HasSubstr("no name here"));
  EXPECT_THAT(refusal("youth", 1, "jährig"), HasSubstr("There is a state `jährig` already"));
  EXPECT_THAT(refusal("youth", 1, "born"), HasSubstr("There is a fact `born` already, which all charters share"));
  EXPECT_THAT(refusal("youth", 1, "until then"), HasSubstr("`until` has a meaning of its own"));
  EXPECT_THAT(refusal("youth", 1, "16 and younger"), HasSubstr("begins with a letter"));
  EXPECT_THAT(refusal("youth", 1, "young+"), HasSubstr("one blank"));
  EXPECT_THAT(refusal("youth", 1, "two  blanks"), HasSubstr("one blank"));
  EXPECT_THAT(refusal("youth", 1, "blank "), HasSubstr("blank"));
  EXPECT_THAT(refusal("youth", 1, ""), HasSubstr("one or more words"));
  EXPECT_THAT(refusal("youth", 1, std::string(201, 'x')), HasSubstr("one or more words"));
  EXPECT_THAT(refusal("youth", 1, "a\nstate b"), HasSubstr("one blank"));
  EXPECT_THAT(refusal("SH", 1, "two words"), HasSubstr("one word"));
  EXPECT_THAT(refusal("ends:", 1, "issued"), HasSubstr("field `issued` already"));
  EXPECT_THAT(refusal("certified", 1, "certified, sensitive"), HasSubstr("one blank"));
}

TEST(Rename, RefusesWhatWouldMeanSomethingElse) {
  EXPECT_THAT(refusal("youth", 1, "needs housing"), HasSubstr("renamed"))
      << "a state may be called so: it hides nothing";
  const std::string hides = std::string(sample) + "state roofless = needs housing\n";
  const auto out = renamed(hides, at(hides, "youth"), "needs housing");
  ASSERT_FALSE(out);
  EXPECT_THAT(out.error().message, HasSubstr("mean something else"));
  // In a choice, `sensitive` ends the list of words.
  EXPECT_THAT(refusal("stay,", 1, "issued"), HasSubstr("renamed"));
  const std::string choice = std::string(sample) + "fact hair: one of red, grey\nstate red = hair is grey\n";
  EXPECT_THAT(renamed(choice, at(choice, "grey"), "sensitive").error().message, HasSubstr("mean something else"));
}

TEST(Rename, LeavesOtherTextsNamesAlone) {
  const auto standards = charter::builtin("standards");
  EXPECT_FALSE(renamed(standards, at(standards, "S1 "), "S100"));
  EXPECT_TRUE(renamed(standards, at(standards, "recovering"), "mending"));
  const auto mn = charter::builtin("us-mn-safe-harbor");
  EXPECT_THAT(renamed(mn, at(mn, "immune from ") + 12, "punishment").error().message,
              HasSubstr("standards that all charters share"));
}

// Any name of any text the program carries: there and back is the same text; the diagnostics and what the examples
// come to are the same.
RC_GTEST_PROP(RenameProperty, ThereAndBackIsTheSameTextAndTheMeaningStays, ()) {
  static const auto names = charter::builtin_charters();
  const auto which = *rc::gen::inRange<std::size_t>(0, names.size() + 1);
  const auto text = which < names.size() ? charter::builtin(names[which]) : sample;
  const auto before = analyse(text);
  const auto use = *rc::gen::elementOf(before.names.uses);
  const auto old_name = before.names.symbols[use.symbol].name;
  const auto new_name = *rc::gen::element<std::string>("x", "Ärger", "so called one", "kind", "𝄞-2");
  RC_PRE(old_name != new_name);
  const auto edits = rename(before, text, use.span.begin, new_name);
  RC_PRE(bool(edits));
  const auto there = edited(text, *edits);
  const auto after = analyse(there);
  RC_ASSERT(after.diagnostics.size() == before.diagnostics.size());
  const auto checked = charter::check(there);
  RC_ASSERT(bool(checked.charter));
  const auto failing = [](const charter::Charter& c) { return charter::run_examples(c).size(); };
  RC_ASSERT(failing(*checked.charter) == failing(*charter::check(text).charter));
  const auto first = std::min_element(edits->begin(), edits->end(),
                                      [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
  const auto back = rename(after, there, first->span.begin, old_name);
  RC_ASSERT(bool(back));
  RC_ASSERT(edited(there, *back) == text);
}

TEST(Rename, AParameterMayHoldTheWordOf) {
  const std::string text =
      "charter N \"N\"\ncalendar gregorian, feb29 becomes mar1\nsource S \"s\" in force from 2000-01-01\n"
      "parameter majority cites S = 18 years\nstate minor = before born + majority\n";
  EXPECT_THAT(renamed(text, at(text, "majority"), "age of majority").value(),
              HasSubstr("before born + age of majority"));
  EXPECT_THAT(renamed(text, at(text, "majority"), "age in years").error().message, HasSubstr("`in` has a meaning"));
  EXPECT_THAT(renamed(text, at(text, "majority"), "minor").error().message, HasSubstr("already"));
}

TEST(Rename, WorksInATextWithMistakesToo) {
  const std::string broken =
      std::string(sample) + "rule R-9 cites: owed\nrule R-8 cites NWD: owed housing to jaehrig\n";
  EXPECT_EQ(count(renamed(broken, at(broken, "jährig"), "minor").value(), "minor"), 6);
}

}  // namespace
}  // namespace nwd::editor
