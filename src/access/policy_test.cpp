// The policy's table against a second model, written as sentences, over every role set, deed and relation.
#include "access/policy.h"

#include <gmock/gmock.h>

#include <array>
#include <numeric>

#include "access/policy_table.h"
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
    case Deed::read_directory: return role != Role::drafter;
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

bool model_allows(Roles roles, Deed deed, const Relation& relation) {
  for (const auto role : all_roles)
    if (roles.has(role) && may(role, deed, relation)) return true;
  return false;
}

// The first cell in which a table and the model differ, or nothing.
std::string difference(std::span<const policy::Line> table, std::span<const int> role_sets) {
  for (const int set : role_sets)
    for (int d = 0; d < deeds; ++d)
      for (int bits = 0; bits < relations; ++bits) {
        const auto deed = static_cast<Deed>(d);
        const auto relation = relation_of(bits);
        if (policy::allowed_by(table, Roles(set), deed, relation) != model_allows(Roles(set), deed, relation))
          return std::string(name(deed)) + " roles " + std::to_string(set) + " relation " + std::to_string(bits);
      }
  return {};
}

TEST(Policy, EqualsItsSecondModelEverywhere) {
  std::array<int, 64> every_set{};
  std::iota(every_set.begin(), every_set.end(), 0);
  EXPECT_EQ(difference(policy::lines(), every_set), "");
}

constexpr std::array<int, 6> each_role_alone = {1, 2, 4, 8, 16, 32};

// A caseworker reads an address of one's own organization, or of one that accepted: forbidding in the one line what the
// other line allows changes nothing, and no test can see it.
bool changes_nothing(const policy::Line& line, int forbidden) {
  if (line.deed != Deed::read_address || line.role != Role::caseworker) return false;
  return forbidden == (policy::own_organization | policy::accepted_for_us) - line.needs;
}

// Every cell matters: take a line away, give it to another role or deed, ask for one relation more or less, and the
// model says no.
TEST(Policy, AChangeOfAnyCellIsCaught) {
  const auto lines = policy::lines();
  const std::vector<policy::Line> whole(lines.begin(), lines.end());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    auto without = whole;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_NE(difference(without, each_role_alone), "") << "without line " << i;
    const auto changed = [&](auto change) {
      auto table = whole;
      change(table[i]);
      return difference(table, each_role_alone);
    };
    for (int role = 0; role < 6; ++role)
      if (static_cast<Role>(role) != whole[i].role) {
        EXPECT_NE(changed([&](auto& line) { line.role = static_cast<Role>(role); }), "") << i << " role " << role;
      }
    for (int deed = 0; deed < deeds; ++deed)
      if (static_cast<Deed>(deed) != whole[i].deed) {
        EXPECT_NE(changed([&](auto& line) { line.deed = static_cast<Deed>(deed); }), "") << i << " deed " << deed;
      }
    for (int bit = 1; bit < relations; bit *= 2) {
      const auto flip = [&](std::uint8_t& cell) { cell = static_cast<std::uint8_t>(cell ^ bit); };
      EXPECT_NE(changed([&](auto& line) { flip(line.needs); }), "") << i << " needs " << bit;
      const auto forbidden = changed([&](auto& line) { flip(line.never); });
      EXPECT_EQ(forbidden.empty(), changes_nothing(whole[i], bit)) << i << " never " << bit;
    }
  }
}

TEST(Policy, NobodyMayDoAnythingWithoutARole) {
  for (int d = 0; d < deeds; ++d) EXPECT_FALSE(allowed(Roles(), static_cast<Deed>(d), relation_of(63)));
}

TEST(Policy, ADirectorNeverReachesARecordOfAPerson) {
  for (const auto deed : {Deed::read_intake, Deed::read_case, Deed::write_case, Deed::read_thread, Deed::read_address,
                          Deed::answer_referral})
    for (int bits = 0; bits < relations; ++bits) EXPECT_FALSE(allowed({Role::director}, deed, relation_of(bits)));
}

TEST(Policy, ADrafterReachesNoRecordAtAll) {
  for (int d = 0; d < deeds; ++d)
    for (int bits = 0; bits < relations; ++bits)
      EXPECT_FALSE(allowed({Role::drafter}, static_cast<Deed>(d), relation_of(bits)));
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
