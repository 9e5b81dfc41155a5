// The drafter's pages as a browser without scripts would meet them.
#include "charter/charter.h"
#include "charter/token.h"
#include "drafting/test_drafting.h"

namespace nwd::drafting {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

constexpr const char* mn = "/drafts/us-mn-safe-harbor";

TEST_F(DraftingTest, OnlyDraftersAndTheDirectorGetThere) {
  const std::vector<std::string> pages{"/drafts",
                                       mn,
                                       std::string(mn) + "/text",
                                       std::string(mn) + "/verdicts",
                                       std::string(mn) + "/verdicts/state",
                                       std::string(mn) + "/person",
                                       std::string(mn) + "/person/state",
                                       "/drafts/compare",
                                       "/drafts/compare/state?before=model&after=model"};
  const std::vector<std::string> posts{"/drafts", "/drafts/check", std::string(mn) + "/person"};
  for (const auto* name : {"drafter", "director", "nurse", "harbor", "navigator", "admin"}) {
    const auto who = world.sign_in(name);
    const bool may = who.session->has(Role::drafter) || who.session->has(Role::director);
    for (const auto& page : pages) EXPECT_EQ(get(page, who).status == 403, !may) << name << " " << page;
    for (const auto& page : posts)
      EXPECT_EQ(post(page, {{"text", std::string(small)}}, who).status == 403, !may) << name << " " << page;
  }
  for (const auto& page : pages) {
    const auto stranger = world.ask(http::Method::get, page);
    EXPECT_EQ(stranger.status, 303) << page;
    EXPECT_THAT(header_of(stranger, "Location"), StartsWith("/sign-in"));
  }
}

TEST_F(DraftingTest, EveryLawIsListedAndOpens) {
  const auto list = get("/drafts").body;
  for (const auto name : charter::builtin_charters()) {
    const auto path = "/drafts/" + std::string(name);
    EXPECT_THAT(list, HasSubstr(path));
    EXPECT_EQ(get(path).status, 200) << name;
  }
}

TEST_F(DraftingTest, ARuleStandsBesideItsSourcesAndTheirDates) {
  const auto page = get(mn).body;
  EXPECT_THAT(page, HasSubstr("MN-4 rests on"));
  EXPECT_THAT(page, HasSubstr("For conduct on or after 1 August 2014."));
  EXPECT_THAT(page, HasSubstr("Subject to appropriations"));
  EXPECT_THAT(page, HasSubstr("Answers standard S26"));
  EXPECT_THAT(page, HasSubstr("id=\"line-127\""));
}

TEST_F(DraftingTest, ATextIsKeptForItsMemberAloneUnderAnAddressThatSaysNothing) {
  const auto path = kept(std::string(small));
  EXPECT_THAT(path, MatchesRegex("/drafts/[A-Za-z0-9_-]{22}"));
  EXPECT_EQ(kept(std::string(small)), path) << "the same text is the same draft";
  EXPECT_THAT(get(path).body, HasSubstr("Draft: A small law"));
  EXPECT_THAT(get("/drafts").body, HasSubstr(path));
  EXPECT_EQ(get(path + "/text").body, small);
  const auto other = world.sign_in("other");
  for (const auto* more : {"", "/text", "/verdicts", "/person"}) EXPECT_EQ(get(path + more, other).status, 404) << more;
  EXPECT_THAT(get("/drafts", other).body, Not(HasSubstr(path)));
}

TEST_F(DraftingTest, ADraftIsForgotten) {
  const auto path = kept(std::string(small));
  world.clock.at = world.clock.at + 20 * minute_ms;
  EXPECT_EQ(get(path).status, 200);
  world.clock.at = world.clock.at + 5 * hour_ms;
  drafter = world.sign_in("drafter");
  EXPECT_EQ(get(path).status, 404);
}

TEST_F(DraftingTest, WithoutItsTokenNothingIsKept) {
  const auto answer = world.ask(http::Method::post, "/drafts", drafter.token, "text=charter",
                                {{"content-type", "application/x-www-form-urlencoded"}});
  EXPECT_EQ(answer.status, 403);
}

TEST_F(DraftingTest, WhatIsWrongStandsAtItsLineAndTheTextStays) {
  const auto path = kept(std::string(small) + "rule R-2 cites A: owed hosing\n  while needs\n");
  const auto page = get(path).body;
  EXPECT_THAT(page, HasSubstr("href=\"#line-5\""));
  EXPECT_THAT(page, HasSubstr("nwd-law__part--wrong"));
  EXPECT_THAT(page, HasSubstr("did you mean"));
  EXPECT_THAT(page, HasSubstr("owed hosing\n  while needs\n</textarea>"));
  EXPECT_THAT(page, HasSubstr("<title>Error: Charters"));
  // What has errors has neither verdicts nor persons.
  EXPECT_EQ(header_of(get(path + "/verdicts"), "Location"), path);
  EXPECT_EQ(get(path + "/person").status, 400);
  EXPECT_EQ(header_of(post("/drafts", {{"text", "nonsense"}, {"then", "verdicts"}}), "Location").find("/verdicts"),
            std::string::npos);
}

TEST_F(DraftingTest, ATextThatIsCheckedIsKeptNowhere) {
  const auto checked = post("/drafts/check", {{"text", std::string(small)}});
  EXPECT_EQ(checked.status, 200);
  EXPECT_THAT(checked.body, HasSubstr("The text has no errors."));
  EXPECT_THAT(get("/drafts").body, Not(HasSubstr("A small law")));
}

TEST_F(DraftingTest, AHostileTextIsShownAsText) {
  const std::string hostile =
      "charter T \"<script>alert(1)</script>\"\nsource A \"</textarea><img src=x onerror=y>\"\n"
      "rule R cites A: owed housing\n  to <b>, while needs\n";
  for (const auto& text : {hostile, std::string("charter T \"<script>alert(1)</script>\"\n")}) {
    const auto path = kept(text);
    for (const auto* more : {"", "/person"}) {
      const auto page = get(path + more).body;
      EXPECT_THAT(page, Not(HasSubstr("<script>alert"))) << more;
      EXPECT_THAT(page, Not(HasSubstr("<img"))) << more;
      EXPECT_THAT(page, Not(HasSubstr("<b>"))) << more;
    }
  }
  EXPECT_THAT(get(kept(hostile)).body, HasSubstr("&lt;/textarea&gt;"));
}

TEST_F(DraftingTest, AHugeTextIsRefusedAndALongOneIsShownInPart) {
  const std::string too_long(charter::max_text_bytes + 1, 'a');
  EXPECT_EQ(post("/drafts", {{"text", too_long}}).status, 413);
  EXPECT_EQ(post("/drafts", {{"text", "\xff"}}).status, 400);
  std::string lines(small);
  for (int i = 0; i < 9000; ++i) lines += "# a line\n";
  const auto page = get(kept(lines)).body;
  EXPECT_THAT(page, HasSubstr("Only the first 8000 lines are shown."));
  EXPECT_THAT(page, Not(HasSubstr("id=\"line-8001\"")));
}

TEST_F(DraftingTest, AWorkedExampleFillsTheFormAndItsAnswerIsTheCharters) {
  const auto page = get(std::string(mn) + "/person?from=0").body;
  EXPECT_THAT(page, HasSubstr("value=\"2009\""));
  EXPECT_THAT(page, HasSubstr("5 March 2034"));
  EXPECT_THAT(page, HasSubstr("Minn. Stat. 145.4716"));
}

TEST_F(DraftingTest, APersonIsDrawnAndAWrongDateIsToldBesideIt) {
  const http::Pairs girl{{"f0-day", "5"},   {"f0-month", "3"},   {"f0-year", "2010"}, {"f1-day", "10"},
                         {"f1-month", "1"}, {"f1-year", "2026"}, {"f4", "sexual"},    {"f6-s", "housing > emergency"}};
  const auto drawn = post(std::string(mn) + "/person", girl);
  EXPECT_EQ(drawn.status, 200);
  EXPECT_THAT(drawn.body, HasSubstr("5 March 2035"));
  EXPECT_THAT(drawn.body, HasSubstr("nwd-timeline__owed"));
  auto wrong = girl;
  wrong[1].second = "13";
  const auto answer = post(std::string(mn) + "/person", wrong);
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, HasSubstr("href=\"#f0\""));
  EXPECT_THAT(answer.body, HasSubstr("value=\"13\""));
}

