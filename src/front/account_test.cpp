// A worker's sign-in from page to page: two steps, the paper code, showing again who one is, one's own account, and an
// organization that asks a second step of everybody.
#include <gmock/gmock.h>

#include "access/credential.h"
#include "access/recovery_code.h"
#include "access/totp.h"
#include "front/test_house.h"

namespace nwd::front {
namespace {

using access::test_passphrase;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr auto other_passphrase = "seven violet teapots sing";

class Account : public testing::Test {
 protected:
  access::Seen seen(const TestBrowser& browser) {
    return house.world.sessions.look(browser.cookies().at("s"), house.world.clock.now(), false).value();
  }
  vault::SecretBytes kept(const TestBrowser& browser, std::string_view purpose) {
    return house.world.sessions.kept(seen(browser).session->id, purpose).value();
  }
  std::string code(const vault::SecretBytes& secret) {
    return access::totp::code_at(secret, house.world.clock.now().ms / access::totp::step_ms);
  }
  void pass(std::int64_t ms) { house.world.clock.at = house.world.clock.at + ms; }

  vault::SecretBytes set_up_app(TestBrowser& browser) {
    browser.open("/account/app");
    browser.press("Begin");
    auto secret = kept(browser, "app");
    browser.fill("code", code(secret));
    browser.press("Finish");
    return secret;
  }
  std::string make_paper_code(TestBrowser& browser) {
    browser.open("/account/paper-code");
    browser.press("Make a code");
    const auto typed = access::recovery::grouped(kept(browser, "paper code"));
    browser.follow("I have it on paper");
    browser.fill("code", typed);
    browser.press("Finish");
    return typed;
  }
  static void type_sign_in(TestBrowser& browser, std::string_view name, std::string_view passphrase) {
    browser.fill("sign_in", std::string(name));
    browser.fill("passphrase", std::string(passphrase));
    browser.press("Sign in");
  }
  TestBrowser comes(std::string_view name, std::string_view passphrase, const std::string& to = "/") {
    TestBrowser browser = house.browser();
    browser.open(to);
    type_sign_in(browser, name, passphrase);
    return browser;
  }
  static void recover(TestBrowser& browser, std::string_view name, std::string_view paper, std::string_view passphrase,
                      std::string_view again) {
    browser.open("/sign-in/recover");
    browser.fill("sign_in", std::string(name));
    browser.fill("code", std::string(paper));
    browser.fill("passphrase", std::string(passphrase));
    browser.fill("again", std::string(again));
    browser.press("Sign in with the new passphrase");
  }
  TestHouse house;
};

TEST_F(Account, ASignInOfTwoStepsIsNobodysBeforeTheSecond) {
  TestBrowser nurse = house.signed_in("nurse");
  const auto secret = set_up_app(nurse);
  EXPECT_EQ(nurse.path(), "/account?done=app") << nurse.text();
  pass(minute_ms);
  TestBrowser again = comes("nurse", test_passphrase, "/help");
  again.open("/sign-in?next=/account");
  type_sign_in(again, "nurse", test_passphrase);
  EXPECT_EQ(again.path(), "/sign-in/second-step?next=%2Faccount");
  const auto first_token = again.cookies().at("s");
  again.open("/account");
  EXPECT_THAT(again.path(), StartsWith("/sign-in?next=/account"));
  again.open("/sign-in/second-step?next=/account");
  again.fill("code", "000000");
  again.press("Sign in");
  EXPECT_EQ(again.status(), 401);
  EXPECT_TRUE(again.shows("This code is not right, or it was used before"));
  const std::string now = code(secret);
  again.fill("code", now.substr(0, 3) + " " + now.substr(3));
  again.press("Sign in");
  EXPECT_EQ(again.path(), "/account");
  EXPECT_EQ(again.status(), 200);
  EXPECT_NE(again.cookies().at("s"), first_token);

  TestBrowser twin = comes("nurse", test_passphrase);
  twin.fill("code", now);
  twin.press("Sign in");
  EXPECT_EQ(twin.status(), 401) << "a code counts once";
}

TEST_F(Account, WhoWaitsLongerThanFiveMinutesBeginsAnew) {
  TestBrowser nurse = house.signed_in("nurse");
  const auto secret = set_up_app(nurse);
  TestBrowser again = comes("nurse", test_passphrase);
  pass(5 * minute_ms);
  again.fill("code", code(secret));
  again.press("Sign in");
  EXPECT_EQ(again.status(), 401);
  EXPECT_TRUE(again.shows("That took longer than five minutes"));
  type_sign_in(again, "nurse", test_passphrase);
  again.fill("code", code(secret));
  again.press("Sign in");
  EXPECT_EQ(again.path(), "/today");
}

TEST_F(Account, ATokenThatSomebodyPlantedIsNeverTaken) {
  TestBrowser nurse = house.browser();
  nurse.set_cookie("s", "planted-by-somebody-who-waits-for-it-to-count");
  nurse.open("/");
  type_sign_in(nurse, "nurse", test_passphrase);
  EXPECT_EQ(nurse.path(), "/today");
  EXPECT_NE(nurse.cookies().at("s"), "planted-by-somebody-who-waits-for-it-to-count");
  EXPECT_THAT(nurse.cookies().at("s"), testing::SizeIs(43));
}

TEST_F(Account, ASecondSignInInOneBrowserEndsTheFirst) {
  TestBrowser nurse = house.signed_in("nurse");
  const auto before = nurse.cookies().at("s");
  nurse.forget_cookie("s");
  nurse.open("/sign-in");
  nurse.set_cookie("s", before);
  nurse.post("/sign-in",
             {{"csrf", seen(nurse).session->csrf}, {"sign_in", "nurse"}, {"passphrase", std::string(test_passphrase)}});
  EXPECT_EQ(nurse.path(), "/today");
  EXPECT_FALSE(house.world.sessions.look(before, house.world.clock.now()));
}

TEST_F(Account, ThePaperCodeLetsInOnceAndTakesTheRestAway) {
  TestBrowser nurse = house.signed_in("nurse");
  static_cast<void>(set_up_app(nurse));
  const auto paper = make_paper_code(nurse);
  EXPECT_EQ(nurse.path(), "/account?done=paper-code") << nurse.text();

  TestBrowser lost = house.browser();
  recover(lost, "nurse", paper, other_passphrase, other_passphrase);
  EXPECT_EQ(lost.path(), "/account?done=recovered");
  EXPECT_TRUE(lost.shows("Your paper code is used up")) << lost.text();
  nurse.open("/account");
  EXPECT_THAT(nurse.path(), StartsWith("/sign-in")) << "signed out everywhere else";
  EXPECT_EQ(comes("nurse", test_passphrase).status(), 401);
  EXPECT_EQ(comes("nurse", other_passphrase).path(), "/today") << "the app went too";
  TestBrowser twice = house.browser();
  recover(twice, "nurse", paper, test_passphrase, test_passphrase);
  EXPECT_EQ(twice.status(), 401);
}

TEST_F(Account, RecoveringTellsNotWhetherANameExists) {
  TestBrowser nurse = house.signed_in("nurse");
  static_cast<void>(make_paper_code(nurse));
  const auto another = access::recovery::grouped(access::recovery::new_code());
  std::string told;
  for (const auto* name : {"nurse", "nobody", "harbor"}) {
    TestBrowser lost = house.browser();
    recover(lost, name, another, other_passphrase, other_passphrase);
    EXPECT_EQ(lost.status(), 401);
    EXPECT_THAT(lost.body(), Not(HasSubstr(other_passphrase)));
    if (!told.empty()) {
      EXPECT_EQ(lost.text(), told) << name;
    }
    told = lost.text();
  }
}

TEST_F(Account, AMistakeInTheCodeOrTheNewPassphraseCostsNothing) {
  TestBrowser nurse = house.signed_in("nurse");
  auto paper = make_paper_code(nurse);
  TestBrowser lost = house.browser();
  recover(lost, "nurse", paper, other_passphrase, "seven violet teapots sink");
  EXPECT_EQ(lost.status(), 422);
  EXPECT_TRUE(lost.shows("The two are not the same"));
  recover(lost, "nurse", paper, "too short", "too short");
  EXPECT_EQ(lost.status(), 422);
  auto wrong = paper;
  wrong.front() = wrong.front() == '7' ? '8' : '7';
  recover(lost, "nurse", wrong, other_passphrase, other_passphrase);
  EXPECT_EQ(lost.status(), 422);
  EXPECT_TRUE(lost.shows("There is a mistake in this code"));
  recover(lost, "nurse", paper, other_passphrase, other_passphrase);
  EXPECT_EQ(lost.path(), "/account?done=recovered");
}

TEST_F(Account, ThePaperCodeIsTriedWithoutBeingUsedUp) {
  TestBrowser nurse = house.signed_in("nurse");
  const auto paper = make_paper_code(nurse);
  for (int i = 0; i < 2; ++i) {
    nurse.open("/account/paper-code/try");
    nurse.fill("code", paper);
    nurse.press("Try it");
    EXPECT_EQ(nurse.path(), "/account?done=tried");
  }
  EXPECT_TRUE(nurse.shows("Last tried")) << nurse.text();
  nurse.open("/account/paper-code/try");
  nurse.fill("code", access::recovery::grouped(access::recovery::new_code()));
  nurse.press("Try it");
  EXPECT_EQ(nurse.status(), 401);
  TestBrowser lost = house.browser();
  recover(lost, "nurse", paper, other_passphrase, other_passphrase);
  EXPECT_EQ(lost.path(), "/account?done=recovered");
}

TEST_F(Account, APaperCodeCountsOnlyOnceItWasTypedBack) {
  TestBrowser nurse = house.signed_in("nurse");
  const auto first = make_paper_code(nurse);
  nurse.open("/account/paper-code");
  nurse.press("Make a code");
  const auto second = access::recovery::grouped(kept(nurse, "paper code"));
  EXPECT_TRUE(nurse.shows(second.substr(0, 4)));
  nurse.open("/account/paper-code/check");
  EXPECT_FALSE(nurse.shows(second.substr(0, 4)));
  nurse.fill("code", first);
  nurse.press("Finish");
  EXPECT_EQ(nurse.status(), 422);
  EXPECT_TRUE(nurse.shows("not the code that was shown"));
  nurse.fill("code", second);
  nurse.press("Finish");
  nurse.open("/account/paper-code");
  EXPECT_THAT(nurse.body(), Not(HasSubstr(second.substr(0, 4)))) << "it is shown to nobody again";
  TestBrowser lost = house.browser();
  recover(lost, "nurse", first, other_passphrase, other_passphrase);
  EXPECT_EQ(lost.status(), 401) << "the older paper is void";
}

TEST_F(Account, WhatCannotBeTakenBackAsksAgainAndGivesAnotherToken) {
  TestBrowser nurse = house.signed_in("nurse");
  const auto secret = set_up_app(nurse);
  pass(10 * minute_ms);
  nurse.open("/account/passphrase");
  EXPECT_EQ(nurse.path(), "/confirm?next=/account/passphrase");
  const auto before = nurse.cookies().at("s");
  nurse.fill("passphrase", std::string(test_passphrase));
  nurse.press("Go on");
  EXPECT_EQ(nurse.status(), 401) << "the app's code is asked too";
  nurse.fill("passphrase", "not this one, not this one");
  nurse.fill("code", code(secret));
  nurse.press("Go on");
  EXPECT_EQ(nurse.status(), 401);
  EXPECT_EQ(nurse.cookies().at("s"), before);
  nurse.fill("passphrase", std::string(test_passphrase));
  nurse.fill("code", code(secret));
  nurse.press("Go on");
  EXPECT_EQ(nurse.path(), "/account/passphrase");
  EXPECT_NE(nurse.cookies().at("s"), before);
  EXPECT_FALSE(house.world.sessions.look(before, house.world.clock.now()));
}

TEST_F(Account, ConfirmingLeadsToThisSiteOnly) {
  for (const auto* next : {"//evil.example", "https://evil.example", "/%5Cevil.example", "/confirm", "javascript:1"}) {
    TestBrowser nurse = house.signed_in("nurse");
    nurse.open("/confirm?next=" + std::string(next));
    nurse.fill("passphrase", std::string(test_passphrase));
    nurse.press("Go on");
    EXPECT_EQ(nurse.path(), "/today") << next;
  }
}

TEST_F(Account, AnotherPassphraseEndsTheOtherSessions) {
  TestBrowser nurse = house.signed_in("nurse");
  TestBrowser elsewhere = house.signed_in("nurse");
  nurse.open("/account/passphrase");
  nurse.fill("passphrase", "password1234567");
  nurse.fill("again", "password1234567");
  nurse.press("Change the passphrase");
  EXPECT_EQ(nurse.status(), 422);
  nurse.fill("passphrase", other_passphrase);
  nurse.fill("again", other_passphrase);
  nurse.press("Change the passphrase");
  EXPECT_EQ(nurse.path(), "/account?done=passphrase");
  elsewhere.open("/account");
  EXPECT_THAT(elsewhere.path(), StartsWith("/sign-in"));
  EXPECT_EQ(comes("nurse", test_passphrase).status(), 401);
  EXPECT_EQ(comes("nurse", other_passphrase).path(), "/today");
}

TEST_F(Account, SessionsAreListedByBrowserAndEnded) {
  TestBrowser nurse = house.browser();
  nurse.open("/");
  type_sign_in(nurse, "nurse", test_passphrase);
  pass(minute_ms);
  TestBrowser elsewhere = house.signed_in("nurse");
  TestBrowser harbor = house.signed_in("harbor");
  nurse.open("/account");
  EXPECT_TRUE(nurse.shows("This screen"));
  EXPECT_TRUE(nurse.shows("Another browser or program"));
  const auto others = seen(harbor).session->id;
  const std::string csrf = seen(nurse).session->csrf;
  nurse.post("/account/sessions/" + others.text() + "/end", {{"csrf", csrf}});
  harbor.open("/account");
  EXPECT_EQ(harbor.path(), "/account") << "nobody ends somebody else's";
  nurse.post("/account/sessions/" + seen(elsewhere).session->id.text() + "/end", {{"csrf", csrf}});
  EXPECT_EQ(nurse.path(), "/account?done=ended");
  elsewhere.open("/account");
  EXPECT_THAT(elsewhere.path(), StartsWith("/sign-in"));
  TestBrowser third = house.signed_in("nurse");
  nurse.open("/account");
  nurse.press("Sign out everywhere else");
  third.open("/account");
  EXPECT_THAT(third.path(), StartsWith("/sign-in"));
  nurse.open("/account");
  EXPECT_EQ(nurse.status(), 200);
}

TEST_F(Account, APageSaysUntilWhenAndTheSessionIsPutOffByAForm) {
  TestBrowser nurse = house.signed_in("nurse");
  pass(20 * minute_ms);
  nurse.open("/stay");
  EXPECT_TRUE(nurse.shows("You are signed in until 6:30 am")) << nurse.text();
  EXPECT_TRUE(nurse.shows("up to 6:00 pm")) << nurse.text();
  pass(9 * minute_ms);
  nurse.post("/stay", {{"csrf", seen(nurse).session->csrf}, {"back", "/help"}});
  EXPECT_EQ(nurse.path(), "/help");
  nurse.open("/stay", {{"accept", "application/json"}});
  EXPECT_EQ(nurse.body(), R"({"in_ms":1800000,"for_good":false})");
  for (int i = 0; i < 23; ++i) {  // 29 + 23 * 29 minutes: 24 before the twelve hours are over
    pass(29 * minute_ms);
    nurse.open("/help");
  }
  nurse.open("/stay", {{"accept", "application/json"}});
  EXPECT_EQ(nurse.body(), R"({"in_ms":1440000,"for_good":true})");
  nurse.open("/stay");
  EXPECT_FALSE(nurse.shows("up to")) << nurse.text();
}

class Demanded : public Account {
 protected:
  Demanded() { house.world.found("Office", "MN-500", "boss", {access::Role::administrator}); }
  void ask_from(TestBrowser& boss, Day day) {
    const auto civil_day = civil(day);
    boss.open("/organization/second-step");
    boss.fill("from-day", std::to_string(civil_day.day));
    boss.fill("from-month", std::to_string(civil_day.month));
    boss.fill("from-year", std::to_string(civil_day.year));
    boss.press("Ask everybody for it");
  }
  Day today() { return utc_time(house.world.clock.now()).day; }
};

TEST_F(Demanded, NobodyGetsInWithoutOneFromThatDayOn) {
  TestBrowser boss = house.signed_in("boss");
  ask_from(boss, today() - 1);
  EXPECT_EQ(boss.status(), 422);
  ask_from(boss, today());
  EXPECT_TRUE(boss.shows("0 of 1 people have a second step")) << boss.text();
  EXPECT_TRUE(boss.shows("Worker boss"));

  TestBrowser again = comes("boss", test_passphrase, "/account");
  EXPECT_EQ(again.path(), "/account/second-step?next=%2Faccount");
  for (const auto* page : {"/today", "/account", "/organization/second-step", "/account/paper-code"}) {
    again.open(page);
    EXPECT_EQ(again.path(), "/account/second-step") << page;
  }
  const auto before = again.cookies().at("s");
  static_cast<void>(set_up_app(again));
  EXPECT_EQ(again.path(), "/account?done=app");
  EXPECT_EQ(again.status(), 200);
  EXPECT_NE(again.cookies().at("s"), before);
  again.open("/account/app/remove");
  EXPECT_TRUE(again.shows("this is your only one"));
  again.post("/account/app/remove", {{"csrf", seen(again).session->csrf}});
  EXPECT_EQ(again.path(), "/account/app/remove");
  again.open("/organization/second-step");
  EXPECT_TRUE(again.shows("1 of 1 people have a second step"));
  again.press("Do not ask for it any more");
  EXPECT_TRUE(again.shows("Nobody has to have a second step now"));
  again.open("/account/app/remove");
  again.press("Remove the app");
  EXPECT_EQ(again.path(), "/account?done=app-removed");
}

TEST_F(Demanded, UntilThatDayItCanBeLater) {
  TestBrowser boss = house.signed_in("boss");
  ask_from(boss, today() + 3);
  TestBrowser again = comes("boss", test_passphrase, "/account");
  EXPECT_EQ(again.path(), "/account/second-step?next=%2Faccount");
  EXPECT_TRUE(again.shows("27 November 2026")) << again.text();
  again.follow("Later");
  EXPECT_EQ(again.path(), "/account");
  pass(3 * day_ms);
  EXPECT_EQ(comes("boss", test_passphrase).path(), "/account/second-step?next=%2Ftoday");
  EXPECT_EQ(comes("nurse", test_passphrase).path(), "/today") << "another organization's is another matter";
}

TEST_F(Demanded, IsAnAdministratorsAlone) {
  TestBrowser nurse = house.signed_in("nurse");
  nurse.open("/organization/second-step");
  EXPECT_EQ(nurse.status(), 403);
  nurse.post("/organization/second-step", {{"csrf", seen(nurse).session->csrf}, {"from", "2026-12-01"}});
  EXPECT_EQ(nurse.status(), 403);
}

TEST_F(Demanded, NoFormOfAnAccountIsTakenWithoutItsToken) {
  TestBrowser boss = house.signed_in("boss");
  int forms = 0;
  for (const auto& route : house.world.router.routes()) {
    const bool ours = route.pattern.starts_with("/account") || route.pattern.starts_with("/organization") ||
                      route.pattern.starts_with("/confirm") || route.pattern.starts_with("/sign-in") ||
                      route.pattern.starts_with("/stay");
    if (!ours || route.method != http::Method::post || route.kind != http::Kind::page) continue;
    for (const auto* token : {"", "another"}) {
      boss.post(route.pattern, {{"csrf", token}});
      EXPECT_EQ(boss.status(), 403) << route.pattern;
    }
    ++forms;
  }
  EXPECT_GE(forms, 14);
}

TEST_F(Account, TooManyTriesAreToldCalmlyAndShutOutNobodyElse) {
  for (int i = 0; i < 8; ++i) EXPECT_EQ(comes("nurse", "not this one, not this one").status(), 401);
  TestBrowser nurse = comes("nurse", test_passphrase);
  EXPECT_EQ(nurse.status(), 429);
  EXPECT_TRUE(nurse.shows("Please wait 15 minutes")) << nurse.text();
  EXPECT_EQ(comes("harbor", test_passphrase).path(), "/today") << "a colleague in the same house";
  auto& w = house.world;
  EXPECT_TRUE(access::sign_in(*w.database, w.derivations, w.clock.now(), "nurse", test_passphrase, "10.0.0.9"))
      << "the same worker elsewhere";
  pass(15 * minute_ms + 1);
  EXPECT_EQ(comes("nurse", test_passphrase).path(), "/today");
}

}  // namespace
}  // namespace nwd::front
