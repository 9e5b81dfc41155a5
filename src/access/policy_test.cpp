// The policy's table against a second model, written as sentences, over every role set, deed and relation.
#include "access/policy.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <vector>

#include "access/policy_table.h"
#include "access/testing.h"

namespace nwd::access {
namespace {

constexpr int relations = 1 << policy::bit_count;

Relation relation_of(int bits) {
  const auto has = [bits](policy::Bit bit) { return (static_cast<unsigned>(bits) & bit) != 0; };
  return {.own_organization = has(policy::own_organization),
          .own_work = has(policy::own_work),
          .handed_off = has(policy::handed_off),
          .recipient = has(policy::recipient),
          .accepted_for_us = has(policy::accepted_for_us),
          .region_navigator = has(policy::region_navigator),
          .live_release = has(policy::live_release),
          .blocked = has(policy::blocked),
          .stepped_up = has(policy::stepped_up),
          .glass_open = has(policy::glass_open),
          .own_half = has(policy::own_half)};
}

// The second model: the same law, said as sentences about who works on a case.
bool may(Role role, Deed deed, const Relation& r) {
  const bool door = role == Role::door_worker;
  const bool casework = role == Role::caseworker;
  const bool supervises = role == Role::supervisor;
  const bool administers = role == Role::administrator;
  const bool counts = role == Role::director || role == Role::grants_manager;

  const bool welcome_here = r.own_organization && !r.blocked;
  const bool in_hand = welcome_here && !r.handed_off;
  const bool works_on_it = in_hand && (casework || (door && r.own_work));
  const bool staff = casework || door;
  switch (deed) {
    case Deed::read_directory: return role != Role::drafter && role != Role::auditor;
    case Deed::import_directory: return administers;
    case Deed::confirm_capacity: return casework && r.own_organization;
    case Deed::create_intake: return staff;
    case Deed::read_intake:
    case Deed::send_referral:
    case Deed::read_case:
    case Deed::write_case:
    case Deed::read_compartment:
    case Deed::write_compartment:
    case Deed::prepare_mandated:
    case Deed::manage_blocked: return works_on_it;
    case Deed::grant_release: return works_on_it && r.stepped_up;
    case Deed::answer_referral: return casework && r.recipient && !r.blocked;
    case Deed::withdraw_referral:
    case Deed::withdraw_release: return welcome_here && (casework || (door && r.own_work));
    case Deed::read_thread:
      return role == Role::navigator ? r.region_navigator && !r.blocked : (staff || supervises) && welcome_here;
    case Deed::escalate_thread: return role == Role::navigator && r.region_navigator && !r.blocked;
    case Deed::read_address: return !r.blocked && ((casework && r.own_organization) || (staff && r.accepted_for_us));
    case Deed::read_audit: return casework ? in_hand : (supervises || role == Role::auditor) && welcome_here;
    case Deed::manage_members: return administers && r.own_organization;
    case Deed::read_metrics: return administers || role == Role::director;
    case Deed::read_shared: return (casework || role == Role::navigator) && r.live_release && !r.blocked;
    case Deed::confirm_mandated: return (casework || supervises) && in_hand && r.stepped_up && !r.own_half;
    case Deed::export_case: return casework && in_hand && r.stepped_up;
    case Deed::erase_case: return supervises && welcome_here && r.stepped_up;
    case Deed::ask_break_glass: return staff && in_hand && r.stepped_up;
    case Deed::confirm_break_glass: return staff && in_hand && r.stepped_up && !r.own_half;
    case Deed::break_glass: return supervises && in_hand && r.stepped_up;
    case Deed::read_emergency: return (staff || supervises) && in_hand && r.glass_open;
    case Deed::review_break_glass: return supervises && welcome_here && !r.own_half;
    case Deed::manage_recovery: return administers && r.own_organization && r.stepped_up;
    case Deed::read_numbers: return counts;
    case Deed::search_names: return r.own_organization && (casework || (door && r.own_work));
    case Deed::ask_match: return casework && in_hand && r.live_release;
    case Deed::open_door: return casework && in_hand && r.stepped_up;
    case Deed::close_door: return casework && welcome_here;
  }
  return false;
}

bool model_allows(Roles roles, Deed deed, const Relation& relation) {
  return std::any_of(std::begin(all_roles), std::end(all_roles),
                     [&](Role role) { return roles.has(role) && may(role, deed, relation); });
}

// The first cell of these deeds and roles in which a table and the model differ, or nothing.
std::string difference(std::span<const policy::Line> table, std::span<const Roles> role_sets,
                       std::span<const Deed> deeds) {
  for (const Deed deed : deeds)
    for (const Roles roles : role_sets)
      for (int bits = 0; bits < relations; ++bits) {
        const auto relation = relation_of(bits);
        if (policy::allowed_by(table, roles, deed, relation) != model_allows(roles, deed, relation))
          return std::string(name(deed)) + " roles " + std::to_string(roles.bits()) + " relation " +
                 std::to_string(bits);
      }
  return {};
}

std::vector<Deed> every_deed() {
  std::vector<Deed> deeds;
  for (int d = 0; d < deed_count; ++d) deeds.push_back(static_cast<Deed>(d));
  return deeds;
}

// No role, each, every two, and all: what one line allows no other takes away, so that larger sets tell nothing new.
std::vector<Roles> role_sets() {
  std::vector<Roles> sets{Roles()};
  Roles all;
  for (const auto a : all_roles) {
    all.add(a);
    for (const auto b : all_roles)
      if (a <= b) sets.push_back({a, b});
  }
  sets.push_back(all);
  return sets;
}

// 47 sets of roles × 37 deeds × 2048 relations: 3.6 million cells.
TEST(Policy, EqualsItsSecondModelEverywhere) { EXPECT_EQ(difference(policy::lines(), role_sets(), every_deed()), ""); }

// A caseworker reads an address of one's own organization, or of one that accepted: forbidding in the one line what the
// other line allows changes nothing, and no test can see it.
bool changes_nothing(const policy::Line& line, int forbidden) {
  if (line.deed != Deed::read_address || line.role != Role::caseworker) return false;
  return forbidden == (policy::own_organization | policy::accepted_for_us) - line.needs;
}

class Mutation {
 public:
  explicit Mutation(std::size_t line) : table_(policy::lines().begin(), policy::lines().end()), line_(line) {}

