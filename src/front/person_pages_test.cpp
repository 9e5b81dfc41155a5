// The person's own door through the pages, without scripts: a shelter opens it, the person looks, stops, and leaves.
#include <gmock/gmock.h>

#include <chrono>

#include "casework/compartment.h"
#include "front/test_house.h"

namespace nwd::front {
namespace {

using casework::Compartment;
using testing::AnyOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view persons_passphrase = "a violet teapot under snow";

class PersonPages : public testing::Test {
 protected:
  PersonPages() {
    const auto session = house.world.sign_in("harbor").session;
    casework::Facts facts;
    facts.identified = Day{20'780};
    facts.county = "27053";
    facts.age = casework::AgeRange{16, 16};
    facts.exploitation = casework::Exploitation::sexual;  // what the law turns on
    facts.needs = casework::Needs{casework::Need::bed, casework::Need::doctor};
    record =
        house.world.database
            ->write([&](storage::Writer& w) -> Result<casework::Case> {
              NWD_TRY(const auto c, casework::begin_intake(w, *session, house.world.random, now(), facts,
                                                           {"Robin", "555-0100 after six", "the car outside"}));
              NWD_CHECK(casework::set_case_state(w, c.id, casework::CaseState::open));
              for (const auto& [part, text] : parts)
                NWD_CHECK(casework::write_notes(w, *session, house.world.random, now(), c.id, part, 0, {"", text}));
              return c;
            })
            .value();
    path = "/c/" + record.id.text();
  }
  Instant now() const { return house.world.clock.now(); }

  void open_door() {
    harbor.open(path);
    harbor.follow("The person's own sign-in");
    name = offered();
    harbor.choose("sign_in", name);
    harbor.fill("passphrase", std::string(persons_passphrase));
    harbor.fill("again", std::string(persons_passphrase));
    harbor.press("Open the sign-in");
  }
  std::string offered() {
    const std::string mark = "name=\"sign_in\" type=\"radio\" value=\"";
    auto at = harbor.body().find(mark);
    if (at == std::string::npos) return {};
    at += mark.size();
    return harbor.body().substr(at, harbor.body().find('"', at) - at);
  }
  void enter(TestBrowser& who, std::string_view passphrase = persons_passphrase) {
    who.open("/mine");
    who.fill("sign_in", name);
    who.fill("passphrase", std::string(passphrase));
    who.press("Sign in");
    who.taps = 0;
  }
  void share_health_with_lake() {
    harbor.open(path + "/share");
    harbor.choose("recipient", house.world.sign_in("lake").session->organization.text());
    harbor.tick("part", "4");
    harbor.choose("purpose", "3");
    harbor.press("Continue");
    harbor.choose("giver", "0");
    harbor.choose("harm", "no");
    harbor.choose("how", "2");
    harbor.press("They agree: share it");
  }

  // Words of place, contact and safety, and of every other part: none of them is ever the door's to show.
  const std::vector<std::pair<Compartment, std::string>> parts{{Compartment::contact, "91 Marrow Lane"},
                                                               {Compartment::narrative, "a scar like a comet"},
                                                               {Compartment::health, "needs insulin"},
                                                               {Compartment::legal, "hearing on Monday"},
                                                               {Compartment::safety_plan, "knock twice at the bakery"}};
  TestHouse house;
  casework::Case record;
  std::string path;
  std::string name;
  TestBrowser harbor = house.signed_in("harbor");
  TestBrowser person = house.browser();
};

TEST_F(PersonPages, IsOffUntilItIsOpenedTogether) {
  person.open("/mine/plan");
  EXPECT_EQ(person.path(), "/mine");
  EXPECT_TRUE(person.shows("Sign in"));
  open_door();
  EXPECT_EQ(harbor.status(), 200) << harbor.text();
  EXPECT_TRUE(harbor.shows("It is open since")) << harbor.text();
  EXPECT_TRUE(harbor.shows(name));
  enter(person);
  EXPECT_EQ(person.path(), "/mine/plan") << person.text();
  EXPECT_TRUE(person.shows("My plan"));
  EXPECT_TRUE(person.shows("What you are owed"));
  EXPECT_TRUE(person.shows("You can have this now")) << person.text();
  EXPECT_THAT(harbor.trouble, IsEmpty());
  EXPECT_THAT(person.trouble, IsEmpty());
}

TEST_F(PersonPages, ThePlanFollowsWhatTheHolderWritesDown) {
  open_door();
  enter(person);
  EXPECT_TRUE(person.shows("Nothing is written down yet."));
  harbor.open(path);
  const auto session = house.world.sign_in("harbor").session;
  ASSERT_TRUE(house.world.database->write([&](storage::Writer& w) {
    return casework::begin_placement(w, *session, house.world.random, now(), record.id, "case management", Day{20'780});
  }));
  person.open("/mine/plan");
  EXPECT_TRUE(person.shows("since 23 November 2026")) << person.text();
  EXPECT_TRUE(person.shows("You get this"));
}

TEST_F(PersonPages, StopsInThreeTapsWithinASecondAndTheOtherLosesIt) {
  open_door();
  share_health_with_lake();
  auto lake = house.signed_in("lake");
  lake.open("/shared");
  lake.follow("From Harbor");
  lake.follow("Open Health");
  EXPECT_TRUE(lake.shows("needs insulin"));
  const auto part = lake.path();
  enter(person);
  person.follow("Who knows what");
  EXPECT_TRUE(person.shows("Lake")) << person.text();
  EXPECT_TRUE(person.shows("Health"));
  person.follow("Stop sharing with Lake");
  EXPECT_TRUE(person.shows("What ends"));
  EXPECT_TRUE(person.shows("What cannot be taken back"));
  EXPECT_THAT(person.body(), Not(HasSubstr("textarea"))) << "nobody asks why";
  const auto before = std::chrono::steady_clock::now();
  person.press("Stop now");
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(1));
  EXPECT_LE(person.taps, 3);
  EXPECT_TRUE(person.shows("It is stopped.")) << person.text();
  EXPECT_TRUE(person.shows("You stopped it on"));
  lake.open(part);
  EXPECT_EQ(lake.status(), 410);
  EXPECT_FALSE(lake.shows("insulin"));
  harbor.open(path + "/sharing");
  EXPECT_TRUE(harbor.shows("Stopped by the person themself on")) << harbor.text();
  harbor.open(path);
  EXPECT_TRUE(harbor.shows("Stopped sharing on their own")) << harbor.text();
  EXPECT_THAT(person.trouble, IsEmpty());
  EXPECT_THAT(lake.trouble, IsEmpty());
}

TEST_F(PersonPages, WhoLookedIsToldByDayAndOrganization) {
  open_door();
  harbor.open(path);
  harbor.open(path + "/notes/4");
  share_health_with_lake();
  auto lake = house.signed_in("lake");
  lake.open("/shared");
  lake.follow("From Harbor");
  lake.follow("Open Health");
  enter(person);
  person.follow("Who looked");
  EXPECT_TRUE(person.shows("On 24 November 2026, Harbor looked at your record.")) << person.text();
  EXPECT_TRUE(person.shows("On 24 November 2026, Harbor looked at: Health"));
  EXPECT_TRUE(person.shows("On 24 November 2026, Lake looked at: Health"));
  EXPECT_TRUE(person.shows("somebody signed in here with your name and passphrase"));
  EXPECT_TRUE(person.shows("This list begins on 24 November 2026"));
  EXPECT_FALSE(person.shows("Worker harbor")) << "the organization, not who of it";
  EXPECT_FALSE(person.shows("missing or damaged"));
}

TEST_F(PersonPages, NothingOfPlaceContactOrSafetyIsOnAnyOfThem) {
  open_door();
  for (const auto* part : {"2", "7"}) harbor.open(path + "/notes/" + part);
  share_health_with_lake();
  enter(person);
  std::vector<std::string> never{"Robin", "555-0100", "car outside", "27053", "Hennepin", std::string(harbor_address)};
  for (const auto& [part, text] : parts) never.push_back(text);
  for (const auto* page : {"/mine", "/mine/plan", "/mine/sharing", "/mine/looked"})
    for (const auto* language : {"en", "es"}) {
      person.open("/language?to=" + std::string(language) + "&back=" + page);
      ASSERT_EQ(person.status(), 200) << page;
      for (const auto& word : never) EXPECT_THAT(person.body(), Not(HasSubstr(word))) << page;
      EXPECT_THAT(person.body(), HasSubstr("action=\"/exit\"")) << page;
      const auto title = person.body().find("<title>");
      EXPECT_THAT(person.body().substr(title, 60), AnyOf(HasSubstr("Notes"), HasSubstr("Notas"))) << page;
    }
}

// Every route there is, asked with the person's cookie: but for the person's own and what anybody may see, each answers
// as it answers a stranger.
TEST_F(PersonPages, ItsCookieOpensNoOtherRoute) {
  open_door();
  enter(person);
  int asked = 0;
  for (const auto& route : house.world.router.routes()) {
    if (route.rule == "anyone" || route.rule == "person") continue;
    std::string target;
    bool parameter = false;
    for (const char c : route.pattern) {
      parameter = c == '{' || (parameter && c != '}');
      if (!parameter && c != '}') target += c;
      if (c == '{') target += record.id.text();
    }
    http::Request request;
    request.method = route.method;
    request.path = target;
    request.parameters = house.world.router.find(route.method, target).parameters;
    for (const auto& [cookie, value] : person.cookies()) {
      request.headers.emplace_back("cookie", std::string(cookie).append("=").append(value));
      request.headers.emplace_back("authorization", "Bearer " + value);
    }
    const auto answer = route.handler(request);
    const bool page = route.kind == http::Kind::page;
    if (page) {
      ASSERT_TRUE(answer) << route.pattern << ' ' << answer.error().message;
      EXPECT_EQ(answer->status, 303) << route.pattern;
      EXPECT_THAT(answer->headers, testing::Contains(testing::Pair("Location", testing::StartsWith("/sign-in"))))
          << route.pattern;
    } else {
      ASSERT_FALSE(answer) << route.pattern;
      EXPECT_EQ(answer.error().code, Code::unauthenticated) << route.pattern;
    }
    ++asked;
  }
  EXPECT_GT(asked, 100);
}

TEST_F(PersonPages, AWorkersSessionOpensNoneOfThem) {
  open_door();
  for (const auto* page : {"/mine/plan", "/mine/sharing", "/mine/looked"}) {
    harbor.open(page);
    EXPECT_EQ(harbor.path(), "/mine") << page;
  }
}

TEST_F(PersonPages, AFormNeedsItsToken) {
  open_door();
  share_health_with_lake();
  enter(person);
  person.follow("Who knows what");
  person.follow("Stop sharing with Lake");
  const auto stop = person.path();
  person.post(stop, {{"csrf", "not it"}});
  EXPECT_EQ(person.status(), 403);
  person.open("/mine/sharing");
  EXPECT_TRUE(person.shows("Stop sharing with Lake"));
  auto stranger = house.browser();
  stranger.post(stop, {{"csrf", "not it"}});
  EXPECT_EQ(stranger.path(), "/mine") << "who is not signed in is asked who they are";
  stranger.post("/mine", {{"sign_in", name}, {"passphrase", std::string(persons_passphrase)}});
  EXPECT_EQ(stranger.status(), 403) << "no other site signs anybody in";
}

TEST_F(PersonPages, LeavingSigningOutIdlenessAndClosingEndIt) {
  open_door();
  enter(person);
  TestBrowser twin = person;
  person.post("/exit", {});
  twin.open("/mine/plan");
  EXPECT_EQ(twin.path(), "/mine") << "the session is gone, not only the cookie";

  enter(person);
  TestBrowser another = person;
  person.press("Sign out");
  EXPECT_EQ(person.path(), "/mine");
  another.open("/mine/plan");
  EXPECT_EQ(another.path(), "/mine");

  enter(person);
  house.pass(10 * minute_ms);
  person.open("/mine/plan");
  EXPECT_EQ(person.path(), "/mine");

  enter(person);
  harbor.open(path + "/door");  // the ten minutes of showing who one is are over too
  harbor.fill("passphrase", std::string(access::test_passphrase));
  harbor.press("Go on");
  harbor.press("Close the sign-in");
  EXPECT_TRUE(harbor.shows("Open the sign-in")) << harbor.text();
  person.open("/mine/sharing");
  EXPECT_EQ(person.path(), "/mine");
  enter(person);
  EXPECT_EQ(person.status(), 401);
}

TEST_F(PersonPages, WhatIsAskedAtTheDoorTellsNotWhetherThereIsOne) {
  open_door();
  std::string told;
  for (const auto& who : {name, std::string("river-spoon-99")}) {
    auto visitor = house.browser();
    visitor.open("/mine");
    visitor.fill("sign_in", who);
    visitor.fill("passphrase", "not the right passphrase");
    visitor.press("Sign in");
    EXPECT_EQ(visitor.status(), 401);
    EXPECT_THAT(visitor.body(), Not(HasSubstr("not the right passphrase")));
    if (!told.empty()) {
      EXPECT_EQ(visitor.text(), told);
    }
    told = visitor.text();
  }
}

TEST_F(PersonPages, WhatWasTypedWrongIsToldBesideTheField) {
  harbor.open(path + "/door");
  harbor.press("Open the sign-in");
  EXPECT_EQ(harbor.status(), 422);
  EXPECT_TRUE(harbor.shows("Choose one of the names"));
  const auto chosen = offered();
  harbor.choose("sign_in", chosen);
  harbor.fill("passphrase", "short");
  harbor.fill("again", "short");
  harbor.press("Open the sign-in");
  EXPECT_EQ(harbor.status(), 422);
  EXPECT_TRUE(harbor.shows("At least 15 characters"));
  EXPECT_EQ(offered(), chosen) << "the name that was chosen stays";
  EXPECT_THAT(harbor.body(), Not(HasSubstr("\"short\"")));
}

TEST_F(PersonPages, AfterTheHandOffThePlanIsAnotherPlacesAndStoppingGoesOn) {
  open_door();
  share_health_with_lake();
  ASSERT_TRUE(house.world.database->write(
      [&](storage::Writer& w) { return casework::set_case_state(w, record.id, casework::CaseState::handed_off); }));
  enter(person);
  EXPECT_TRUE(person.shows("Another place works with you now.")) << person.text();
  EXPECT_FALSE(person.shows("What you are owed"));
  person.follow("Who knows what");
  person.follow("Stop sharing with Lake");
  person.press("Stop now");
  EXPECT_TRUE(person.shows("It is stopped."));
  harbor.open(path + "/door");
  harbor.press("Close the sign-in");
  EXPECT_NE(harbor.status(), 500) << harbor.text();
  person.open("/mine/plan");
  EXPECT_EQ(person.path(), "/mine");
}

TEST_F(PersonPages, AColleagueWhomThePersonDoesNotWantIsTurnedAwayAndTheHolderIsTold) {
  house.world.add_member(record.organization, "second", {access::Role::caseworker});
  open_door();
  harbor.open(path + "/blocked");
  harbor.tick("member", house.world.sign_in("second").session->member.text());
  harbor.press("Save");
  auto second = house.signed_in("second");
  second.open(path + "/door");
  EXPECT_EQ(second.status(), 404);
  harbor.open("/today");
  EXPECT_TRUE(harbor.shows("Worker second must not see this record and tried to open it")) << harbor.text();
  enter(person);
  person.follow("Who looked");
  EXPECT_TRUE(person.shows("whom you do not want tried to look. They saw nothing.")) << person.text();
}

}  // namespace
}  // namespace nwd::front
