// Finding somebody by name, and asking another place, through the pages without scripts.
#include <gmock/gmock.h>

#include "front/test_house.h"

namespace nwd::front {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Finding : public testing::Test {
 protected:
  // A person named so at the door, sent to Harbor and accepted there.
  void told_and_accepted(const std::string& name) {
    nurse.open("/today");
    nurse.press("Start");
    nurse.press("Yes, safe");
    nurse.press("18 to 24");
    nurse.press("Continue");
    nurse.follow("Choose this bed: Lake");
    nurse.tick("share", "called");
    nurse.fill("called", name);
    nurse.choose("how", "0");
    nurse.press("Continue");
    nurse.press("Send and keep the bed");
    lake.open("/today");
    lake.follow("Request ");
    lake.press("Accept: we have a bed");
    lake_case = lake.path();
  }
  void find(TestBrowser& who, const std::string& name) {
    who.open("/today");
    who.fill("name", name);
    who.press("Find");
  }
  void agrees(TestBrowser& who, const std::string& record, const std::string& name, const std::string& born = "") {
    who.open(record + "/sharing");
    who.follow("Do other places know this person?");
    who.follow("The person may want this");
    who.fill("name", name);
    who.fill("born", born);
    who.choose("giver", "0");
    who.choose("harm", "no");
    who.choose("how", "2");
    who.press("They agree: keep this");
  }
  // Of Harbor, which knows somebody by its own way.
  std::string harbor_record(const std::string& name) {
    const auto session = house.world.sign_in("harbor").session;
    const auto record = house.world.database->write([&](storage::Writer& w) {
      return casework::begin_intake(w, *session, house.world.random, house.world.clock.now(), {}, {name, "", ""});
    });
    return "/c/" + record.value().id.text();
  }

  TestHouse house;
  TestBrowser nurse = house.signed_in("nurse");
  TestBrowser harbor = house.signed_in("harbor");
  TestBrowser lake = house.signed_in("lake");
  std::string lake_case;
};

TEST_F(Finding, StartsOnTodayAndLeadsToTheRecord) {
  told_and_accepted("Wren Quill");
  find(lake, "quil");
  EXPECT_EQ(lake.status(), 200);
  EXPECT_EQ(lake.path(), "/find") << "no name stands in an address";
  EXPECT_TRUE(lake.shows("1 record found")) << lake.text();
  lake.follow("Wren Quill");
  EXPECT_EQ(lake.path(), lake_case);
  find(nurse, "wren");
  EXPECT_TRUE(nurse.shows("Nobody found")) << "handed over: " << nurse.text();
  find(harbor, "wren");
  EXPECT_TRUE(harbor.shows("Nobody found")) << harbor.text();
  EXPECT_TRUE(harbor.shows("Try fewer letters"));
  EXPECT_THAT(lake.trouble, IsEmpty());
}

TEST_F(Finding, AsksAgainForANameAndKeepsWhatWasTyped) {
  find(lake, "");
  EXPECT_EQ(lake.status(), 422);
  EXPECT_TRUE(lake.shows("Type a name"));
  find(lake, "Qwyzzle <b>");
  EXPECT_THAT(lake.body(), HasSubstr("Qwyzzle &lt;b&gt;"));
  EXPECT_THAT(lake.body(), Not(HasSubstr("<b>")));
}

TEST_F(Finding, IsNotOfferedToWhoeverReadsNoRecords) {
  auto navigator = house.signed_in("navigator");
  navigator.open("/today");
  EXPECT_FALSE(navigator.shows("Find"));
  navigator.open("/find");
  EXPECT_EQ(navigator.status(), 403);
}

TEST_F(Finding, TheNextPageIsAPressAwayAndCarriesTheName) {
  for (int n = 0; n < 11; ++n) harbor_record("Robin " + std::to_string(n));
  find(harbor, "robin");
  EXPECT_TRUE(harbor.shows("11 records found"));
  EXPECT_TRUE(harbor.shows("Page 1 of 2"));
  harbor.press("The next page");
  EXPECT_TRUE(harbor.shows("Page 2 of 2")) << harbor.text();
  EXPECT_TRUE(harbor.shows("Robin ")) << harbor.text();
  EXPECT_THAT(harbor.trouble, IsEmpty());
}

TEST_F(Finding, BothPlacesAreToldWhenBothAgreed) {
  told_and_accepted("Wren Quill");
  const auto theirs = harbor_record("Wren");
  agrees(harbor, theirs, "QUILL Wren", "2004");
  EXPECT_TRUE(harbor.shows("Nobody was asked yet.")) << harbor.text();
  agrees(lake, lake_case, "Wren Quíll", "2004");
  const auto page = lake.path();
  lake.choose("to", house.world.sign_in("harbor").session->organization.text());
  lake.press("Ask");
  EXPECT_TRUE(lake.shows("no answer yet")) << lake.text();
  harbor.open("/today");
  lake.open("/today");
  EXPECT_TRUE(lake.shows("Somebody you help may be known at Harbor too")) << lake.text();
  harbor.open("/today");
  harbor.follow("Somebody you help may be known at Lake too");
  EXPECT_EQ(harbor.path(), theirs + "/elsewhere");
  EXPECT_TRUE(harbor.shows("This person may be known at Lake too, and both agreed to this."));
  EXPECT_FALSE(harbor.shows("Quíll"));

  harbor.press("End it now");
  EXPECT_TRUE(harbor.shows("Nobody is asked about this person"));
  lake.open(page);
  EXPECT_FALSE(lake.shows("may be known at Harbor"));
  lake.open("/today");
  EXPECT_FALSE(lake.shows("may be known at Harbor"));
  EXPECT_THAT(lake.trouble, IsEmpty());
  EXPECT_THAT(harbor.trouble, IsEmpty());
}

TEST_F(Finding, NothingIsToldWhenOneDidNotAgree) {
  told_and_accepted("Wren Quill");
  harbor_record("Wren Quill");
  agrees(lake, lake_case, "Wren Quill");
  const auto page = lake.path();
  lake.press("Ask");
  EXPECT_TRUE(lake.shows("Choose a place")) << lake.text();
  lake.choose("to", house.world.sign_in("harbor").session->organization.text());
  lake.press("Ask");
  for (auto* one : {&harbor, &lake, &harbor}) {
    one->open("/today");
    EXPECT_FALSE(one->shows("may be known")) << one->text();
  }
  lake.open(page);
  EXPECT_TRUE(lake.shows("nothing to tell")) << lake.text();
}

TEST_F(Finding, WhatThePersonIsReadIsInTheirLanguageAndNothingIsTicked) {
  const auto record = harbor_record("Wren");
  harbor.open(record + "/elsewhere/agree");
  EXPECT_THAT(harbor.body(), Not(HasSubstr("checked")));
  EXPECT_TRUE(harbor.shows("We do not send your name."));
  harbor.follow("Read this in Español");
  EXPECT_TRUE(harbor.shows("No enviamos su nombre.")) << harbor.text();
  harbor.press("They agree: keep this");
  EXPECT_EQ(harbor.status(), 422);
  EXPECT_TRUE(harbor.shows("No enviamos su nombre."));
  harbor.follow("They do not agree: ask nobody");
  EXPECT_TRUE(harbor.shows("Nobody is asked about this person"));
  lake.open(record + "/elsewhere");
  EXPECT_EQ(lake.status(), 404);
  EXPECT_THAT(harbor.trouble, IsEmpty());
}

}  // namespace
}  // namespace nwd::front
