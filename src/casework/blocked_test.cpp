// Whoever the person does not want near their record is turned away as if there were none, and its holder is told.
#include "casework/blocked.h"

#include <gmock/gmock.h>

#include "casework/case_access.h"
#include "casework/test_casework.h"

namespace nwd::casework {
namespace {

using testing::Contains;
using testing::IsEmpty;

class Blocked : public CaseworkTest {
 protected:
  Blocked() {
    world.add_member(hospital, "boss", {access::Role::supervisor, access::Role::caseworker, access::Role::auditor});
    boss = world.sign_in("boss").session;
  }
  Asking as(const access::SessionPtr& who) { return {*who, now(), true}; }
  Result<void> block(const access::SessionPtr& by, CaseId id, const std::vector<access::MemberId>& members) {
    return write([&](storage::Writer& w) { return set_blocked(w, as(by), id, members); });
  }
  std::vector<Nameable> offered(const access::SessionPtr& to, CaseId id) {
    return must(read([&](storage::Reader& r) { return nameable(r, as(to), id); }));
  }
  Thread thread_for(const Case& c) {
    return must(write([&](storage::Writer& w) {
      return begin_thread(w, world.random, now(), "MN-500", c, shelter, now() + day_ms);
    }));
  }
  template <class Id>
  Code answer_to(const access::SessionPtr& who, access::Deed deed, Id id) {
    return code_of(read([&](storage::Reader& r) { return may(r, as(who), deed, id); }));
  }
  // As a handler's error leaves: what tells the holder.
  Result<OpenCase> tries(const access::SessionPtr& who, CaseId id) {
    auto result = opened(who, id);
    access::Context context{.session = who, .now = now(), .csrf = {}};
    if (!result) note_try(*world.site, context, result.error());
    return result;
  }
  std::vector<Alert> told(const access::SessionPtr& who) {
    return must(read([&](storage::Reader& r) { return alerts(r, as(who)); }));
  }
  std::int64_t counted(const access::SessionPtr& who) {
    const auto listed = must(read([&](storage::Reader& r) { return list_cases(r, *who); }));
    EXPECT_EQ(listed.all, static_cast<std::int64_t>(listed.shown.size()));
    return listed.all;
  }

