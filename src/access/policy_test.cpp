// The policy's table against a second model, written as sentences, over every role set, deed and relation.
#include "access/policy.h"

#include <gmock/gmock.h>

#include "access/testing.h"

namespace nwd::access {
namespace {

constexpr int deeds = 16;
constexpr int relations = 64;

Relation relation_of(int bits) {
  return {(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0, (bits & 32) != 0};
}

bool may(Role role, Deed deed, const Relation& r) {
  const bool door = role == Role::door_worker;
  const bool casework = role == Role::caseworker;
  const bool in_hand = r.own_organization && !r.handed_off;
  const bool works_on_it = (casework && in_hand) || (door && in_hand && r.own_work);
  switch (deed) {
    case Deed::read_directory: return true;
    case Deed::import_directory: return role == Role::administrator;
    case Deed::confirm_capacity: return casework && r.own_organization;
    case Deed::create_intake: return door || casework;
    case Deed::read_intake:
    case Deed::send_referral:
    case Deed::read_case:
    case Deed::write_case: return works_on_it;
    case Deed::answer_referral: return casework && r.recipient;
    case Deed::withdraw_referral: return r.own_organization && (casework || (door && r.own_work));
    case Deed::read_thread:
      return role == Role::navigator ? r.region_navigator : (door || casework) && r.own_organization;
    case Deed::escalate_thread: return role == Role::navigator && r.region_navigator;
    case Deed::read_address: return (casework && r.own_organization) || ((door || casework) && r.accepted_for_us);
    case Deed::read_audit: return role == Role::administrator ? r.own_organization : casework && in_hand;
    case Deed::manage_members: return role == Role::administrator && r.own_organization;
    case Deed::read_metrics: return role == Role::administrator || role == Role::director;
  }
  return false;
}

TEST(Policy, EqualsItsSecondModelEverywhere) {
  constexpr Role all[] = {Role::door_worker, Role::caseworker, Role::navigator, Role::director, Role::administrator};
  int checked = 0;
  for (int set = 0; set < 32; ++set)
    for (int d = 0; d < deeds; ++d)
      for (int bits = 0; bits < relations; ++bits) {
        const auto deed = static_cast<Deed>(d);
        bool expected = false;
        for (int r = 0; r < 5; ++r)
          expected = expected || ((set >> r & 1) != 0 && may(all[r], deed, relation_of(bits)));
        ASSERT_EQ(allowed(Roles(set), deed, relation_of(bits)), expected)
            << name(deed) << " roles " << set << " relation " << bits;
        ++checked;
      }
  EXPECT_EQ(checked, 32 * deeds * relations);
}

TEST(Policy, NobodyMayDoAnythingWithoutARole) {
  for (int d = 0; d < deeds; ++d) EXPECT_FALSE(allowed(Roles(), static_cast<Deed>(d), relation_of(63)));
}

TEST(Policy, ADirectorNeverReachesARecordOfAPerson) {
  for (const auto deed : {Deed::read_intake, Deed::read_case, Deed::write_case, Deed::read_thread, Deed::read_address,
                          Deed::answer_referral})
    for (int bits = 0; bits < relations; ++bits) EXPECT_FALSE(allowed({Role::director}, deed, relation_of(bits)));
}

TEST(Policy, ARecordThatIsNothingToThemIsNotToldOf) {
  TestWorld world;
  world.found("Shelter", "MN-500", "ana", {Role::caseworker});
  const auto ana = world.sign_in("ana");
  EXPECT_EQ(decide(*ana.session, Deed::read_case, {}).error().code, Code::not_found);
  EXPECT_EQ(decide(*ana.session, Deed::read_case, relation_of(8)).error().code, Code::forbidden);
  EXPECT_EQ(decide(*ana.session, Deed::read_metrics, {}).error().code, Code::forbidden);
  EXPECT_TRUE(decide(*ana.session, Deed::read_case, relation_of(1)));
}

}  // namespace
}  // namespace nwd::access
