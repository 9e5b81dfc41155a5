// Every property with a charter that has it and one that has not; what fails is replayed here once more.
#include "proof/proof.h"

#include <gmock/gmock.h>

#include "proof/test_charters.h"

namespace nwd::proof {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

constexpr Day since{18262};  // 2020-01-01

struct Case {
  std::string name;
  std::string good, bad;  // declarations besides the source S, with one standard
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

const std::vector<Case>& cases() {
  static const std::string helped = "rule R cites S: owed housing, education start identified, while needs, until ";
  static const std::vector<Case> all{
      {"independent", helped + "recovered\nstandard T \"t\": owed independent of cooperates\n",
       helped + "recovered\nrule Q cites S: owed legal while cooperates\nstandard T \"t\": owed independent of "
                "cooperates\n"},
      {"independent_of_its_own",
       "fact certified: Date?\n" + helped + "recovered\nstandard T \"t\": owed independent of every fact of its own\n",
       "fact certified: Date?\nrule R cites S: owed housing start certified\n"
       "standard T \"t\": owed independent of every fact of its own\n"},
      {"independent_while",
       "rule R cites S: owed housing when identified during cooperates\n"
       "standard T \"t\": owed independent of cooperates while identified during cooperates\n",
       "rule R cites S: owed housing while cooperates\n"
       "standard T \"t\": owed independent of cooperates while identified during cooperates\n"},
      {"throughout", helped + "recovered\nstandard T \"t\": owed throughout [identified, recovered)\n",
       helped + "earliest of (recovered, identified + 2 years)\n"
                "standard T \"t\": owed throughout [identified, recovered)\n"},
      {"throughout_by_calendar",
       "rule R cites S: owed housing to before born + 216 months, start identified, while needs\n"
       "standard T \"t\": owed throughout [identified, born + 18 years)\n",
       "rule R cites S: owed housing to before born + 215 months, start identified, while needs\n"
       "standard T \"t\": owed throughout [identified, born + 18 years)\n"},
      {"throughout_rows",
       "rule R cites S: owed housing while some action a: [a.opened, a.closed)\n"
       "standard T \"t\": owed throughout some action a: a.kind is civil and [a.opened, a.closed)\n",
       "rule R cites S: owed housing while some action a: a.kind is criminal and [a.opened, a.closed)\n"
       "standard T \"t\": owed throughout some action a: [a.opened, a.closed)\n"},
      {"last_row",
       "rule R cites S: owed housing start identified, until latest of (recovered, last action a: a.closed)\n"
       "standard T \"t\": owed throughout [identified, last action a: a.closed)\n",
       helped + "recovered\nstandard T \"t\": owed throughout [identified, last action a: a.closed)\n"},
      {"no_interior_gap", helped + "recovered\nstandard T \"t\": owed has no interior gap\n",
       helped + "recovered\nrule Q cites S: owed housing while some action a: [a.opened, a.closed)\n"
                "standard T \"t\": owed has no interior gap\n"},
      {"implies",
       "rule R cites S: immune from prosecution when conduct during before born + 18 years\n"
       "standard T \"t\": always conduct during before born + 17 years implies immune from prosecution\n",
       "rule R cites S: immune from prosecution when conduct during before born + 18 years and exploitation is sexual\n"
       "standard T \"t\": always conduct during before born + 18 years implies immune from prosecution\n"},
      {"implies_owed", helped + "recovered\nstandard T \"t\": always [identified, recovered) implies owed housing\n",
       helped + "recovered\nstandard T \"t\": always [identified, recovered) implies owed legal\n"},
      {"includes", helped + "recovered\nstandard T \"t\": owed includes housing > emergency, education\n",
       helped + "recovered\nstandard T \"t\": owed includes housing > emergency, training\n"},
      {"no_exclusion", helped + "recovered\nstandard T \"t\": owed has no exclusion\n",
       "fact expelled: State\n" + helped + "recovered, unless expelled\nstandard T \"t\": owed has no exclusion\n"},
      {"unconditional", helped + "recovered\nstandard T \"t\": owed not subject to appropriations\n",
       helped + "recovered, subject to appropriations\nstandard T \"t\": owed not subject to appropriations\n"},
      {"provided", "provision T cites S: shall \"do so\"\nstandard T \"t\": provided\n",
       "provision T cites S: may \"do so\"\nstandard T \"t\": provided\n"},
  };
  return all;
}

class EveryProperty : public testing::TestWithParam<Case> {};

TEST_P(EveryProperty, HoldsWhereItShould) {
  const auto charter = small(GetParam().good);
  const auto v = own_verdict(charter);
  EXPECT_EQ(v.status, Status::holds) << (v.counterexample ? v.counterexample->sentence : v.reason);
  EXPECT_FALSE(v.vacuous);
  EXPECT_FALSE(v.counterexample);
  EXPECT_FALSE(v.suggestion);
}

TEST_P(EveryProperty, FailsWhereItShould) {
  const auto charter = small(GetParam().bad);
  const auto v = own_verdict(charter);
  EXPECT_EQ(v.status, Status::fails) << v.reason;
  if (GetParam().name == "provided") return;
  ASSERT_TRUE(v.counterexample);
  EXPECT_THAT(v.counterexample->sentence, HasSubstr("(Breaks T; "));
  EXPECT_THAT(v.counterexample->timeline, HasSubstr("> "));
  EXPECT_GE(v.counterexample->day, since);
  EXPECT_EQ(&v.counterexample->facts.charter(), &charter);
  ASSERT_TRUE(v.suggestion);
  EXPECT_FALSE(v.suggestion->text.empty());
}

INSTANTIATE_TEST_SUITE_P(Properties, EveryProperty, testing::ValuesIn(cases()),
                         [](const auto& param) { return param.param.name; });

charter::Charter bad(const std::string& name) {
  for (const auto& c : cases())
    if (c.name == name) return small(c.bad);
  throw std::runtime_error("no case " + name);
}

TEST(Counterexample, OfThroughoutIsADayOnWhichItIsNotOwed) {
  const auto charter = bad("throughout");
  const auto v = own_verdict(charter);
  const auto& c = *v.counterexample;
  const auto owed = days_owed(charter, c.facts, charter.services[c.service].path);
  EXPECT_FALSE(owed.contains(c.day));
  EXPECT_TRUE(owed.contains(c.day - 1));  // the earliest such day of this person
  EXPECT_EQ(v.nearest->clause, charter::ClauseKind::until);
  EXPECT_EQ(v.suggestion->text,
            "In rule R, write `until recovered` in place of `until earliest of (recovered, identified + 2 years)`.");
}

TEST(Counterexample, OfIndependenceIsTwoPersonsAlikeButForTheFact) {
  const auto charter = bad("independent");
  const auto v = own_verdict(charter);
  const auto& c = *v.counterexample;
  ASSERT_TRUE(c.other);
  EXPECT_TRUE(days_owed(charter, c.facts, "legal > civil").contains(c.day));
  EXPECT_FALSE(days_owed(charter, *c.other, "legal > civil").contains(c.day));
  for (charter::FactId id = 0; id < charter.facts.size(); ++id)
    if (charter.facts[id].self.name != "cooperates") {
      EXPECT_EQ(c.facts.values()[id].date, c.other->values()[id].date);
      EXPECT_EQ(c.facts.values()[id].choices, c.other->values()[id].choices);
      EXPECT_EQ(c.facts.values()[id].per_service, c.other->values()[id].per_service);
    }
  EXPECT_TRUE(v.depends);
  ASSERT_EQ(v.mentions.size(), 1U);
  EXPECT_EQ(charter.rules[v.mentions[0]].id, "Q");
  EXPECT_EQ(v.fails_for.size(), 4U);  // the parts of legal
  EXPECT_EQ(v.holds_for.size(), 4U);  // of housing, and education
  EXPECT_THAT(c.sentence, HasSubstr("the same person, but not cooperating, is not."));
  EXPECT_EQ(v.suggestion->text, "In rule Q, leave out `while cooperates`.");
}

TEST(Counterexample, OfAGapIsOwedOnBothSidesOfIt) {
  const auto charter = bad("no_interior_gap");
  const auto v = own_verdict(charter);
  const auto& c = *v.counterexample;
  ASSERT_TRUE(c.gap);
  const auto owed = days_owed(charter, c.facts, charter.services[c.service].path);
  EXPECT_TRUE(owed.contains(c.gap->begin - 1));
  EXPECT_FALSE(owed.contains(c.gap->begin));
  EXPECT_FALSE(owed.contains(c.gap->end - 1));
  EXPECT_TRUE(owed.contains(c.gap->end));
}

TEST(Counterexample, OfAMissingServiceSaysThatNoRuleGrantsIt) {
  const auto charter = bad("includes");
  const auto v = own_verdict(charter);
  EXPECT_EQ(v.nearest->rule, charter::none);
  EXPECT_EQ(v.fails_for, std::vector{charter.service("training")});
  EXPECT_EQ(v.counterexample->sentence,
            "On 1 Jan 2020 a person born 23 Sep 1989, identified 1 Jan 2020, needs training and no rule grants it. "
            "(Breaks T; no rule comes near.)");
  EXPECT_EQ(
      v.suggestion->text,
      "Add a rule with the source that promises it: `rule X-new cites SOURCE: owed training start identified, while "
      "needs, until recovered`.");
}

TEST(Counterexample, IsAsPlainAsCanBe) {
  const auto charter = small(
      "rule R cites S: owed housing start identified, while needs, until recovered\n"
      "  unless some action a: a.kind is criminal and [a.opened, a.closed)\n"
      "standard T \"t\": owed throughout [identified, recovered)\n");
  const auto v = own_verdict(charter);
  EXPECT_EQ(
      v.counterexample->sentence,
      "On 31 Jan 2020 a person born 23 Sep 1989, identified 1 Jan 2020, not recovered, in a criminal action opened "
      "31 Jan 2020 and still open, needs housing (emergency) and no rule grants it. (Breaks T; nearest rule R cites "
      "Act 1, section 2.)");
  EXPECT_EQ(v.counterexample->timeline,
            "1989-09-23  born\n"
            "2020-01-01  identified\n"
            "2020-01-31  action opened\n"
            "2020-01-31  > housing (emergency) is missing from here on\n"
            "            owed: [2020-01-01, 2020-01-31)\n");
  EXPECT_EQ(v.nearest->clause, charter::ClauseKind::unless);
}

// Twenty years after 29 February there is one again; nineteen years after the 1 March that a year makes of it, not.
TEST(Calendar, OnlyWhoWasBornOnATwentyNinthOfFebruaryIsFailed) {
  const auto charter = small(
      "rule R cites S: owed housing to before born + 20 years\n"
      "standard T \"t\": owed throughout [identified, born + 12 months + 19 years)\n");
  const auto v = own_verdict(charter);
  ASSERT_EQ(v.status, Status::fails) << v.reason;
  const auto born = civil(v.counterexample->facts.values()[charter.fact("born")].date.earliest);
  EXPECT_EQ(std::pair(born.month, born.day), std::pair(2, 29));
}

// Either it is proved, or the time is up; it is never refuted by a day that the calendar does not have.
TEST(Calendar, WhatOnlyTheCalendarShowsIsNotRefuted) {
  Options options;
  options.timeout = std::chrono::milliseconds(300);
  for (const auto* text : {"rule R cites S: owed housing to before born + 12 months + 19 years\n"
                           "standard T \"t\": owed throughout [identified, born + 20 years)\n",
                           "rule R cites S: owed housing to before born + 6 months + 30 months\n"
                           "standard T \"t\": owed throughout [identified, born + 3 years)\n"}) {
    const auto charter = small(text);
    const auto v = own_verdict(charter, options);
    EXPECT_NE(v.status, Status::fails) << v.counterexample->sentence;
  }
}

// What stands behind the first obstacle is told too, and that with all of it the standard holds is proved.
TEST(Suggestion, GoesOnUntilTheStandardHolds) {
  const auto charter = small(
      "state minor = before born + 18 years\nstate sold minor = minor and exploitation is sexual\n"
      "rule R cites S: owed housing to sold minor, start conduct, while needs, until recovered\n"
      "standard T \"t\": owed throughout [identified, recovered)\n");
  const auto v = own_verdict(charter);
  for (const auto* change : {"In the state `sold minor`, on which rule R builds, leave out `minor`.",
                             "In the state `sold minor`, on which rule R builds, leave out `exploitation is sexual`.",
                             "In rule R, write `start identified` in place of `start conduct`."})
    EXPECT_THAT(v.suggestion->text, HasSubstr(change));
  EXPECT_TRUE(v.suggestion->enough);
}

TEST(Suggestion, ThatHangsOnASourceIsNotTakenAsEnough) {
  const auto charter = small(
      "source C \"conduct act\" in force from 2020-01-01 until 2021-01-01\n"
      "rule R cites S, C: immune from prosecution when conduct during before born + 18 years, keyed by conduct\n"
      "rule Q cites S: owed housing\n"
      "standard T \"t\": always conduct during before born + 19 years implies immune from prosecution\n");
  const auto v = own_verdict(charter);
  ASSERT_EQ(v.status, Status::fails);
  EXPECT_FALSE(v.suggestion->text.empty());
}

TEST(Independence, MentioningIsNotDepending) {
  const auto charter = small(
      "rule R cites S: owed housing to cooperates or not cooperates\n"
      "standard T \"t\": owed independent of cooperates\n");
  const auto v = own_verdict(charter);
  EXPECT_EQ(v.status, Status::holds);
  EXPECT_FALSE(v.depends);
  EXPECT_EQ(v.mentions.size(), 1U);
}

TEST(Vacuity, AStandardOfACaseThatNeverComesIsVacuous) {
  const auto charter = small(
      "rule R cites S: owed housing start identified\n"
      "standard T \"t\": owed throughout (before 2019-01-01 and from identified)\n");
  const auto v = own_verdict(charter);
  EXPECT_EQ(v.status, Status::holds);
  EXPECT_TRUE(v.vacuous);
  EXPECT_FALSE(v.reason.empty());
}

TEST(Vacuity, ARuleThatReachesNobodyMakesIndependenceVacuous) {
  const auto charter = small(
      "rule R cites S: owed housing to before identified and from identified\n"
      "standard T \"t\": owed independent of cooperates\n");
  EXPECT_TRUE(own_verdict(charter).vacuous);
}

TEST(NotStated, WhatOwesNothingAndWhatHasNoProvision) {
  const auto charter = small("");
  EXPECT_EQ(shared_verdict(charter, "S8").status, Status::not_stated);
  EXPECT_EQ(shared_verdict(charter, "S26").status, Status::not_stated);
  EXPECT_EQ(shared_verdict(charter, "S11").status, Status::fails);
  EXPECT_EQ(shared_verdict(charter, "S19").status, Status::fails);
}

TEST(Provided, ModalityReserveAndForceCount) {
  const auto status = [](const std::string& provision) {
    const auto charter = small("source OLD \"o\" in force from 1990-01-01 until 2000-01-01\n" + provision +
                               "\nrule R cites S: owed housing\n");
    return shared_verdict(charter, "S26").status;
  };
  EXPECT_EQ(status("provision S26 cites S: shall \"fund\""), Status::holds);
  EXPECT_EQ(status("provision S26 cites S: may \"fund\""), Status::fails);
  EXPECT_EQ(status("provision S26 cites S: shall \"fund\", subject to appropriations"), Status::fails);
  EXPECT_EQ(status("provision S26 cites OLD: shall \"fund\""), Status::not_stated);
  EXPECT_EQ(status("provision S27 cites S: shall \"fund\""), Status::not_stated);
}

TEST(TimeLimit, WhatTakesTooLongIsUnknown) {
  Options options;
  options.timeout = std::chrono::milliseconds(0);
  const auto charter = bad("throughout");
  const auto v = own_verdict(charter, options);
  EXPECT_EQ(v.status, Status::unknown);
  EXPECT_FALSE(v.reason.empty());
  EXPECT_FALSE(v.counterexample);
}

TEST(AsOf, TheLawOfThatDayIsMeasured) {
  const auto charter = checked(
      "charter X \"Test\"\ncalendar gregorian, feb29 becomes mar1\n"
      "source A \"a\" in force from 2010-01-01\nsource B \"b\" in force from 2015-01-01\n"
      "state minor = before born + 18 years\nstate anybody = always\n"
      "rule R cites A: owed housing to minor, start identified, while needs\n"
      "rule R-b cites B: in R replaces minor with anybody\n"
      "standard T \"t\": owed throughout from identified\n");
  Options then;
  then.as_of = *parse_day("2012-06-01");
  EXPECT_EQ(own_verdict(charter).status, Status::holds);
  const auto v = own_verdict(charter, then);
  EXPECT_EQ(v.status, Status::fails);
  EXPECT_THAT(v.scope, HasSubstr("from 2010-01-01 until 2015-01-01"));
  EXPECT_LT(v.counterexample->day, *parse_day("2015-01-01"));
}

TEST(Scope, SaysThatRowsAreBounded) {
  std::string state = "state s = some action a: [a.opened, a.closed)\n";
  std::string all = "s";
  for (int i = 0; i < 5; ++i) {
    state +=
        "state s" + std::to_string(i) + " = some action a: [a.opened, a.closed - " + std::to_string(i) + " days)\n";
    all += " and s" + std::to_string(i);
  }
  const auto charter =
      small(state + "rule R cites S: owed housing to " + all + "\nstandard T \"t\": owed has no exclusion\n");
  EXPECT_THAT(own_verdict(charter).scope, HasSubstr("with at most 4 rows in each list"));
  EXPECT_THAT(own_verdict(bad("throughout")).scope, testing::Not(HasSubstr("rows")));
}

TEST(Builtin, EveryCharterIsProvedAndNothingIsUnknown) {
  for (const auto name : charter::builtin_charters()) {
    const auto charter = checked(std::string(charter::builtin(name)));
    const auto all = proved(charter, {});
    EXPECT_GE(all.size(), 34U);
    for (const auto& v : all) EXPECT_NE(v.status, Status::unknown) << name << ' ' << v.standard;
  }
}

}  // namespace
}  // namespace nwd::proof