  access::SessionPtr boss;
};

TEST_F(Blocked, ACaseworkerWhoIsNamedIsAnsweredAsIfThereWereNoSuchRecord) {
  const auto c = intake(nurse);
  ASSERT_EQ(counted(social), 1);
  must(block(nurse, c.id, {social->member}));
  const auto refused = opened(social, c.id);
  const auto unknown = opened(social, CaseId::random(world.random));
  EXPECT_EQ(code_of(refused), Code::not_found);
  EXPECT_EQ(refused.error().message, unknown.error().message);
  EXPECT_EQ(counted(social), 0);
  EXPECT_EQ(code_of(saved(social, c.id, 1)), Code::not_found);
  EXPECT_TRUE(opened(nurse, c.id));
  EXPECT_EQ(counted(boss), 1) << "nobody else loses it";
}

TEST_F(Blocked, EveryDeedOfEveryRoleIsShutToASupervisorWhoIsNamed) {
  const auto c = intake(nurse);
  must(block(nurse, c.id, {boss->member}));
  access::Roles everyone;
  for (const auto role : access::all_roles) everyone.add(role);
  for (int d = 0; d < access::deed_count; ++d) {
    const auto deed = static_cast<access::Deed>(d);
    if (access::allowed(everyone, deed, {})) continue;  // not about a record
    if (deed == access::Deed::confirm_capacity || deed == access::Deed::search_names) continue;
    EXPECT_EQ(answer_to(boss, deed, c.id), Code::not_found) << access::name(deed);
  }
}

TEST_F(Blocked, ANavigatorWhoIsNamedKnowsNoSuchThread) {
  const auto c = intake(nurse);
  const auto thread = thread_for(c);
  const auto seen = [&] { return must(read([&](storage::Reader& r) { return threads_of_region(r, *navigator); })); };
  ASSERT_EQ(seen().all, 1);
  must(block(nurse, c.id, {navigator->member}));
  EXPECT_EQ(seen().all, 0);
  EXPECT_THAT(seen().shown, IsEmpty());
  EXPECT_EQ(answer_to(navigator, access::Deed::read_thread, thread.id), Code::not_found);
  EXPECT_EQ(answer_to(navigator, access::Deed::escalate_thread, thread.id), Code::not_found);
}

// A person is one person: whom they named at the door, they need not name again at the shelter.
TEST_F(Blocked, WhomTheyNamedStaysNamedInTheNextOrganization) {
  const auto c = intake(nurse);
  const auto thread = thread_for(c);
  must(block(nurse, c.id, {navigator->member, social->member}));
  const auto next = must(write([&](storage::Writer& w) {
    return open_case(w, *harbor, world.random, now(), thread, facts_of_sixteen(), identity_of_robin());
  }));
  must(write([&](storage::Writer& w) { return set_case_state(w, c.id, CaseState::handed_off); }));
  EXPECT_EQ(answer_to(navigator, access::Deed::read_thread, thread.id), Code::not_found);
  EXPECT_EQ(answer_to(social, access::Deed::withdraw_referral, c.id), Code::not_found);
  EXPECT_TRUE(opened(harbor, next.id));
}

TEST_F(Blocked, WhoeverHoldsTheRecordIsToldOnceForAllTriesAndWhoTriedIsNot) {
  const auto c = intake(nurse);
  must(block(nurse, c.id, {social->member}));
  EXPECT_THAT(told(nurse), IsEmpty());
  EXPECT_EQ(code_of(tries(social, c.id)), Code::not_found);
  world.clock.at = now() + hour_ms;
  EXPECT_EQ(code_of(tries(social, c.id)), Code::not_found);
  ASSERT_EQ(told(nurse).size(), 1U);
  EXPECT_EQ(told(nurse)[0].times, 2);
  EXPECT_EQ(told(nurse)[0].at, now());
  EXPECT_EQ(told(nurse)[0].who, "Worker social");
  EXPECT_EQ(told(nurse)[0].kind, AlertKind::turned_away);
  EXPECT_EQ(told(boss).size(), 1U) << "a caseworker holds all of the organization's";
  EXPECT_THAT(told(social), IsEmpty());
  EXPECT_THAT(told(porter), IsEmpty());
  EXPECT_THAT(told(harbor), IsEmpty());
  EXPECT_THAT(deeds(c.id), Contains("case.turn_away").Times(2));

  must(write([&](storage::Writer& w) { return alerts_seen(w, as(nurse), c.id); }));
  EXPECT_THAT(told(nurse), IsEmpty());
  EXPECT_EQ(code_of(tries(social, c.id)), Code::not_found);
  EXPECT_EQ(told(nurse).size(), 1U) << "it happened again";
}

TEST_F(Blocked, WhoeverIsNotNamedCausesNoAlert) {
  const auto c = intake(nurse);
  must(block(nurse, c.id, {social->member}));
  EXPECT_EQ(code_of(tries(harbor, c.id)), Code::not_found);
  EXPECT_EQ(code_of(tries(porter, c.id)), Code::forbidden);
  EXPECT_EQ(code_of(tries(social, CaseId::random(world.random))), Code::not_found);
  EXPECT_THAT(told(nurse), IsEmpty());
}

TEST_F(Blocked, TheWholeListIsReplacedAndWhoIsTakenOffSeesItAgain) {
  const auto c = intake(nurse);
  must(block(nurse, c.id, {social->member, boss->member}));
  must(block(nurse, c.id, {boss->member}));
  EXPECT_TRUE(opened(social, c.id));
  EXPECT_EQ(code_of(opened(boss, c.id)), Code::not_found);
  for (const auto& one : offered(nurse, c.id)) EXPECT_EQ(one.named, one.member == boss->member) << one.name;
  EXPECT_THAT(deeds(c.id), Contains("case.block").Times(2));
  EXPECT_THAT(deeds(c.id), Contains("case.unblock").Times(1));
}

TEST_F(Blocked, NamedMayBeColleaguesAndTheRegionsNavigatorsAndNobodyElse) {
  const auto c = intake(nurse);
  std::vector<std::string> names;
  for (const auto& one : offered(nurse, c.id)) names.push_back(one.name);
  EXPECT_THAT(names,
              testing::UnorderedElementsAre("Worker boss", "Worker porter", "Worker social", "Worker navigator"));
  EXPECT_EQ(code_of(block(nurse, c.id, {nurse->member})), Code::invalid) << "somebody must be able to open it";
  EXPECT_EQ(code_of(block(nurse, c.id, {harbor->member})), Code::invalid);
  EXPECT_EQ(code_of(block(nurse, c.id, {social->member, social->member})), Code::invalid);
  EXPECT_TRUE(opened(social, c.id)) << "nothing of a list that was turned away is kept";
}

TEST_F(Blocked, OnlyWhoWorksOnTheRecordWritesTheList) {
  const auto c = intake(nurse);
  EXPECT_EQ(code_of(block(porter, c.id, {})), Code::forbidden);
  EXPECT_EQ(code_of(block(harbor, c.id, {})), Code::not_found);
  EXPECT_EQ(code_of(block(navigator, c.id, {})), Code::not_found);
  must(block(nurse, c.id, {social->member}));
  EXPECT_EQ(code_of(block(social, c.id, {})), Code::not_found) << "nobody takes themselves off";
}

}  // namespace
}  // namespace nwd::casework
