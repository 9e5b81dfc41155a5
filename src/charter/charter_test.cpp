// The charters that are carried, and the interface they are used by.
#include "charter/charter.h"

#include <gtest/gtest.h>

#include "charter/evaluate.h"

namespace nwd::charter {
namespace {

Charter checked(std::string_view text) {
  auto result = check(text);
  if (!result.charter) throw std::runtime_error(render_text(result.diagnostics, "test.charter", text));
  return *std::move(result.charter);
}

TEST(Builtin, EveryCharterChecksWithoutAWarningAndItsExamplesHold) {
  ASSERT_FALSE(builtin_charters().empty());
  for (const auto name : builtin_charters()) {
    const auto result = check(builtin(name));
    EXPECT_TRUE(result.diagnostics.empty()) << render_text(result.diagnostics, name, builtin(name));
    ASSERT_TRUE(result.charter);
    EXPECT_FALSE(result.charter->examples.empty()) << name;
    for (const auto& failure : run_examples(*result.charter))
      ADD_FAILURE() << name << ": " << failure.example << ": " << failure.message;
  }
}

TEST(Builtin, SharedFactsAndStandardsCheck) {
  for (const auto* name : {"facts", "standards"}) {
    const auto result = check(builtin(name));
    EXPECT_TRUE(result.diagnostics.empty()) << render_text(result.diagnostics, name, builtin(name));
  }
  EXPECT_EQ(checked(builtin("standards")).standards.size(), 34U);
  EXPECT_TRUE(builtin("no-such").empty());
}

TEST(Standards, AreReadAsTheCharterUnderstandsThem) {
  const auto c = checked(R"(charter X "X"
source S "s" in force from 2000-01-01
fact minor: State
fact certified: Date?
service shelter > emergency
rule R cites S: owed housing to minor
provision S26 cites S: may "keep a fund", subject to appropriations)");
  const auto with = with_standards(c, builtin("standards"));
  EXPECT_TRUE(with.diagnostics.empty());
  ASSERT_TRUE(with.charter);
  EXPECT_EQ(with.charter->standards.size(), 34U);
  for (const auto& standard : with.charter->standards) {
    EXPECT_TRUE(standard.shared);
    if (standard.id == "S5") {
      EXPECT_EQ(standard.facts, (std::vector<FactId>{c.fact("minor"), c.fact("certified")}));
    }
  }
  EXPECT_EQ(with.charter->immunities, std::vector<std::string>{"prosecution for prostitution"});
  ASSERT_EQ(c.provisions.size(), 1U);
  EXPECT_EQ(c.provisions[0].modality, Modality::may);
  EXPECT_TRUE(c.provisions[0].subject_to_appropriations);
  EXPECT_EQ(c.provisions[0].text, "keep a fund");
}

TEST(Standards, AnUnreadableLibraryIsToldNotTaken) {
  const auto with = with_standards(checked("charter X \"X\"\n"), "standard S1 \"x\": owed independent of papers");
  EXPECT_FALSE(with.charter);
  ASSERT_EQ(with.diagnostics.size(), 1U);
  EXPECT_EQ(with.diagnostics[0].code, "C0301");
}

TEST(Minnesota, DependsOnNothingSensitive) {
  const auto mn = checked(builtin("us-mn-safe-harbor"));
  for (const auto& rule : mn.rules) EXPECT_FALSE(rule.sensitive) << rule.id;
  EXPECT_TRUE(mn.facts[mn.fact("immigration")].sensitive);
  EXPECT_TRUE(mn.facts[mn.fact("cooperates")].sensitive);
}

TEST(Minnesota, EveryOwedServiceIsSubjectToAppropriations) {
  const auto mn = checked(builtin("us-mn-safe-harbor"));
  for (const auto& rule : mn.rules) {
    EXPECT_EQ(rule.subject_to_appropriations, rule.effect == Effect::owed) << rule.id;
  }
}

TEST(Charter, DerivedStatesInheritTheMarkOfSensitiveFacts) {
  const auto c = checked(R"(charter X "X"
source S "s" in force from 2000-01-01
state helpful = cooperates
state quiet = not helpful
state early = before 2000-01-01
rule R cites S: owed housing to quiet)");
  ASSERT_EQ(c.states.size(), 3U);
  for (const auto& state : c.states) EXPECT_EQ(state.sensitive, state.name != "early") << state.name;
  EXPECT_TRUE(c.rules[0].sensitive);
}

TEST(Charter, AnAmendmentGivesARuleASecondVersion) {
  const auto mn = checked(builtin("us-mn-safe-harbor"));
  const auto rule = std::find_if(mn.rules.begin(), mn.rules.end(), [](const auto& r) { return r.id == "MN-2"; });
  ASSERT_EQ(rule->versions.size(), 2U);
  EXPECT_EQ(rule->versions[0].until, *parse_day("2016-07-01"));
  EXPECT_EQ(rule->versions[1].from, *parse_day("2016-07-01"));
  EXPECT_EQ(rule->versions[1].until, distant_future);
  EXPECT_EQ(mn.sources[rule->versions[1].from_source].id, "Y24");
  EXPECT_EQ(rule->versions[1].sources.size(), 3U);
}

TEST(Facts, RefuseWhatTheCharterDoesNotDeclare) {
  const auto mn = checked(builtin("us-mn-safe-harbor"));
  Facts facts(mn);
  EXPECT_FALSE(facts.set_date("bron", DateRange::never()));
  EXPECT_FALSE(facts.set_date("needs", DateRange::never()));
  EXPECT_FALSE(facts.set_date("born", DateRange::between(Day{5}, Day{4})));
  EXPECT_FALSE(facts.set_days("cooperates", DayBounds{DaySet::all(), {}}));
  EXPECT_FALSE(facts.set_days("needs", "hosing", DayBounds::unknown()));
  EXPECT_FALSE(facts.set_days("needs", "immigrations", DayBounds::unknown()));
  EXPECT_FALSE(facts.set_choice("exploitation", "sex"));
  EXPECT_FALSE(facts.add_row("action", {{"colour", DateRange::never(), ""}}));
  EXPECT_FALSE(facts.add_row("action", {{"kind", {}, "divine"}}));
  for (std::size_t i = 0; i < max_rows; ++i) EXPECT_TRUE(facts.add_row("action", {}));
  const auto seventeenth = facts.add_row("action", {});
  ASSERT_FALSE(seventeenth);
  EXPECT_EQ(seventeenth.error().code, Code::too_large);
}

TEST(Facts, ReadInWordsEqualThoseSetByCall) {
  const auto mn = checked(builtin("us-mn-safe-harbor"));
  std::vector<Diagnostic> diagnostics;
  const auto read = read_facts(
      mn, "born 2009-03-05, identified 2026-01-10, exploitation is sexual, needs housing from 2026-01-10", diagnostics);
  ASSERT_TRUE(read) << render_text(diagnostics, "facts", "");
  Facts set(mn);
  ASSERT_TRUE(set.set_date("born", DateRange::known(*parse_day("2009-03-05"))));
  ASSERT_TRUE(set.set_date("identified", DateRange::known(*parse_day("2026-01-10"))));
  ASSERT_TRUE(set.set_choice("exploitation", "sexual"));
  ASSERT_TRUE(set.set_days("needs", "housing", DayBounds::known(DaySet(*parse_day("2026-01-10"), distant_future))));
  EXPECT_EQ(evaluate(mn, *read), evaluate(mn, set));
  EXPECT_EQ(to_text(evaluate(mn, set).services[mn.service("emergency")].certain), "[2026-01-10, 2034-03-05)");
  EXPECT_FALSE(read_facts(mn, "born 2009-03-05, identifed 2026-01-10", diagnostics));
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_EQ(diagnostics[0].suggestion->replacement, "identified");
}

}  // namespace
}  // namespace nwd::charter
