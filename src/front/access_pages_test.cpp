// Who must not see a record, break-glass, numbers: as workers walk through the pages.
#include <gmock/gmock.h>

#include "front/log.h"
#include "front/numbers.h"
#include "front/test_house.h"

namespace nwd::front {
namespace {

using access::Role;
using testing::HasSubstr;
using testing::Not;

class AccessPages : public testing::Test {
 protected:
  AccessPages() {
    const auto hospital = house.world.sign_in("nurse").session->organization;
    house.world.add_member(hospital, "porter", {Role::door_worker});
    house.world.add_member(hospital, "social", {Role::caseworker});
    house.world.add_member(hospital, "matron", {Role::supervisor});
    house.world.add_member(hospital, "chief", {Role::supervisor});
    house.world.add_member(hospital, "head", {Role::director});
    const auto nurse = house.world.sign_in("nurse").session;
    casework::Facts facts;
    facts.needs = casework::Needs{casework::Need::doctor};
    record = house.world.database
                 ->write([&](storage::Writer& w) {
                   return casework::begin_intake(w, *nurse, house.world.random, house.world.clock.now(), facts,
                                                 {"Robin", "555-0100 after six", "Afraid of the car outside."});
                 })
                 .value();
    path = "/c/" + record.id.text();
  }
  std::string member(const std::string& name) { return house.world.sign_in(name).session->member.text(); }