  // Whether the model sees the change. Only the deeds and roles of the line before and after can differ.
  template <class Change>
  bool caught_by(Change change) {
    const policy::Line before = table_[line_];
    auto table = table_;
    change(table[line_]);
    return differs(table, before, table[line_]);
  }
  bool caught_without() {
    auto table = table_;
    table.erase(table.begin() + static_cast<std::ptrdiff_t>(line_));
    return differs(table, table_[line_], table_[line_]);
  }

 private:
  static bool differs(const std::vector<policy::Line>& table, const policy::Line& a, const policy::Line& b) {
    const std::array<Deed, 2> deeds{a.deed, b.deed};
    const std::array<Roles, 2> roles{Roles{a.role}, Roles{b.role}};
    std::vector<policy::Line> of_these;
    for (const auto& line : table)
      if (line.deed == a.deed || line.deed == b.deed) of_these.push_back(line);
    return !difference(of_these, roles, deeds).empty();
  }

  std::vector<policy::Line> table_;
  std::size_t line_;
};

// Every cell matters: take a line away, give it to another role or deed, ask for one relation more or less, and the
// model says no.
TEST(Policy, AChangeOfAnyCellIsCaught) {
  const auto lines = policy::lines();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Mutation mutation(i);
    EXPECT_TRUE(mutation.caught_without()) << "without line " << i;
    for (const auto role : all_roles)
      if (role != lines[i].role) {
        EXPECT_TRUE(mutation.caught_by([&](auto& line) { line.role = role; })) << i << " role " << name(role);
      }
    for (const auto deed : every_deed())
      if (deed != lines[i].deed) {
        EXPECT_TRUE(mutation.caught_by([&](auto& line) { line.deed = deed; })) << i << " deed " << name(deed);
      }
    for (int bit = 1; bit < relations; bit *= 2) {
      const auto flip = [&](std::uint16_t& cell) { cell = static_cast<std::uint16_t>(cell ^ bit); };
      EXPECT_TRUE(mutation.caught_by([&](auto& line) { flip(line.needs); })) << i << " needs " << bit;
      EXPECT_NE(mutation.caught_by([&](auto& line) { flip(line.never); }), changes_nothing(lines[i], bit))
          << i << " never " << bit;
    }
  }
}

TEST(Policy, NobodyMayDoAnythingWithoutARole) {
  for (const auto deed : every_deed())
    for (int bits = 0; bits < relations; ++bits) ASSERT_FALSE(allowed(Roles(), deed, relation_of(bits)));
}

constexpr std::array of_a_person = {
    Deed::read_intake,         Deed::send_referral,    Deed::answer_referral,   Deed::withdraw_referral,
    Deed::read_case,           Deed::write_case,       Deed::read_thread,       Deed::escalate_thread,
    Deed::read_address,        Deed::read_compartment, Deed::write_compartment, Deed::read_shared,
    Deed::grant_release,       Deed::withdraw_release, Deed::prepare_mandated,  Deed::confirm_mandated,
    Deed::export_case,         Deed::erase_case,       Deed::manage_blocked,    Deed::ask_break_glass,
    Deed::confirm_break_glass, Deed::break_glass,      Deed::read_emergency,    Deed::review_break_glass,
    Deed::search_names,        Deed::ask_match,        Deed::open_door,         Deed::close_door};

TEST(Policy, DirectorsGrantsManagersAdministratorsDraftersAndAuditorsNeverReachAPerson) {
  const Roles far{Role::director, Role::grants_manager, Role::administrator, Role::drafter, Role::auditor};
  for (const auto deed : of_a_person)
    for (int bits = 0; bits < relations; ++bits) ASSERT_FALSE(allowed(far, deed, relation_of(bits))) << name(deed);
}

TEST(Policy, AnAuditorReadsTheLogAndNothingElse) {
  for (const auto deed : every_deed())
    for (int bits = 0; bits < relations; ++bits)
      ASSERT_EQ(allowed({Role::auditor}, deed, relation_of(bits)),
                deed == Deed::read_audit && relation_of(bits).own_organization && !relation_of(bits).blocked)
          << name(deed);
}

TEST(Policy, ADrafterReachesNoRecordAtAll) {
  for (const auto deed : every_deed())
    for (int bits = 0; bits < relations; ++bits) ASSERT_FALSE(allowed({Role::drafter}, deed, relation_of(bits)));
}

TEST(Policy, ASupervisorReadsNoPartOfACaseButThroughTheGlass) {
  for (const auto deed : {Deed::read_intake, Deed::read_case, Deed::write_case, Deed::read_compartment,
                          Deed::write_compartment, Deed::read_shared, Deed::export_case, Deed::search_names})
    for (int bits = 0; bits < relations; ++bits)
      ASSERT_FALSE(allowed({Role::supervisor}, deed, relation_of(bits))) << name(deed);
}

// Whoever the person does not want is told no more than a stranger, with every role there is.
TEST(Policy, WhoIsBlockedIsToldOfNothing) {
  TestWorld world;
  Roles all;
  for (const auto role : all_roles) all.add(role);
  world.found("Shelter", "MN-500", "ana", all);
  const auto ana = world.sign_in("ana");
  for (const auto deed : of_a_person) {
    if (deed == Deed::search_names) continue;  // about the organization's index; each hit is asked for by read_case
    for (int bits = 0; bits < relations; ++bits) {
      const auto relation = relation_of(bits);
      if (!relation.blocked) continue;
      const auto decided = decide(*ana.session, deed, relation);
      ASSERT_FALSE(decided) << name(deed);
      ASSERT_EQ(decided.error().code, Code::not_found) << name(deed);
      ASSERT_EQ(decided.error().message, decide(*ana.session, deed, {}).error().message) << name(deed);
    }
  }
}

TEST(Policy, ARecordThatIsNothingToThemIsNotToldOf) {
  TestWorld world;
  world.found("Shelter", "MN-500", "ana", {Role::caseworker});
  const auto ana = world.sign_in("ana");
  EXPECT_EQ(decide(*ana.session, Deed::read_case, {}).error().code, Code::not_found);
  EXPECT_EQ(decide(*ana.session, Deed::read_case, {.recipient = true}).error().code, Code::forbidden);
  EXPECT_EQ(decide(*ana.session, Deed::read_metrics, {}).error().code, Code::forbidden);
  EXPECT_TRUE(decide(*ana.session, Deed::read_case, {.own_organization = true}));
}

TEST(Policy, WhoMustShowAgainWhoTheyAreIsToldSo) {
  TestWorld world;
  world.found("Shelter", "MN-500", "ana", {Role::caseworker});
  const auto ana = world.sign_in("ana");
  EXPECT_EQ(decide(*ana.session, Deed::export_case, {.own_organization = true}).error().detail, "step_up");
  EXPECT_TRUE(decide(*ana.session, Deed::export_case, {.own_organization = true, .stepped_up = true}));
  EXPECT_NE(decide(*ana.session, Deed::erase_case, {.own_organization = true}).error().detail, "step_up");
}

}  // namespace
}  // namespace nwd::access
