#include "proof/difference.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>

#include "charter/format.h"
#include "proof/test_charters.h"

namespace nwd::proof {
namespace {

using charter::Charter;

Differences compared(const Charter& before, const Charter& after, const DifferenceOptions& options = {}) {
  auto d = differences(before, after, options);
  if (!d) throw std::runtime_error(d.error().message + " " + d.error().detail);
  return *std::move(d);
}

std::string carried(const std::string& name) { return std::string(charter::builtin(name)); }

std::vector<std::string> sentences(const Differences& d) {
  std::vector<std::string> out;
  for (const auto& one : d.found) out.push_back(one.sentence);
  return out;
}

using Sentences = std::vector<std::string>;

const std::string law =
    "state victim = exploitation is any of sexual, labour, both\n"
    "rule R cites S: owed housing\n"
    "  to victim and before born + 18 years, start identified, while needs, unless conduct during before identified\n";

// `law` with other words in one place.
Charter edited(const std::string& from, const std::string& to) {
  std::string text = law;
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("no such words: " + from);
  return small(text.replace(at, from.size(), to));
}

TEST(Difference, ACharterIsTheSameAsItself) {
  for (const auto name : charter::builtin_charters()) {
    const auto charter = checked(carried(std::string(name)));
    const auto d = compared(charter, charter);
    EXPECT_EQ(outcome(d), Outcome::same) << name;
    EXPECT_FALSE(d.same.empty()) << name;
    EXPECT_TRUE(d.remarks.empty() && d.dependences.empty() && d.notes.empty()) << name;
  }
}

TEST(Difference, LayoutAndNamesDoNotCount) {
  const auto before = small(law);
  EXPECT_EQ(outcome(compared(before, checked(charter::format(before.text).value()))), Outcome::same);
  auto renamed = law;
  renamed.replace(renamed.find("victim"), 6, "person");
  renamed.replace(renamed.find("victim"), 6, "person");
  renamed.replace(renamed.find("rule R"), 6, "rule Z");
  EXPECT_EQ(outcome(compared(before, small(renamed))), Outcome::same);
  // Said in other words: both parts, and an exclusion as a condition.
  const auto after = small(
      "rule A cites S: owed housing\n  to before born + 216 months and not (exploitation is at risk or "
      "before identified)\n  when not conduct during before identified, while needs\n");
  EXPECT_EQ(outcome(compared(before, after)), Outcome::same);
}

TEST(Difference, AnExclusionThatIsDroppedIsAGain) {
  const auto d = compared(small(law), edited(", unless conduct during before identified", ""));
  EXPECT_EQ(sentences(d), Sentences{"On 1 Jan 2020 a person born 23 Sep 2003, identified 1 Jan 2020, held to account "
                                    "for 22 Dec 2019, exploited sexually, gains housing. (Before: R stops at `conduct "
                                    "during before identified`; after: R.)"});
  ASSERT_EQ(d.found.size(), 1U);
  EXPECT_EQ(d.found[0].only, (Sentences{"under 18 years of age", "from 1 Jan 2020 on",
                                        "if `exploitation` is sexual or labour or both"}));
}

TEST(Difference, AnAgeThatIsRaisedIsAGainForThoseBetween) {
  const auto d = compared(small(law), edited("18 years", "25 years"));
  EXPECT_EQ(sentences(d), Sentences{"On 1 Jan 2020 a person born 23 Sep 1997, identified 1 Jan 2020, held to account "
                                    "for nothing, exploited sexually, gains housing. (Before: R stops at `before born "
                                    "+ 18 years`; after: R.)"});
  ASSERT_EQ(d.found.size(), 1U);
  EXPECT_EQ(d.found[0].only.front(), "from 18 until 25 years of age");
  EXPECT_EQ(d.found[0].timeline,
            "1997-09-23  born\n"
            "2020-01-01  identified\n"
            "2020-01-01  > gains housing\n"
            "            before: never\n"
            "            after:  from 1 Jan 2020 until 23 Sep 2022\n");
  EXPECT_EQ(d.found[0].what.size(), 3U);  // of housing there are three kinds
}

TEST(Difference, CooperationAsAConditionIsALossAndIsSaidFirst) {
  const auto after = edited("while needs", "while needs and cooperates");
  const auto d = compared(small(law), after);
  EXPECT_EQ(sentences(d), Sentences{"On 1 Jan 2020 a person born 23 Sep 2003, identified 1 Jan 2020, held to account "
                                    "for nothing, exploited sexually, not cooperating, loses housing. (Before: R; "
                                    "after: R stops at `cooperates`.)"});
  ASSERT_EQ(d.dependences.size(), 1U);
  EXPECT_TRUE(d.dependences[0].newly);
  EXPECT_EQ(d.dependences[0].fact, "cooperates");
  EXPECT_EQ(d.dependences[0].what.size(), 3U);
  EXPECT_EQ(d.found.at(0).only.back(), "while not `cooperates`");
  const auto before = small(law);
  const auto text = render_text({before, "a"}, {after, "b"}, d);
  EXPECT_LT(text.find("NEWLY HANGS on `cooperates`, which is sensitive: housing"), text.find("loses  housing"));
  // Undone, nothing is newly sensitive.
  const auto back = compared(after, before);
  ASSERT_EQ(back.dependences.size(), 1U);
  EXPECT_FALSE(back.dependences[0].newly);
}

TEST(Difference, AReserveIsALossOfRight) {
  const auto d = compared(small(law), small(law + "  , subject to appropriations\n"));
  EXPECT_EQ(sentences(d), Sentences{"On 1 Jan 2020 a person born 23 Sep 2003, identified 1 Jan 2020, held to account "
                                    "for nothing, exploited sexually, is owed housing, but from now on only under a "
                                    "reserve. (Before: R; after: R, under a reserve.)"});
}

TEST(Difference, OneLawAtTwoTimes) {
  const auto mn = checked(carried("us-mn-safe-harbor"));
  const auto d = compared(mn, mn, {std::chrono::seconds(60), *parse_day("2015-01-01"), *parse_day("2017-01-01")});
  EXPECT_EQ(sentences(d),
            Sentences{"On 1 Jan 2017 a person born 23 Sep 1994, identified 1 Jan 2017, exploited sexually, gains case "
                      "management, housing, health, education, training, employment, basic needs and safety planning. "
                      "(Before: MN-2 stops at `minor`; after: MN-2.)"});
  EXPECT_EQ(d.same, (std::vector<What>{{false, "prosecution for prostitution"}}));
  const auto& one = d.found.at(0);
  EXPECT_EQ(&one.before.person.charter(), &mn);
  ASSERT_TRUE(one.before.nearest.has_value());
  EXPECT_EQ(mn.rules[one.before.nearest->rule].id, "MN-2");
}

// The example of docs/proof.md is what is said today.
TEST(Difference, TheDocumentedExampleIsTrue) {
  const auto mn = checked(carried("us-mn-safe-harbor"));
  const auto d = compared(mn, mn, {std::chrono::seconds(60), *parse_day("2015-01-01"), *parse_day("2017-01-01")});
  const auto said = render_text({mn, "mn"}, {mn, "mn"}, d);
  std::ifstream in(NWD_SOURCE_DIR "/docs/proof.md");
  std::string line;
  int lines = 0;
  for (bool inside = false; std::getline(in, line);) {
    if (line.starts_with("```")) {
      inside = line == "```text";
    } else if (inside && !line.empty()) {
      EXPECT_NE(said.find(line + '\n'), std::string::npos) << line;
      ++lines;
    }
  }
  EXPECT_EQ(lines, 9);
}

TEST(Difference, FactsOfOneAloneAreFreeThereAndClashesAreErrors) {
  const auto before = small("fact paper: Date?\nrule R cites S: owed education while needs and from paper\n");
  const auto after = small("rule R cites S: owed education while needs\n");
  const auto d = compared(before, after);
  ASSERT_EQ(d.found.size(), 1U);
  EXPECT_EQ(d.notes, Sentences{"Declared only before, and there it may be anything: `paper`."});
  const auto clash = differences(before, small("fact paper: State\nrule R cites S: owed education while paper\n"), {});
  ASSERT_FALSE(clash);
  EXPECT_EQ(clash.error().code, Code::invalid);
  EXPECT_EQ(clash.error().message,
            "The fact `paper` is declared in another way before than after: they cannot be compared.");
}

TEST(Difference, WordsOfAChoiceThatOnlyOneKnowsAreLeftOut) {
  const auto before = small("fact path: one of b, a\nrule R cites S: owed education when path is a, while needs\n");
  const auto after = small("fact path: one of a, b, c\nrule R cites S: owed education when path is a, while needs\n");
  const auto d = compared(before, after);
  EXPECT_EQ(outcome(d), Outcome::same);
  EXPECT_EQ(d.notes, Sentences{"`path` can be `c` only after: persons of whom that is so are left out."});
}

TEST(Difference, AServiceThatIsDividedIsAnother) {
  const auto before = small("service help\nrule R cites S: owed help while needs\n");
  const auto after = small("service help > short, long\nrule R cites S: owed help while needs\n");
  const auto d = compared(before, after);
  ASSERT_EQ(d.found.size(), 2U);
  EXPECT_EQ(d.found[0].what, (std::vector<What>{{true, "help"}}));
  EXPECT_EQ(d.found[0].direction, Direction::loses);
  EXPECT_EQ(d.found[1].what, (std::vector<What>{{true, "help > short"}, {true, "help > long"}}));
}

TEST(Difference, ARoundingOf29FebruaryIsADay) {
  const std::string rule =
      "source S \"S\" in force from 2000-01-01\nrule R cites S: owed education while needs, until born + 18 years\n";
  const auto up = checked("charter X \"X\"\ncalendar gregorian, feb29 becomes mar1\n" + rule);
  const auto down = checked("charter X \"X\"\ncalendar gregorian, feb29 becomes feb28\n" + rule);
  const auto d = compared(up, down, {std::chrono::minutes(2)});
  ASSERT_EQ(d.found.size(), 1U);
  EXPECT_EQ(d.found[0].direction, Direction::loses);
  EXPECT_EQ(civil(d.found[0].day).month, 2);
  EXPECT_EQ(civil(d.found[0].day).day, 28);
}

TEST(Difference, WhatIsNotDaysIsRemarked) {
  const auto before = small(
      "provision S26 cites S: may \"keep a fund\"\nprovision S24 cites S: shall \"pay\"\n"
      "standard X-A \"a\": owed independent of cooperates\n");
  const auto after = checked(
      "charter X \"Test\"\ncalendar gregorian, feb29 becomes feb28\n"
      "source S \"Act 1, section 2\" in force from 2021-01-01\n"
      "provision S26 cites S: shall \"keep a fund\", subject to appropriations\n"
      "standard X-A \"a\": owed independent of immigration\nstandard X-B \"b\": owed has no exclusion\n");
  Sentences said;
  const auto d = compared(before, after);
  for (const auto& remark : d.remarks) said.push_back(remark.sentence);
  EXPECT_EQ(outcome(d), Outcome::same);
  EXPECT_EQ(
      said,
      (Sentences{"source S is in force from 2021-01-01 and was from 2020-01-01.",
                 "provision S26 says `shall` and said `may`.", "provision S26 is now subject to appropriations.",
                 "Gone: provision S24.",
                 "standard X-A is `owed independent of immigration` and was `owed independent of cooperates`.",
                 "New: standard X-B.", "calendar takes a 29 February for 28 February in other years, and did not."}));
}

TEST(Difference, IsRenderedForPeopleAndPrograms) {
  const auto before = small(law);
  const auto after = edited("18 years", "25 years");
  const auto d = compared(before, after);
  const auto json = boost::json::parse(render_json({before, "a"}, {after, "b"}, d)).as_object();
  EXPECT_EQ(json.at("outcome"), "different");
  const auto& one = json.at("differences").as_array().at(0).as_object();
  EXPECT_EQ(one.at("what").as_array().at(0).as_object().at("service"), "housing > emergency");
  EXPECT_EQ(one.at("before").as_object().at("nearest").as_object().at("clause"), "to");
  EXPECT_EQ(one.at("after").as_object().at("rules").as_array().at(0).as_object().at("rule"), "R");
  const auto html = render_html({before, "<a>"}, {after, "b"}, d);
  EXPECT_NE(html.find("&lt;a&gt;"), std::string::npos);
  EXPECT_EQ(html.find("<a>"), std::string::npos);
  EXPECT_NE(html.find("<h2>Gains housing</h2>"), std::string::npos);
  EXPECT_NE(html.find(render_html_part({before, "<a>"}, {after, "b"}, d)), std::string::npos);
}

TEST(Difference, TimeThatIsUpIsNotProof) {
  const auto d = compared(small(law), edited("18 years", "25 years"), {std::chrono::milliseconds(0)});
  EXPECT_EQ(outcome(d), Outcome::unknown);
  EXPECT_EQ(d.unknown.size(), 3U);
  EXPECT_TRUE(d.same.empty());
}

}  // namespace
}  // namespace nwd::proof
