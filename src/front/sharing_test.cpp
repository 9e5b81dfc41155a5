// Sharing and stopping through the pages, without scripts: what a shelter, another one and a door see and press.
#include <gmock/gmock.h>

#include "front/test_house.h"

namespace nwd::front {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Sharing : public testing::Test {
 protected:
  Sharing() {
    nurse.open("/today");
    nurse.press("Start");
    nurse.press("Yes, safe");
    nurse.press("18 to 24");
    nurse.press("Continue");
    nurse.follow("Choose this bed: Harbor");
    nurse.tick("share", "called");
    nurse.fill("called", "Robin");
    nurse.choose("how", "0");
    nurse.press("Continue");
    nurse.press("Send and keep the bed");
    sent = nurse.path();
    harbor.open("/today");
    harbor.follow("Request ");
  }
  void accept() {
    harbor.press("Accept: we have a bed");
    case_path = harbor.path();
  }
  void write_health(const std::string& text) {
    harbor.open(case_path + "/notes/4");
    harbor.fill("text", text);
    harbor.press("Save");
  }
  void share_health_with_lake() {
    harbor.open(case_path + "/share");
    harbor.choose("recipient", lake_id());
    harbor.tick("part", "4");
    harbor.choose("purpose", "3");
    harbor.press("Continue");
    harbor.choose("giver", "0");
    harbor.choose("harm", "no");
    harbor.choose("how", "2");
    harbor.press("They agree: share it");
  }
  std::string lake_id() { return house.world.sign_in("lake").session->organization.text(); }