TEST_F(DraftingTest, NoPersonIsInAnAddress) {
  const auto page = get(std::string(mn) + "/person").body;
  EXPECT_THAT(page, HasSubstr("method=\"post\" action=\"/drafts/us-mn-safe-harbor/person#answer\""));
}

// Ends when the desk's thread has ended its work, however long that takes.
http::Response patiently(const std::function<http::Response()>& ask) {
  for (int tries = 0; tries < 1000; ++tries)
    if (auto answer = ask(); answer.body.find("data-live=") == std::string::npos) return answer;
  throw std::runtime_error("it never ended");
}

TEST_F(DraftingTest, AStandardThatFailsShowsThePersonTheRuleAndWhatToChange) {
  const auto path = kept(std::string(small));
  const auto page = patiently([&] { return get(path + "/verdicts?show=fails"); }).body;
  EXPECT_THAT(page, HasSubstr("S28:"));
  EXPECT_THAT(page, HasSubstr("nwd-timeline__wrong"));
  EXPECT_THAT(page, HasSubstr("The rule that comes nearest is R-1."));
  EXPECT_THAT(page, HasSubstr(path + "#line-3"));
  EXPECT_THAT(page, HasSubstr("leave out `subject to appropriations`"));
  EXPECT_THAT(page, Not(HasSubstr("S1: ")));
  EXPECT_THAT(page, HasSubstr(path + "/person?from=S28"));
  const auto person = patiently([&] { return get(path + "/person?from=S28"); });
  EXPECT_EQ(person.status, 200);
  EXPECT_THAT(person.body, HasSubstr("S28: "));
  EXPECT_EQ(get(path + "/person?from=S1").status, 404);
  EXPECT_EQ(header_of(get(path + "/verdicts/state"), "ETag").empty(), false);
}

