// The journey through the pages, without scripts: what each of three people sees and presses.
#include <gmock/gmock.h>

#include "front/test_house.h"

namespace nwd::front {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// From Today to sent, as a nurse would: a person of 16 or 17, not safe, a bed.
void go_to_beds(TestBrowser& nurse) {
  nurse.open("/today");
  nurse.press("Start");
  nurse.press("No, not safe");
  nurse.press("16 or 17");
  nurse.press("Continue");
}

void choose_first_bed(TestBrowser& nurse) {
  nurse.follow("Choose this bed: Harbor");
  nurse.choose("how", "0");
}

void send_to_harbor(TestBrowser& nurse, bool and_next = false) {
  go_to_beds(nurse);
  choose_first_bed(nurse);
  if (and_next) nurse.tick("next", "1");
  nurse.press("Continue");
  nurse.press("Send and keep the bed");
}

class Journey : public testing::Test {
 protected:
  TestHouse house;
  TestBrowser nurse = house.signed_in("nurse");
  TestBrowser harbor = house.signed_in("harbor");
};

TEST_F(Journey, ABedIsSentForInAtMostSixScreensAndTenTaps) {
  send_to_harbor(nurse);
  EXPECT_THAT(nurse.trouble, IsEmpty());
  EXPECT_THAT(nurse.path(), HasSubstr("/a/"));
  EXPECT_TRUE(nurse.shows("Harbor is being asked")) << nurse.text();
  EXPECT_TRUE(nurse.shows("30 minutes")) << nurse.text();
  EXPECT_LE(nurse.taps, 10);
  nurse.screens.erase("/today");
  EXPECT_EQ(nurse.screens.size(), 6U + 1U);  // the six, and what became of it
}

TEST_F(Journey, EveryQuestionCanBeSkippedWithOneTap) {
  nurse.open("/today");
  nurse.press("Start");
  for (int screen = 1; screen <= 3; ++screen) {
    EXPECT_TRUE(nurse.shows("If you skip it:"));
    nurse.press("Skip this question");
  }
  choose_first_bed(nurse);
  nurse.press("Continue");
  nurse.press("Send and keep the bed");
  EXPECT_TRUE(nurse.shows("Harbor is being asked")) << nurse.text();
  EXPECT_THAT(nurse.trouble, IsEmpty());
}

TEST_F(Journey, TheLawOnMinorsAndWhatToDoAreShown) {
  nurse.open("/today");
  nurse.press("Start");
  nurse.press("No, not safe");
  EXPECT_TRUE(nurse.shows("Call 911 only if they agree"));
  nurse.press("Not sure, maybe under 18");
  EXPECT_TRUE(nurse.shows("260B.007, subdivision 6(c)"));
  EXPECT_TRUE(nurse.shows("When in doubt, treat the person as under 18"));
}

TEST_F(Journey, BackKeepsAnswers) {
  go_to_beds(nurse);
  nurse.follow("Back");
  nurse.fill("children", "2");
  nurse.choose("gender", "woman");
  nurse.press("Continue");
  nurse.follow("Back");
  EXPECT_THAT(nurse.body(), HasSubstr("value=\"2\""));
  nurse.follow("Back");
  EXPECT_TRUE(nurse.shows("16 or 17 (your answer)"));
  nurse.follow("Back");
  EXPECT_TRUE(nurse.shows("No, not safe (your answer)"));
}

TEST_F(Journey, AWrongValueComesBackBesideItsFieldWithTheAnswersKept) {
  nurse.open("/today");
  nurse.press("Start");
  nurse.press("Yes, safe");
  nurse.press("18 to 24");
  nurse.fill("children", "many");
  nurse.choose("gender", "man");
  nurse.press("Continue");
  EXPECT_EQ(nurse.status(), 422);
  EXPECT_THAT(nurse.body(), HasSubstr("href=\"#children\""));
  EXPECT_THAT(nurse.body(), HasSubstr("value=\"many\""));
  EXPECT_THAT(nurse.body(), testing::ContainsRegex("value=\"man\"[^>]*checked"));
}

TEST_F(Journey, ASecondPressOfSendFindsTheFirst) {
  go_to_beds(nurse);
  choose_first_bed(nurse);
  nurse.press("Continue");
  TestBrowser twin = nurse;
  nurse.press("Send and keep the bed");
  twin.press("Send and keep the bed");
  EXPECT_EQ(twin.path(), nurse.path());
  harbor.open("/today");
  EXPECT_TRUE(harbor.shows("One new request is waiting.")) << harbor.text();
}

TEST_F(Journey, ABedTakenMeanwhileLeadsBackToTheBeds) {
  TestBrowser other = house.signed_in("nurse");
  go_to_beds(nurse);
  choose_first_bed(nurse);
  nurse.press("Continue");
  send_to_harbor(other);
  nurse.press("Send and keep the bed");
  EXPECT_THAT(nurse.path(), HasSubstr("/4?gone=1"));
  EXPECT_TRUE(nurse.shows("Nothing was sent. Please choose again.")) << nurse.text();
}

TEST_F(Journey, WhoeverIsSignedOutInTheMiddleComesBackToTheAnswers) {
  nurse.open("/today");
  nurse.press("Start");
  nurse.press("Not sure");
  house.world.clock.at = house.world.clock.at + 31 * minute_ms;
  nurse.press("18 to 24");
  EXPECT_THAT(nurse.path(), HasSubstr("/sign-in"));
  nurse.fill("sign_in", "nurse");
  nurse.fill("passphrase", std::string(access::test_passphrase));
  nurse.press("Sign in");
  EXPECT_TRUE(nurse.shows("How old is the person?")) << nurse.text();
  nurse.follow("Back");
  EXPECT_TRUE(nurse.shows("Not sure (your answer)"));
}

TEST_F(Journey, NothingIsTickedBeforehandAndNoConsentSendsNothing) {
  go_to_beds(nurse);
  nurse.follow("Choose this bed: Harbor");
  EXPECT_THAT(nurse.body(), Not(HasSubstr(" checked")));
  nurse.press("Continue");
  EXPECT_EQ(nurse.status(), 422);
  EXPECT_TRUE(nurse.shows("Choose how the person said yes"));
}

TEST_F(Journey, TheShelterSeesTheMinimumAndWhatWasTickedOnly) {
  go_to_beds(nurse);
  choose_first_bed(nurse);
  nurse.tick("share", "called");
  nurse.fill("called", "Robin<b>");
  nurse.fill("contact", "555-SECRET");
  nurse.press("Continue");
  EXPECT_TRUE(nurse.shows("Robin<b>"));
  EXPECT_FALSE(nurse.shows("555-SECRET"));
  nurse.press("Send and keep the bed");
  harbor.open("/today");
  EXPECT_FALSE(harbor.shows("Robin"));
  harbor.follow("Request ");
  EXPECT_TRUE(harbor.shows("16 to 17")) << harbor.text();
  EXPECT_TRUE(harbor.shows("Robin<b>"));
  EXPECT_THAT(harbor.body(), Not(HasSubstr("<b>")));
  EXPECT_THAT(harbor.body(), Not(HasSubstr("555-SECRET")));
}

TEST_F(Journey, AcceptedInThreeClicksOpensTheCaseAndShowsTheAddress) {
  send_to_harbor(nurse);
  EXPECT_THAT(nurse.body(), Not(HasSubstr(std::string(harbor_address))));
  harbor.open("/today");
  harbor.taps = 0;
  harbor.follow("Request ");
  harbor.press("Accept: we have a bed");
  EXPECT_LE(harbor.taps, 3);
  EXPECT_THAT(harbor.path(), HasSubstr("/c/"));
  EXPECT_TRUE(harbor.shows("What is owed")) << harbor.text();
  EXPECT_THAT(harbor.body(), HasSubstr("<svg"));
  nurse.open("/today");
  EXPECT_TRUE(nurse.shows("Harbor has a bed. See the address.")) << nurse.text();
  nurse.follow("Reference ");
  EXPECT_TRUE(nurse.shows(harbor_address)) << nurse.text();
}

TEST_F(Journey, AcceptingTwiceFindsTheSameCase) {
  send_to_harbor(nurse);
  harbor.open("/today");
  harbor.follow("Request ");
  TestBrowser twin = harbor;
  harbor.press("Accept: we have a bed");
  twin.press("Accept: we have a bed");
  EXPECT_EQ(twin.path(), harbor.path());
}

TEST_F(Journey, AQuestionGoesAndItsAnswerComes) {
  send_to_harbor(nurse);
  harbor.open("/today");
  harbor.follow("Request ");
  harbor.press("When can the person be here?");
  EXPECT_TRUE(harbor.shows("You asked."));
  nurse.open("/today");
  EXPECT_TRUE(nurse.shows("Harbor has a question")) << nurse.text();
  nurse.follow("Reference ");
  EXPECT_TRUE(nurse.shows("When can the person be here?"));
  nurse.fill("answer", "In an hour");
  nurse.press("Send the answer");
  EXPECT_TRUE(nurse.shows("Harbor is being asked")) << nurse.text();
  harbor.open(harbor.path());
  EXPECT_TRUE(harbor.shows("In an hour")) << harbor.text();
}

TEST_F(Journey, CannotTakePassesOnAtOnce) {
  send_to_harbor(nurse, true);
  const std::string first = nurse.path();
  harbor.open("/today");
  harbor.follow("Request ");
  harbor.press("Not enough staff tonight");
  EXPECT_TRUE(harbor.shows("Passed on."));
  nurse.open(first);
  EXPECT_NE(nurse.path(), first);
  EXPECT_TRUE(nurse.shows("Lake is being asked")) << nurse.text();
  TestBrowser lake = house.signed_in("lake");
  lake.open("/today");
  EXPECT_TRUE(lake.shows("One new request is waiting."));
}

TEST_F(Journey, WithNobodyLeftTheDoorChoosesAgain) {
  send_to_harbor(nurse);
  harbor.open("/today");
  harbor.follow("Request ");
  harbor.press("We are full");
  nurse.open("/today");
  EXPECT_TRUE(nurse.shows("Nobody on the list could take them. Choose again.")) << nurse.text();
  nurse.follow("Reference ");
  nurse.follow("Choose this bed: Lake");
  nurse.choose("how", "0");
  nurse.press("Continue");
  nurse.press("Send and keep the bed");
  EXPECT_TRUE(nurse.shows("Lake is being asked")) << nurse.text();
}

TEST_F(Journey, TakenBackIsGoneAtTheShelter) {
  send_to_harbor(nurse);
  harbor.open("/today");
  harbor.follow("Request ");
  nurse.press("Take it back now");
  EXPECT_TRUE(nurse.shows("You took this back")) << nurse.text();
  harbor.open("/today");
  EXPECT_TRUE(harbor.shows("No new requests.")) << harbor.text();
}

TEST_F(Journey, TheNavigatorSeesAReferenceAndNoPerson) {
  go_to_beds(nurse);
  choose_first_bed(nurse);
  nurse.tick("share", "called");
  nurse.fill("called", "Robin");
  nurse.press("Continue");
  nurse.press("Send and keep the bed");
  TestBrowser navigator = house.signed_in("navigator");
  navigator.open("/today");
  EXPECT_TRUE(navigator.shows("Waiting for an answer")) << navigator.text();
  EXPECT_FALSE(navigator.shows("Robin"));
  house.pass(11 * minute_ms);
  navigator.open("/today");
  EXPECT_TRUE(navigator.shows("No answer for 11 minutes")) << navigator.text();
  house.pass(15 * minute_ms);
  navigator.open("/today");
  EXPECT_TRUE(navigator.shows("The bed is kept 4 minutes more")) << navigator.text();
  navigator.follow("Thread ");
  EXPECT_TRUE(navigator.shows("Harbor"));
  for (const auto* word : {"Robin", "16 to 17", "Under 18", "Not safe"}) EXPECT_FALSE(navigator.shows(word)) << word;
  navigator.press("Take over the next step");
  EXPECT_TRUE(navigator.shows("By Navigators West")) << navigator.text();
  EXPECT_THAT(navigator.trouble, IsEmpty());
}

TEST_F(Journey, AServiceThatBeganIsRecordedOnTheCase) {
  send_to_harbor(nurse);
  harbor.open("/today");
  harbor.follow("Request ");
  harbor.press("Accept: we have a bed");
  EXPECT_TRUE(harbor.shows("May be owed")) << harbor.text();
  EXPECT_FALSE(harbor.shows("Not received yet"));
  harbor.choose("exploitation", "sexual");
  harbor.press("Record this");
  ASSERT_TRUE(harbor.shows("Not received yet")) << harbor.text();
  ASSERT_TRUE(harbor.shows("Received since")) << harbor.text();  // the bed, from the acceptance on
  TestBrowser wrong = harbor;
  wrong.fill("from-day", "32");
  wrong.press("Record");
  EXPECT_EQ(wrong.status(), 422);
  EXPECT_THAT(wrong.body(), HasSubstr("value=\"32\""));
  harbor.press("Record");
  EXPECT_TRUE(harbor.shows("Recorded that a service has begun")) << harbor.text();
}

TEST_F(Journey, TheBedsThatAShelterConfirmsAreSeenAtOnce) {
  harbor.open("/beds");
  harbor.fill("occupied", "5");
  harbor.press("Confirm: Harbor Beds");
  EXPECT_EQ(harbor.status(), 422);
  EXPECT_TRUE(harbor.shows("More beds are taken than there are"));
  harbor.fill("occupied", "1");
  harbor.press("Confirm: Harbor Beds");
  EXPECT_TRUE(harbor.shows("Saved.")) << harbor.text();
  go_to_beds(nurse);
  EXPECT_THAT(nurse.body(), Not(HasSubstr("Choose this bed<span class=\"govuk-visually-hidden\">: Harbor")));
}

TEST_F(Journey, SpanishAllTheWay) {
  nurse.set_cookie("lang", "es");
  nurse.open("/today");
  nurse.press("Empezar");
  nurse.press("No está a salvo");
  nurse.press("16 o 17");
  nurse.press("Continuar");
  nurse.follow("Elegir esta cama");
  nurse.choose("how", "0");
  nurse.press("Continuar");
  nurse.press("Enviar y guardar la cama");
  EXPECT_TRUE(nurse.shows("Se está preguntando a")) << nurse.text();
  EXPECT_THAT(nurse.trouble, IsEmpty());
}

TEST_F(Journey, APageThatNothingChangedOnAnswersNotModified) {
  send_to_harbor(nurse);
  nurse.open("/today/state");
  const std::string etag = nurse.header("etag");
  ASSERT_FALSE(etag.empty());
  nurse.open("/today/state", {{"if-none-match", etag}});
  EXPECT_EQ(nurse.status(), 304);
  harbor.open("/today");
  harbor.follow("Request ");
  harbor.press("Accept: we have a bed");
  nurse.open("/today/state", {{"if-none-match", etag}});
  EXPECT_EQ(nurse.status(), 200);
}

}  // namespace
}  // namespace nwd::front