  TestHouse house;
  casework::Case record;
  std::string path;
};

TEST_F(AccessPages, ThePersonNamesSomebodyWhoIsTurnedAwayAndTheNurseIsTold) {
  TestBrowser nurse = house.signed_in("nurse");
  nurse.open(path);
  nurse.follow("Choose who must not see this record");
  EXPECT_TRUE(nurse.shows("Worker social"));
  EXPECT_FALSE(nurse.shows("Worker nurse Hospital")) << "nobody names themselves";
  nurse.tick("member", member("social"));
  nurse.press("Save");
  EXPECT_EQ(nurse.path(), path);

  TestBrowser social = house.signed_in("social");
  EXPECT_FALSE(social.shows("Please look at this"));
  social.open(path);
  EXPECT_EQ(social.status(), 404);
  const auto turned_away = social.text();
  social.open("/c/00000000-0000-4000-8000-000000000000");
  EXPECT_EQ(social.status(), 404);
  EXPECT_EQ(social.text(), turned_away);

  nurse.open("/today");
  EXPECT_TRUE(nurse.shows("Worker social must not see this record and tried to open it")) << nurse.text();
  nurse.follow("A record of yours");
  EXPECT_EQ(nurse.path(), path);
  nurse.press("I have seen this");
  EXPECT_EQ(nurse.path(), "/today");
  EXPECT_FALSE(nurse.shows("Worker social"));
}

TEST_F(AccessPages, ADoorWorkerAndAColleagueOpenTheEmergencyContact) {
  TestBrowser porter = house.signed_in("porter");
  porter.follow("Emergency: reach somebody whose record is not yours");
  EXPECT_THAT(porter.body(), Not(HasSubstr("Robin")));
  porter.open(path + "/glass");
  porter.press("Ask a colleague to open it");
  EXPECT_EQ(porter.status(), 422);
  EXPECT_TRUE(porter.shows("Choose why you need it"));
  porter.choose("reason", "medical");
  porter.fill("words", "She fell in the yard.");
  porter.press("Ask a colleague to open it");
  EXPECT_TRUE(porter.shows("Waiting for a colleague"));

  TestBrowser social = house.signed_in("social");
  EXPECT_TRUE(social.shows("Worker porter asks for the emergency contact: They need medical help now"));
  social.follow("A record begun 6:00 am");
  EXPECT_TRUE(social.shows("She fell in the yard."));
  EXPECT_THAT(social.body(), Not(HasSubstr("555-0100")));
  social.press("Open it for them");
  EXPECT_EQ(social.status(), 200);

  porter.follow("Look again");
  EXPECT_TRUE(porter.shows("555-0100 after six"));
  EXPECT_TRUE(porter.shows("They asked for a doctor"));
  EXPECT_THAT(porter.body(), Not(HasSubstr("Afraid of the car")));
  TestBrowser nurse = house.signed_in("nurse");
  EXPECT_TRUE(nurse.shows("Worker porter opened the emergency contact of this record")) << nurse.text();
  EXPECT_FALSE(house.signed_in("head").shows("emergency contact"));
}

TEST_F(AccessPages, ASupervisorOpensAloneAndAnotherOneLooksAtIt) {
  TestBrowser matron = house.signed_in("matron");
  EXPECT_TRUE(matron.shows("Nothing to look at."));
  matron.follow("Emergency: reach somebody whose record is not yours");
  matron.follow("A record begun 6:00 am");
  matron.choose("reason", "danger");
  matron.press("Open it now");
  EXPECT_TRUE(matron.shows("555-0100 after six"));
  matron.open("/today");
  EXPECT_TRUE(matron.shows("Nothing to look at."));

  TestBrowser chief = house.signed_in("chief");
  EXPECT_TRUE(chief.shows("Worker matron opened it: They may be in danger"));
  chief.follow("A record begun 6:00 am");
  chief.choose("right", "no");
  chief.press("Save");
  EXPECT_EQ(chief.status(), 422);
  EXPECT_TRUE(chief.shows("Write down what was not right"));
  chief.choose("right", "no");
  chief.fill("words", "A call would have been enough.");
  chief.press("Save");
  EXPECT_EQ(chief.path(), "/today");
  EXPECT_TRUE(chief.shows("Nothing to look at."));
}

TEST_F(AccessPages, ASupervisorReadsTheLogButNothingOfARecordWhosePersonNamedThem) {
  TestBrowser nurse = house.signed_in("nurse");
  nurse.open(path);
  TestBrowser chief = house.signed_in("chief");
  chief.follow("Log");
  const auto line = "Worker nurse, Hospital Read the record Record " + record.id.text().substr(0, 8);
  EXPECT_TRUE(chief.shows(line)) << chief.text();
  EXPECT_TRUE(chief.shows("Worker chief, Hospital Signed in"));
  EXPECT_THAT(chief.body(), Not(HasSubstr("Robin")));
  chief.open("/log");
  EXPECT_TRUE(chief.shows("Worker chief, Hospital Looked at this log"));

  nurse.open(path + "/blocked");
  nurse.tick("member", member("chief"));
  nurse.press("Save");
  chief.open("/log");
  EXPECT_THAT(chief.body(), Not(HasSubstr(record.id.text().substr(0, 8))));
  TestBrowser matron = house.signed_in("matron");
  matron.open("/log");
  EXPECT_TRUE(matron.shows(line));
  for (const auto* name : {"nurse", "social", "head", "harbor"}) {
    TestBrowser other = house.signed_in(name);
    other.open("/log");
    EXPECT_EQ(other.status(), 403) << name;
  }
}

TEST_F(AccessPages, OlderDeedsAreOnThePagesBehind) {
  for (int i = 0; i < log_page; ++i) house.world.sign_in("nurse");
  TestBrowser chief = house.signed_in("chief");
  chief.follow("Log");
  EXPECT_FALSE(chief.shows("Let somebody in as a member"));
  for (int pages = 0; pages < 5 && !chief.shows("Let somebody in as a member"); ++pages) chief.follow("Older ones");
  EXPECT_TRUE(chief.shows("Let somebody in as a member"));
  chief.follow("The newest");
  EXPECT_EQ(chief.path(), "/log");
}

TEST_F(AccessPages, SmallNumbersAreNotTold) {
  TestBrowser head = house.signed_in("head");
  head.follow("Numbers");
  EXPECT_TRUE(head.shows("Begun, not sent yet Fewer than 11")) << head.text();
  const auto few = head.text();
  const auto nurse = house.world.sign_in("nurse").session;
  const auto begin = [&] {
    ASSERT_TRUE(house.world.database->write([&](storage::Writer& w) {
      return casework::begin_intake(w, *nurse, house.world.random, house.world.clock.now(), {}, {});
    }));
  };
  for (int i = 1; i < fewest_told - 1; ++i) begin();
  head.open("/numbers");
  EXPECT_EQ(head.text(), few) << "ten are told as one";
  begin();
  head.open("/numbers");
  EXPECT_TRUE(head.shows("Begun, not sent yet 11"));
  TestBrowser worker = house.signed_in("nurse");
  worker.open("/numbers");
  EXPECT_EQ(worker.status(), 403);
}

}  // namespace
}  // namespace nwd::front