class FullDesk : public DraftingTest {
 protected:
  FullDesk() : DraftingTest(DeskLimits{.waiting = 0}) {}
};

TEST_F(FullDesk, SaysSoAndWhenToComeBack) {
  for (const auto* page : {"/drafts/model/verdicts", "/drafts/model/person?from=S3",
                           "/drafts/compare?before=model&after=us-federal", "/drafts/model/verdicts/state"}) {
    const auto answer = get(page);
    EXPECT_EQ(answer.status, 503) << page;
    EXPECT_THAT(header_of(answer, "Retry-After"), Not(testing::IsEmpty())) << page;
  }
  EXPECT_EQ(get("/drafts/model").status, 200) << "reading needs no proof";
  EXPECT_EQ(get("/drafts/model/person").status, 200);
}

TEST_F(DraftingTest, TwoVersionsShowWhoLosesAndWhichLine) {
  std::string narrower(small);
  narrower.replace(narrower.find("start identified"), 16, "start identified + 30 days");
  const auto before = kept(std::string(small)).substr(8);
  const auto after = kept(narrower).substr(8);
  const auto page = patiently([&] { return get("/drafts/compare?before=" + before + "&after=" + after); }).body;
  EXPECT_THAT(page, HasSubstr("▼"));
  EXPECT_THAT(page, Not(HasSubstr("▲")));
  EXPECT_THAT(page, HasSubstr("identified + 30 days"));
  const auto same = patiently([&] { return get("/drafts/compare?before=" + before + "&after=" + before); }).body;
  EXPECT_THAT(same, HasSubstr("Nobody gains and nobody loses"));
  EXPECT_THAT(same, HasSubstr("No line differs."));
}

}  // namespace
}  // namespace nwd::drafting
