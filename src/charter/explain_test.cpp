#include "charter/explain.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace nwd::charter {
namespace {

const Charter& minnesota() {
  static const Charter charter = *check(builtin("us-mn-safe-harbor")).charter;
  return charter;
}

Facts person(const Charter& charter, std::string_view text) {
  std::vector<Diagnostic> diagnostics;
  auto facts = read_facts(charter, text, diagnostics);
  if (!facts) throw std::runtime_error(render_text(diagnostics, "facts", text));
  return *std::move(facts);
}

const Explained& of(const Charter& c, const Explanation& e, std::string_view service) {
  const auto id = c.service(service);
  return *std::find_if(e.services.begin(), e.services.end(), [&](const auto& x) { return x.what == id; });
}

constexpr std::string_view girl =
    "born 2009-03-05, identified 2026-01-10, exploitation is sexual, conduct 2026-01-09, needs housing from 2026-01-10";

TEST(Explain, NamesTheFactAndTheRuleOfBothEnds) {
  const auto& mn = minnesota();
  const auto facts = person(mn, girl);
  const auto all = explain(mn, facts);
  const auto& housing = of(mn, all, "emergency");
  ASSERT_EQ(housing.certain.size(), 1U);
  const auto& i = housing.certain[0];
  EXPECT_EQ(sentence(mn, i.begin.cause),
            "`identified` is 2026-01-10, for `start identified` of MN-4 as amended by MN-4a");
  EXPECT_EQ(
      sentence(mn, i.end.cause),
      "`born` is 2009-03-05, for `to before born + age of youth` of MN-4 as amended by MN-4a (25 years, age of youth, "
      "Minn. Stat. 145.4716 subd. 3 (age 24 or younger), 2016)");
  std::vector<std::string> sources;
  for (const auto id : sources_of(mn, i.end.cause)) sources.push_back(mn.sources[id].id);
  EXPECT_EQ(sources, (std::vector<std::string>{"BEDS", "SEY", "Y24"}));
}

TEST(Explain, ADateOfLawIsNamedAsSuch) {
  const auto& mn = minnesota();
  const auto facts =
      person(mn, "born 1996-09-01, identified 2014-08-15, exploitation is sexual, needs case management always");
  const auto all = explain(mn, facts);
  const auto& e = of(mn, all, "case management");
  ASSERT_EQ(e.certain.size(), 2U);
  EXPECT_EQ(e.certain[0].end.cause.clause, ClauseKind::to);
  EXPECT_EQ(e.certain[1].begin.cause.clause, ClauseKind::in_force);
  EXPECT_EQ(mn.sources[e.certain[1].begin.cause.source].id, "Y24");
  EXPECT_EQ(e.certain[1].begin.cause.fact, none);
}

TEST(Explain, AnImmunityNamesItsConditions) {
  const auto& mn = minnesota();
  const auto facts = person(mn, girl);
  const auto all = explain(mn, facts);
  const auto& immunity = all.immunities.at(0);
  ASSERT_EQ(immunity.certain.size(), 1U);
  EXPECT_TRUE(immunity.certain[0].begin.open);
  EXPECT_TRUE(immunity.certain[0].end.open);
  ASSERT_EQ(immunity.certain[0].conditions.size(), 2U);
  EXPECT_EQ(immunity.certain[0].conditions[0].clause, ClauseKind::keyed_by);
  EXPECT_EQ(immunity.certain[0].conditions[1].clause, ClauseKind::when);
}

TEST(Explain, SaysWhyNot) {
  const auto& mn = minnesota();
  const auto facts = person(
      mn, "born 2009-03-05, identified 2026-01-10, exploitation is labour, needs housing always, conduct 2026-01-09");
  const auto all = explain(mn, facts);
  EXPECT_EQ(sentence(mn, *of(mn, all, "interpretation").why_not, facts), "no rule of this charter grants it");
  EXPECT_EQ(sentence(mn, *of(mn, all, "emergency").why_not, facts),
            "no day meets `to exploitation is any of sexual, both, at risk` of MN-4 as amended by MN-4a; "
            "`exploitation` is labour");
}

TEST(Explain, UnknownFactsAreNamedAndBoundWhatIsOwed) {
  const auto& mn = minnesota();
  const auto facts = person(mn, "born between 2008-01-01 and 2009-12-31, identified 2026-01-10, needs housing always");
  const auto all = explain(mn, facts);
  const auto& e = of(mn, all, "emergency");
  EXPECT_TRUE(e.certain.empty());
  ASSERT_EQ(e.possible.size(), 1U);
  EXPECT_EQ(to_text(e.possible[0].end.day), "2034-12-31");
  std::vector<std::string> unknown;
  for (const auto id : e.unknown) unknown.push_back(mn.facts[id].self.name);
  EXPECT_EQ(unknown, (std::vector<std::string>{"born", "exploitation"}));
}

TEST(Explain, AnActionIsNamedByItsPlaceInTheList) {
  const auto checked = check(R"(charter X "X"
source S "Law" in force from 2000-01-01
rule R cites S: owed legal > civil
  while some action a: a.kind is civil and [a.opened, a.closed)
rule Q cites S: owed education start identified
  until latest of (recovered, last action a: a.closed))");
  ASSERT_TRUE(checked.charter);
  const auto& c = *checked.charter;
  const auto facts = person(
      c,
      "identified 2020-01-01, recovered 2020-06-01, action { kind is criminal, opened 2020-02-01, closed 2020-03-01 }, "
      "action { kind is civil, opened 2020-04-01, closed 2020-09-01 }");
  const auto all = explain(c, facts);
  const auto& legal = of(c, all, "civil");
  ASSERT_EQ(legal.certain.size(), 1U);
  EXPECT_EQ(sentence(c, legal.certain[0].begin.cause),
            "`opened` of action 2 is 2020-04-01, for `while [a.opened, a.closed)` of R");
  const auto& education = of(c, all, "education");
  EXPECT_EQ(education.certain[0].end.cause.row, 1U);
  EXPECT_EQ(to_text(education.certain[0].end.day), "2020-09-01");
}

TEST(Explain, OfSeveralDatesTheOneThatDecidesTheBoundIsNamed) {
  const auto checked = check(R"(charter X "X"
source S "Law" in force from 2000-01-01
rule R cites S: owed education start identified until latest of (recovered, identified + 10 days))");
  ASSERT_TRUE(checked.charter);
  const auto& c = *checked.charter;
  const auto facts = person(c, "identified 2020-01-01, recovered between 2020-01-05 and 2020-03-01");
  const auto all = explain(c, facts);
  const auto& e = of(c, all, "education");
  EXPECT_EQ(to_text(e.certain.at(0).end.day), "2020-01-11");
  EXPECT_EQ(c.facts[e.certain[0].end.cause.fact].self.name, "identified");
  EXPECT_EQ(to_text(e.possible.at(0).end.day), "2020-03-01");
  EXPECT_EQ(c.facts[e.possible[0].end.cause.fact].self.name, "recovered");
}

TEST(Explain, TheRuleThatCameFurthestIsNearest) {
  for (const bool nearest_first : {true, false}) {
    const std::string near = "rule NEAR cites S: owed education to from 2001-01-01 while needs\n";
    const std::string far = "rule FAR cites S: owed education to before 1990-01-01 while needs\n";
    const auto text =
        "charter X \"X\"\nsource S \"Law\" in force from 2000-01-01\n" + (nearest_first ? near + far : far + near);
    const auto checked = check(text);
    ASSERT_TRUE(checked.charter);
    const auto facts = person(*checked.charter, "needs housing always");
    const auto all = explain(*checked.charter, facts);
    const auto& why = of(*checked.charter, all, "education").why_not;
    EXPECT_EQ(checked.charter->rules[why->rule].id, "NEAR");
    EXPECT_EQ(why->clause, ClauseKind::while_);
  }
}

TEST(Explain, TextAndJsonSayIt) {
  const auto& mn = minnesota();
  const auto facts = person(mn, girl);
  const auto all = explain(mn, facts);
  const auto text = render_text(mn, facts, all);
  EXPECT_NE(text.find(R"(housing > emergency
  owed from 2026-01-10 until 2034-03-05
    begins: `identified` is 2026-01-10, for `start identified` of MN-4 as amended by MN-4a
    ends: `born` is 2009-03-05, for `to before born + age of youth` of MN-4 as amended by MN-4a (25 years, age of youth, Minn. Stat. 145.4716 subd. 3 (age 24 or younger), 2016)
    rule MN-4 (subject to appropriations), citing Safe harbor shelter and housing appropriations, 2013 and after; Minn. Stat. 260C.007 subd. 31 (sexually exploited youth)
)"),
            std::string::npos)
      << text;
  const auto json = boost::json::parse(render_json(mn, facts, all));
  EXPECT_EQ(json.at("charter").as_string(), "MN");
  EXPECT_EQ(json.at("services").as_array().size(), all.services.size());
  EXPECT_EQ(json.at("immunities").as_array()[0].at("owed").as_array()[0].at("from"), nullptr);
}

}  // namespace
}  // namespace nwd::charter
