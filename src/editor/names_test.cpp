#include "editor/names.h"

#include <gmock/gmock.h>

#include <set>

#include "charter/charter.h"
#include "editor/sample_test.h"

namespace nwd::editor {
namespace {

using testing::at;
using testing::sample;
using testing::written;

struct Told {
  std::string kind, name;
  std::size_t uses;  // of the same symbol, its declaration included
  bool own;
  bool operator==(const Told&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Told& t) {
  return out << t.kind << ' ' << t.name << ' ' << t.uses << (t.own ? " own" : " shared");
}

Told told(const Analysis& all, std::uint32_t offset) {
  const auto* use = all.names.at(offset);
  if (use == nullptr) return {"nothing", "", 0, false};
  const auto& symbol = all.names.symbols[use->symbol];
  return {std::string(kind_name(symbol.kind)), symbol.path.empty() ? symbol.name : symbol.path,
          all.names.of(use->symbol).size(), symbol.origin == Origin::own};
}

TEST(Names, TheSampleIsACharter) {
  const auto checked = charter::check(sample);
  EXPECT_TRUE(checked.charter) << charter::render_text(checked.diagnostics, "sample", sample);
}

TEST(Names, EachNameHasAMeaning) {
  const auto all = analyse(sample);
  EXPECT_EQ(told(all, at(sample, "DEL")), (Told{"source", "DEL", 2, true}));
  EXPECT_EQ(told(all, at(sample, "NWD", 2)), (Told{"source", "NWD", 5, true}));
  EXPECT_EQ(told(all, at(sample, "funded SH") + 7), (Told{"fund", "SH", 2, true}));
  EXPECT_EQ(told(all, at(sample, "jährig")), (Told{"state", "jährig", 6, true}));
  EXPECT_EQ(told(all, at(sample, "𝄞 settled", 2)), (Told{"state", "𝄞 settled", 2, true}));
  EXPECT_EQ(told(all, at(sample, "child under 16", 2)), (Told{"state", "child under 16", 2, true}));
  EXPECT_EQ(told(all, at(sample, "in R-1") + 3), (Told{"rule", "R-1", 2, true}));
  EXPECT_EQ(told(all, at(sample, "prosecution for theft", 2)), (Told{"immunity", "prosecution for theft", 2, true}));
  EXPECT_EQ(told(all, at(sample, "S26")), (Told{"standard", "S26", 1, false}));
  EXPECT_EQ(told(all, at(sample, "S19")), (Told{"standard", "S19", 1, true}))
      << "its own, though a shared one is called so";
  EXPECT_EQ(told(all, at(sample, "crisis", 2)), (Told{"service", "housing > crisis", 5, true}));
  EXPECT_EQ(told(all, at(sample, "housing")), (Told{"service", "housing", 5, false}));
  EXPECT_EQ(told(all, at(sample, "needs housing")), (Told{"fact", "needs", 2, false}));
  EXPECT_EQ(told(all, at(sample, "needs housing") + 6), (Told{"service", "housing", 5, false}));
  EXPECT_EQ(told(all, at(sample, "p.kind")), (Told{"row", "p", 4, true}));
  EXPECT_EQ(told(all, at(sample, "p.kind") + 2), (Told{"field", "kind", 3, true}));
  EXPECT_EQ(told(all, at(sample, "is stay") + 3), (Told{"value", "stay", 3, true}));
  EXPECT_EQ(told(all, at(sample, "issued 2015")), (Told{"field", "issued", 3, true}));
  EXPECT_EQ(told(all, at(sample, "permanent")), (Told{"value", "permanent", 1, false}));
  EXPECT_EQ(told(all, at(sample, "some permit") + 5), (Told{"fact", "permit", 3, true}));
  EXPECT_EQ(told(all, at(sample, "gregorian")).kind, "nothing");
}

TEST(Names, EachIsDeclaredAtMostOnceAndUsesNeverOverlap) {
  std::vector<std::string> texts{std::string(sample)};
  for (const auto name : charter::builtin_charters()) texts.emplace_back(charter::builtin(name));
  for (const auto* name : {"facts", "standards"}) texts.emplace_back(charter::builtin(name));
  for (const auto& text : texts) {
    const auto all = analyse(text);
    EXPECT_GT(all.names.uses.size(), 30U);
    std::vector<int> declared(all.names.symbols.size());
    std::uint32_t end = 0;
    for (const auto& use : all.names.uses) {
      EXPECT_GE(use.span.begin, end);
      end = use.span.end;
      const auto& symbol = all.names.symbols[use.symbol];
      EXPECT_EQ(written(text, use.span), symbol.name);
      if (use.declares) EXPECT_EQ(++declared[use.symbol], 1) << symbol.name;
    }
    for (SymbolId id = 0; id < declared.size(); ++id)
      EXPECT_EQ(declared[id] == 1, all.names.symbols[id].origin == Origin::own) << all.names.symbols[id].name;
  }
}

// Every word that the checker takes for a name has a meaning here too.
TEST(Names, NoPlainWordOfARuleOrStateIsWithoutMeaning) {
  static const std::set<std::string_view> grammar{
      "any",      "days", "day", "weeks", "week",     "months", "month",    "years", "year", "appropriations",
      "provided", "own",  "its", "no",    "interior", "gap",    "exclusion"};
  for (const auto name : charter::builtin_charters()) {
    const auto text = charter::builtin(name);
    const auto all = analyse(text);
    for (const auto* part : {"state ", "rule ", "example "})
      for (const auto& token : all.file.tokens) {
        const auto whole = declaration_at(all.file, token.span.begin);
        const bool plain = token.kind == charter::TokenKind::word && token.word == charter::Word::plain;
        if (!plain || !written(text, whole).starts_with(part) || grammar.contains(written(text, token.span))) continue;
        EXPECT_NE(all.names.at(token.span.begin), nullptr)
            << name << ": " << written(text, token.span) << " in " << written(text, whole);
      }
  }
}

constexpr std::string_view numbers = R"(charter N "N"
calendar gregorian, feb29 becomes mar1
source OLD "Guidance" in force from 2000-01-01 until 2023-01-30
source NEW "Act" in force from 2000-01-01
fund AC "Assessments" pays 125.50 USD a day for housing > emergency
parameter age of majority cites NEW = 18 years
parameter recovery time = 45 days before 2023-01-30 cites OLD, 30 days from then cites NEW
state minor = before born + age of majority
rule R-1 cites NEW: owed housing to minor, start identified, for recovery time, keyed by identified, funded AC
rule R-2 cites NEW: in R-1 replaces recovery time with age of majority
)";

TEST(Names, ParametersAndPricesHaveMeaningsToo) {
  const auto checked = charter::check(numbers);
  EXPECT_TRUE(checked.charter) << charter::render_text(checked.diagnostics, "numbers", numbers);
  const auto all = analyse(numbers);
  EXPECT_EQ(told(all, at(numbers, "age of majority", 2)), (Told{"parameter", "age of majority", 3, true}));
  EXPECT_EQ(told(all, at(numbers, "for recovery time") + 4), (Told{"parameter", "recovery time", 3, true}));
  EXPECT_EQ(told(all, at(numbers, "OLD", 2)), (Told{"source", "OLD", 2, true}));
  EXPECT_EQ(told(all, at(numbers, "NEW", 2)).uses, 5U);
  EXPECT_EQ(told(all, at(numbers, "emergency")), (Told{"service", "housing > emergency", 1, false}));
}

TEST(Names, ALibraryIsItsOwnEdition) {
  const std::string facts(charter::builtin("facts"));
  const auto all = analyse(facts + "fact hair: one of red, grey\n");
  EXPECT_TRUE(all.diagnostics.empty());
  EXPECT_EQ(told(all, at(facts, "cooperates")), (Told{"fact", "cooperates", 1, true}));
  const auto standards = analyse(charter::builtin("standards"));
  EXPECT_TRUE(standards.diagnostics.empty());
  EXPECT_TRUE(told(standards, at(charter::builtin("standards"), "S1 ")).own);
}

}  // namespace
}  // namespace nwd::editor
