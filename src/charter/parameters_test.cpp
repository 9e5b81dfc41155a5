// Numbers of law: which value counts when, and how it is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "charter/examples.h"
#include "charter/explain.h"
#include "charter/format.h"

namespace nwd::charter {
namespace {

using ::testing::HasSubstr;

Charter law(const std::string& text) {
  auto result = check(
      "charter T \"T\"\ncalendar gregorian, feb29 becomes mar1\n"
      "source OLD \"Guidance\" in force from 2009-04-01 until 2023-01-30\n"
      "source NEW \"Act 61\" in force from 2023-01-30\nsource S \"Act 1\" in force from 2009-04-01\n"
      "parameter recovery time = 45 days before 2023-01-30 cites OLD, 30 days from then cites NEW\n" +
      text);
  if (!result.diagnostics.empty()) throw std::runtime_error(render_text(result.diagnostics, "t", text));
  return *std::move(result.charter);
}

std::string owed(const Charter& charter, std::string_view service, std::string_view person) {
  std::vector<Diagnostic> wrong;
  const auto facts = read_facts(charter, person, wrong);
  return to_text(evaluate(charter, *facts).services[charter.service(service)].certain);
}

std::string told(const Charter& charter, std::string_view person, bool json = false) {
  std::vector<Diagnostic> wrong;
  const auto facts = read_facts(charter, person, wrong);
  const auto all = explain(charter, *facts);
  return json ? render_json(charter, *facts, all) : render_text(charter, *facts, all);
}

TEST(Parameters, TheNumberOfTheDayCountsOrThatOfTheKey) {
  const auto c =
      law("rule R-1 cites S: owed legal start identified, for recovery time\n"
          "rule R-2 cites S: owed education start identified, for recovery time, keyed by identified\n"
          "rule R-3 cites S: owed training keyed by identified, while [identified, identified + recovery time)\n");
  EXPECT_EQ(owed(c, "legal > civil", "identified 2023-01-10"), "[2023-01-10, 2023-02-09)");
  EXPECT_EQ(owed(c, "education", "identified 2023-01-10"), "[2023-01-10, 2023-02-24)");
  EXPECT_EQ(owed(c, "training", "identified 2023-01-10"), "[2023-01-10, 2023-02-24)");
  EXPECT_EQ(owed(c, "training", "identified 2023-01-30"), "[2023-01-30, 2023-03-01)");
  EXPECT_EQ(owed(c, "legal > civil", "identified 2022-12-20"), "[2022-12-20, 2023-01-30)");
}

TEST(Parameters, CountThroughStatesThatBuildOnOneAnother) {
  const auto c =
      law("state waiting = [identified, identified + recovery time)\nstate past it = from identified and not waiting\n"
          "rule R-1 cites S: owed education while past it\n"
          "rule R-2 cites S: owed training when recovered during waiting, keyed by identified\n");
  EXPECT_EQ(owed(c, "education", "identified 2022-12-20"), "[2023-01-30, never)");
  EXPECT_EQ(owed(c, "training", "identified 2022-12-20, recovered 2023-01-25"), "[always, never)");
}

TEST(Parameters, AreAmendedByNameLikeStates) {
  const auto c =
      law("parameter short time = 1 week\nrule R-1 cites S: owed education start identified, for recovery time\n"
          "rule R-1a cites NEW: in R-1 replaces recovery time with short time\n");
  EXPECT_EQ(owed(c, "education", "identified 2023-01-25"), "[2023-01-25, 2023-02-01)");
}

TEST(Parameters, AnExplanationNamesTheNumberAndItsSource) {
  const auto c = law(
      "parameter age of majority cites S = 18 years\n"
      "rule R-1 cites S: owed education to before born + age of majority, start identified\n"
      "rule R-2 cites S: owed training start identified, for recovery time, keyed by identified\n"
      "rule R-3 cites S: owed legal start identified, for recovery time\n"
      "rule R-4 cites S: owed interpretation to before born + age of majority and [identified, identified + 1 day)\n");
  const std::string person = "born 2007-03-05, identified 2023-01-10";
  EXPECT_THAT(told(c, person), HasSubstr("(18 years, age of majority, Act 1)"));
  EXPECT_THAT(told(c, person), HasSubstr("(45 days, recovery time, Guidance)"));
  EXPECT_THAT(told(c, person, true), HasSubstr(R"("parameter":{"name":"age of majority","value":"18 years")"));
  EXPECT_THAT(told(c, "born 2007-03-05, identified 2022-12-20"),
              HasSubstr("the number that R-3 counts with changes (30 days, recovery time, Act 61)"));
  EXPECT_THAT(told(c, "born 1990-01-01, identified 2023-01-10"),
              HasSubstr("of R-4 (18 years, age of majority, Act 1); `born` is 1990-01-01"));
}

TEST(Parameters, TooManyWordingsAreToldAndNotMade) {
  std::string text =
      "charter T \"T\"\ncalendar gregorian, feb29 becomes mar1\nsource S \"S\" in force from 1900-01-01\n";
  std::string sum = "born";
  for (int p = 0; p < 8; ++p) {
    text += "parameter p" + std::to_string(p) + " = 1 day before " + std::to_string(1900 + p) + "-01-01";
    for (int v = 0; v < 30; ++v)
      text += ", " + std::to_string(v) + " days from then until " + std::to_string(1900 + p + 10 * (v + 1)) + "-01-01";
    text += ", 1 day from then\n";
    sum += " + p" + std::to_string(p);
  }
  const auto result = check(text + "rule R cites S: owed education start " + sum + "\n");
  ASSERT_EQ(result.diagnostics.size(), 1U);
  EXPECT_EQ(result.diagnostics[0].code, "C0902");
}

TEST(Parameters, AreLaidOutInOneColumn) {
  EXPECT_EQ(format("charter T \"T\"\nparameter age of majority=18 years\nparameter wait cites S = 2 weeks before "
                   "2020-01-01,3 days from then\nfund F \"f\" pays 12.50 USD a day for education\n"),
            "charter T \"T\"\nparameter age of majority = 18 years\nparameter wait cites S    = 2 weeks before "
            "2020-01-01, 3 days from then\nfund F \"f\" pays 12.50 USD a day for education\n");
}

TEST(Examples, SayWhatDiffersAndWhy) {
  const auto c =
      law("rule R-1 cites S: owed education start identified, for recovery time\n"
          "example \"right\" given identified 2010-01-01 then owed education [2010-01-01, 2010-02-15)\n"
          "example \"too long\" given identified 2010-01-01 then owed education [2010-01-01, 2010-03-01)\n"
          "example \"nothing gives it\" given identified 2010-01-01 then owed training always\n");
  const auto results = test_examples(c);
  ASSERT_EQ(results.size(), 3U);
  EXPECT_TRUE(results[0].holds());
  ASSERT_EQ(results[1].differences.size(), 1U);
  const auto& d = results[1].differences[0];
  EXPECT_EQ(message(d),
            "owed education: expected [2010-01-01, 2010-03-01), the charter gives [2010-01-01, 2010-02-15)");
  EXPECT_EQ(to_text(d.first), "2010-02-15");
  EXPECT_THAT(d.why,
              HasSubstr("2010-02-15: `identified` is 2010-01-01, for `until for recovery time` of R-1 (45 days"));
  EXPECT_EQ(results[2].differences[0].why, "no rule of this charter grants it");
  const TestedFile files[] = {{"t", c.text, results}};
  EXPECT_THAT(render_text(files), HasSubstr("1 of 3 examples hold."));
  EXPECT_THAT(render_json(files), HasSubstr(R"("examples":3,"hold":1)"));
}

}  // namespace
}  // namespace nwd::charter