  TestHouse house;
  TestBrowser nurse = house.signed_in("nurse");
  TestBrowser harbor = house.signed_in("harbor");
  TestBrowser lake = house.signed_in("lake");
  std::string sent;
  std::string case_path;
};

TEST_F(Sharing, IsStoppedInThreeClicksFromTheCaseAndTheOtherLosesItAtOnce) {
  accept();
  write_health("needs insulin");
  share_health_with_lake();
  EXPECT_THAT(harbor.path(), HasSubstr("/sharing")) << harbor.text();
  lake.open("/shared");
  lake.follow("From Harbor");
  lake.follow("Open Health");
  EXPECT_TRUE(lake.shows("needs insulin")) << lake.text();
  const auto part = lake.path();

  harbor.open(case_path);
  harbor.taps = 0;
  harbor.follow("What is shared, and how to stop it");
  EXPECT_TRUE(harbor.shows("Lake looked at: Health")) << harbor.text();
  harbor.follow("Stop sharing with Lake");
  EXPECT_TRUE(harbor.shows("What cannot be taken back"));
  EXPECT_FALSE(harbor.shows("?reason"));
  harbor.press("Stop now");
  EXPECT_LE(harbor.taps, 3);
  lake.open(part);
  EXPECT_EQ(lake.status(), 410);
  EXPECT_FALSE(lake.shows("insulin"));
  lake.open("/shared");
  EXPECT_TRUE(lake.shows("Nobody shares anything with you now."));
  EXPECT_THAT(harbor.trouble, IsEmpty());
  EXPECT_THAT(lake.trouble, IsEmpty());
}

TEST_F(Sharing, AnOpenPageLearnsOfItByAskingWhetherItChanged) {
  accept();
  share_health_with_lake();
  lake.open("/shared");
  lake.follow("From Harbor");
  const auto page = lake.path();
  lake.open(page + "/state");
  const auto etag = lake.header("etag");
  lake.open(page + "/state", {{"if-none-match", etag}});
  EXPECT_EQ(lake.status(), 304);
  house.pass(31 * day_ms);
  auto later = house.signed_in("lake");
  later.open(page + "/state", {{"if-none-match", etag}});
  EXPECT_EQ(later.status(), 200);
}

TEST_F(Sharing, NothingOfAPartIsShownBeforeItIsOpened) {
  accept();
  write_health("needs insulin");
  harbor.open(case_path);
  EXPECT_FALSE(harbor.shows("insulin"));
  harbor.follow("Notes about the person");
  EXPECT_FALSE(harbor.shows("insulin"));
  harbor.follow("Open Health");
  EXPECT_TRUE(harbor.shows("insulin"));
}

TEST_F(Sharing, WhoSavesSecondKeepsTheirWordsAndSeesTheOthers) {
  accept();
  harbor.open(case_path + "/notes/4");
  TestBrowser twin = harbor;
  harbor.fill("text", "the first");
  harbor.press("Save");
  twin.fill("text", "the second");
  twin.press("Save");
  EXPECT_EQ(twin.status(), 409);
  EXPECT_TRUE(twin.shows("the first"));
  EXPECT_TRUE(twin.shows("the second"));
  twin.press("Save");
  twin.open(case_path + "/notes/4");
  EXPECT_TRUE(twin.shows("the second"));
}

TEST_F(Sharing, ThePacketIsStoppedAfterTheAnswerTooAndItIsSaidWhatStays) {
  accept();
  nurse.open(sent);
  nurse.follow("What is shared, and how to stop it");
  nurse.follow("Stop sharing with Harbor");
  EXPECT_TRUE(nurse.shows("they opened a case of their own with it")) << nurse.text();
  nurse.press("Stop now");
  EXPECT_TRUE(nurse.shows("Nothing is shared with anybody now.")) << nurse.text();
  EXPECT_THAT(nurse.trouble, IsEmpty());
  harbor.open(case_path);
  EXPECT_EQ(harbor.status(), 200);
}

TEST_F(Sharing, SayingNoSharesNothingAndNothingIsTickedBeforehand) {
  accept();
  harbor.open(case_path + "/share");
  EXPECT_THAT(harbor.body(), Not(HasSubstr("checked")));
  harbor.press("Continue");
  EXPECT_EQ(harbor.status(), 422);
  harbor.choose("recipient", lake_id());
  harbor.tick("part", "7");
  harbor.choose("purpose", "5");
  harbor.press("Continue");
  EXPECT_THAT(harbor.body(), Not(HasSubstr("checked")));
  harbor.follow("The same to print and sign");
  EXPECT_TRUE(harbor.shows("My signature, or my mark:"));
  EXPECT_TRUE(harbor.shows("If you say no, you get the same help."));
  harbor.follow("Back");
  harbor.follow("They do not agree: share nothing");
  lake.open("/shared");
  EXPECT_TRUE(lake.shows("Nobody shares anything with you now."));
  EXPECT_THAT(harbor.trouble, IsEmpty());
}

TEST_F(Sharing, ACopyForAnOrganizationHoldsWhatIsSharedWithIt) {
  accept();
  write_health("needs insulin");
  share_health_with_lake();
  lake.open("/shared");
  harbor.open(case_path + "/copy");
  harbor.choose("whom", "person");
  harbor.tick("part", "4");
  harbor.press("Show the copy");
  EXPECT_TRUE(harbor.shows("Your copy")) << harbor.text();
  EXPECT_TRUE(harbor.shows("needs insulin"));
}

TEST_F(Sharing, WhatALawDemandsNeedsAnotherWorkerAndThePersonIsTold) {
  accept();
  const auto harbor_id = house.world.sign_in("harbor").session->organization;
  house.world.add_member(harbor_id, "second", {access::Role::caseworker});
  auto second = house.signed_in("second");
  harbor.open(case_path + "/mandated");
  harbor.choose("demand", "2");
  harbor.fill("to", "District Court");
  harbor.fill("law", "Order 27-CV-1");
  harbor.fill("what", "The day of arrival.");
  harbor.press("Ask another worker to confirm this");
  EXPECT_TRUE(harbor.shows("Another worker of your organization has to confirm this.")) << harbor.text();
  const auto one = harbor.path();
  second.open("/mandated");
  second.follow("Open A court order");
  second.follow("Look at it and confirm");
  second.press("Confirm");
  EXPECT_TRUE(second.shows("Nobody has written down yet whether they were told.")) << second.text();
  harbor.open(one);
  EXPECT_TRUE(harbor.shows("You did nothing wrong. You keep all your help."));
  harbor.choose("notice", "1");
  harbor.press("Save");
  EXPECT_TRUE(harbor.shows("They were told.")) << harbor.text();
  lake.open(one);
  EXPECT_EQ(lake.status(), 404);
  EXPECT_THAT(harbor.trouble, IsEmpty());
  EXPECT_THAT(second.trouble, IsEmpty());
}

}  // namespace
}  // namespace nwd::front
