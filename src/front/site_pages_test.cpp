// Signing in, leaving, languages, errors: the pages around the journey.
#include <gmock/gmock.h>

#include "front/test_house.h"
#include "ui/page.h"

namespace nwd::front {
namespace {

using testing::HasSubstr;
using testing::Not;

class SitePages : public testing::Test {
 protected:
  void sign_in(TestBrowser& browser, const std::string& next) {
    browser.open("/sign-in?next=" + next);
    browser.fill("sign_in", "nurse");
    browser.fill("passphrase", std::string(access::test_passphrase));
    browser.press("Sign in");
  }
  TestHouse house;
};

TEST_F(SitePages, AVisitorIsAskedToSignInAndComesBack) {
  TestBrowser visitor = house.browser();
  visitor.open("/beds");
  EXPECT_EQ(visitor.path(), "/sign-in?next=/beds");
  sign_in(visitor, "/help");
  EXPECT_EQ(visitor.path(), "/help");
}

TEST_F(SitePages, SignInLeadsToNoOtherPlace) {
  for (const auto* next : {"//evil.example", "https://evil.example", "/%5Cevil.example", "/today%0d%0aX:", "/sign-in",
                           "/exit", "/no/such/page", "javascript:1"}) {
    TestBrowser visitor = house.browser();
    sign_in(visitor, next);
    EXPECT_EQ(visitor.path(), "/today") << next;
  }
}

TEST_F(SitePages, AWrongPassphraseTellsNotWhichOfTheTwoIsWrong) {
  std::string told;
  for (const auto* name : {"nurse", "nobody"}) {
    TestBrowser visitor = house.browser();
    visitor.open("/sign-in");
    visitor.fill("sign_in", name);
    visitor.fill("passphrase", "not the right passphrase");
    visitor.press("Sign in");
    EXPECT_EQ(visitor.status(), 401);
    EXPECT_TRUE(visitor.shows("The name or the passphrase is not right"));
    EXPECT_THAT(visitor.body(), Not(HasSubstr("not the right passphrase")));
    if (!told.empty()) {
      EXPECT_EQ(visitor.text(), told);
    }
    told = visitor.text();
  }
}

// A list that does not fit is reached to its end, and past the end stands the last page, never "Nobody yet".
TEST_F(SitePages, TodayIsReachedToTheEndOfItsList) {
  TestBrowser nurse = house.signed_in("nurse");
  const auto session = house.world.sign_in("nurse").session;
  for (int i = 0; i < 51; ++i)
    ASSERT_TRUE(house.world.database->write([&](storage::Writer& w) {
      return casework::begin_intake(w, *session, house.world.random, house.world.clock.now(), {}, {});
    }));
  const auto cards = [&](const std::string& page) {
    nurse.open("/today" + page);
    EXPECT_EQ(nurse.status(), 200);
    EXPECT_FALSE(nurse.shows("Nobody yet")) << page;
    int count = 0;
    for (auto at = nurse.body().find("nwd-card--link"); at != std::string::npos;
         at = nurse.body().find("nwd-card--link", at + 1))
      ++count;
    return count;
  };
  EXPECT_EQ(cards(""), 50);
  nurse.follow("The next page");
  EXPECT_EQ(nurse.path(), "/today?page=2");
  EXPECT_EQ(cards("?page=2"), 1);
  EXPECT_EQ(cards("?page=9"), 1);
  EXPECT_TRUE(nurse.shows("Page 2 of 2"));
  nurse.follow("The page before");
  EXPECT_EQ(nurse.path(), "/today");
  EXPECT_EQ(cards("?page=nonsense"), 50);
}

TEST_F(SitePages, LeavingEndsTheSessionAndNeedsNoToken) {
  TestBrowser nurse = house.signed_in("nurse");
  TestBrowser thief = nurse;  // the same cookie, kept by somebody
  nurse.post("/exit", {});
  EXPECT_EQ(nurse.status(), 200);
  EXPECT_THAT(nurse.header("clear-site-data"), HasSubstr("cookies"));
  EXPECT_THAT(nurse.body(), HasSubstr(std::string(ui::exit_address)));
  EXPECT_TRUE(nurse.cookies().empty());
  thief.open("/today");
  EXPECT_THAT(thief.path(), HasSubstr("/sign-in"));
}

TEST_F(SitePages, SigningOutEndsTheSessionAndKeepsTheLanguage) {
  TestBrowser nurse = house.signed_in("nurse");
  nurse.open("/language?to=es&back=/help");
  EXPECT_EQ(nurse.path(), "/help");
  EXPECT_TRUE(nurse.shows("Cómo salir de esta pantalla"));
  TestBrowser thief = nurse;
  nurse.press("Cerrar sesión");
  EXPECT_TRUE(nurse.shows("Su frase de paso"));
  thief.open("/today");
  EXPECT_THAT(thief.path(), HasSubstr("/sign-in"));
}

TEST_F(SitePages, LanguagesLeadBackToThisSiteOnly) {
  TestBrowser nurse = house.signed_in("nurse");
  nurse.open("/language?to=es&back=//evil.example");
  EXPECT_EQ(nurse.path(), "/today");
  nurse.open("/language?to=xx&back=/help");
  EXPECT_EQ(nurse.cookies().at("lang"), "es");
}

TEST(OverTls, TheLanguagesCookieIsBoundToThisHost) {
  TestHouse house(true);
  TestBrowser visitor = house.browser();
  visitor.open("/language?to=es&back=/help");
  EXPECT_EQ(visitor.cookies().at("__Host-lang"), "es");
  EXPECT_TRUE(visitor.shows("Ayuda")) << visitor.text();
}

TEST_F(SitePages, AFormWithoutItsTokenIsRefused) {
  TestBrowser nurse = house.signed_in("nurse");
  nurse.post("/i", {});
  EXPECT_EQ(nurse.status(), 403);
  nurse.open("/today");
  EXPECT_TRUE(nurse.shows("Nobody yet.")) << nurse.text();
}

TEST_F(SitePages, WhatIsNotThereIsToldInAPage) {
  TestBrowser nurse = house.signed_in("nurse");
  nurse.open("/c/not-an-id");
  EXPECT_EQ(nurse.status(), 404);
  EXPECT_TRUE(nurse.shows("There is nothing here"));
}

TEST_F(SitePages, EachRoleSeesItsOwnPagesOnly) {
  TestBrowser nurse = house.signed_in("nurse");
  nurse.open("/beds");
  EXPECT_EQ(nurse.status(), 403);
  TestBrowser navigator = house.signed_in("navigator");
  EXPECT_FALSE(navigator.shows("Start"));
  navigator.post("/i", {});
  EXPECT_EQ(navigator.status(), 403);
}

TEST_F(SitePages, ATitleSaysNothingOfAPerson) {
  TestBrowser nurse = house.signed_in("nurse");
  nurse.press("Start");
  for (int screen = 1; screen <= 3; ++screen) {
    const std::string title = "<title>Step " + std::to_string(screen) + " of 6 – Notes</title>";
    EXPECT_THAT(nurse.body(), HasSubstr(title));
    nurse.press("Skip this question");
  }
}

}  // namespace
}  // namespace nwd::front
