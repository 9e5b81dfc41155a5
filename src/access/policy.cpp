#include "access/policy.h"

#include <bit>

#include "access/policy_table.h"

namespace nwd::access {

using namespace policy;

namespace {

constexpr std::uint16_t bits(bool holds, Bit bit) { return holds ? std::uint16_t{bit} : std::uint16_t{0}; }

std::uint16_t bits_of(const Relation& r) {
  return static_cast<std::uint16_t>(
      bits(r.own_organization, own_organization) | bits(r.own_work, own_work) | bits(r.handed_off, handed_off) |
      bits(r.recipient, recipient) | bits(r.accepted_for_us, accepted_for_us) |
      bits(r.region_navigator, region_navigator) | bits(r.live_release, live_release) | bits(r.blocked, blocked) |
      bits(r.stepped_up, stepped_up) | bits(r.glass_open, glass_open) | bits(r.own_half, own_half));
}

using enum Role;

// Whoever the person does not want is kept from everything about that person, whatever their role.
constexpr std::uint16_t gone = handed_off | blocked;
constexpr std::uint16_t mine = own_organization | own_work;

constexpr Line table[] = {
    {Deed::read_directory, door_worker},
    {Deed::read_directory, caseworker},
    {Deed::read_directory, navigator},
    {Deed::read_directory, director},
    {Deed::read_directory, administrator},
    {Deed::read_directory, supervisor},
    {Deed::read_directory, grants_manager},
    {Deed::import_directory, administrator},
    {Deed::confirm_capacity, caseworker, own_organization},
    {Deed::create_intake, door_worker},
    {Deed::create_intake, caseworker},
    {Deed::read_intake, door_worker, mine, gone},
    {Deed::read_intake, caseworker, own_organization, gone},
    {Deed::send_referral, door_worker, mine, gone},
    {Deed::send_referral, caseworker, own_organization, gone},
    {Deed::answer_referral, caseworker, recipient, blocked},
    {Deed::withdraw_referral, door_worker, mine, blocked},
    {Deed::withdraw_referral, caseworker, own_organization, blocked},
    {Deed::read_case, door_worker, mine, gone},
    {Deed::read_case, caseworker, own_organization, gone},
    {Deed::write_case, door_worker, mine, gone},
    {Deed::write_case, caseworker, own_organization, gone},
    {Deed::read_thread, door_worker, own_organization, blocked},
    {Deed::read_thread, caseworker, own_organization, blocked},
    {Deed::read_thread, supervisor, own_organization, blocked},
    {Deed::read_thread, navigator, region_navigator, blocked},
    {Deed::escalate_thread, navigator, region_navigator, blocked},
    {Deed::read_address, caseworker, own_organization, blocked},
    {Deed::read_address, door_worker, accepted_for_us, blocked},
    {Deed::read_address, caseworker, accepted_for_us, blocked},
    {Deed::read_audit, caseworker, own_organization, gone},
    {Deed::read_audit, supervisor, own_organization, blocked},
    {Deed::read_audit, auditor, own_organization, blocked},
    {Deed::manage_members, administrator, own_organization},
    {Deed::read_metrics, director},
    {Deed::read_metrics, administrator},
    {Deed::read_compartment, door_worker, mine, gone},
    {Deed::read_compartment, caseworker, own_organization, gone},
    {Deed::write_compartment, door_worker, mine, gone},
    {Deed::write_compartment, caseworker, own_organization, gone},
    {Deed::read_shared, caseworker, live_release, blocked},
    {Deed::read_shared, navigator, live_release, blocked},
    {Deed::grant_release, door_worker, mine | stepped_up, gone},
    {Deed::grant_release, caseworker, own_organization | stepped_up, gone},
    // Stopping is never made hard: after the hand-off too, and without showing again who one is.
    {Deed::withdraw_release, door_worker, mine, blocked},
    {Deed::withdraw_release, caseworker, own_organization, blocked},
    {Deed::prepare_mandated, door_worker, mine, gone},
    {Deed::prepare_mandated, caseworker, own_organization, gone},
    {Deed::confirm_mandated, caseworker, own_organization | stepped_up, gone | own_half},
    {Deed::confirm_mandated, supervisor, own_organization | stepped_up, gone | own_half},
    {Deed::export_case, caseworker, own_organization | stepped_up, gone},
    {Deed::erase_case, supervisor, own_organization | stepped_up, blocked},
    {Deed::manage_blocked, door_worker, mine, gone},
    {Deed::manage_blocked, caseworker, own_organization, gone},
    {Deed::ask_break_glass, door_worker, own_organization | stepped_up, gone},
    {Deed::ask_break_glass, caseworker, own_organization | stepped_up, gone},
    {Deed::confirm_break_glass, door_worker, own_organization | stepped_up, gone | own_half},
    {Deed::confirm_break_glass, caseworker, own_organization | stepped_up, gone | own_half},
    {Deed::break_glass, supervisor, own_organization | stepped_up, gone},
    {Deed::read_emergency, door_worker, own_organization | glass_open, gone},
    {Deed::read_emergency, caseworker, own_organization | glass_open, gone},
    {Deed::read_emergency, supervisor, own_organization | glass_open, gone},
    {Deed::review_break_glass, supervisor, own_organization, blocked | own_half},
    {Deed::manage_recovery, administrator, own_organization | stepped_up},
    {Deed::read_numbers, director},
    {Deed::read_numbers, grants_manager},
    {Deed::search_names, door_worker, mine},
    {Deed::search_names, caseworker, own_organization},
    {Deed::ask_match, caseworker, own_organization | live_release, gone},
    {Deed::open_door, caseworker, own_organization | stepped_up, gone},
    {Deed::close_door, caseworker, own_organization, blocked},
};

constexpr std::string_view deed_names[] = {
    "read_directory",     "import_directory", "confirm_capacity",    "create_intake", "read_intake",
    "send_referral",      "answer_referral",  "withdraw_referral",   "read_case",     "write_case",
    "read_thread",        "escalate_thread",  "read_address",        "read_audit",    "manage_members",
    "read_metrics",       "read_compartment", "write_compartment",   "read_shared",   "grant_release",
    "withdraw_release",   "prepare_mandated", "confirm_mandated",    "export_case",   "erase_case",
    "manage_blocked",     "ask_break_glass",  "confirm_break_glass", "break_glass",   "read_emergency",
    "review_break_glass", "manage_recovery",  "read_numbers",        "search_names",  "ask_match",
    "open_door",          "close_door"};
static_assert(std::size(deed_names) == deed_count);

constexpr std::string_view bit_names[] = {"own_organization", "own_work",         "handed_off",   "recipient",
                                          "accepted_for_us",  "region_navigator", "live_release", "blocked",
                                          "stepped_up",       "glass_open",       "own_half"};
static_assert(std::size(bit_names) == bit_count);

bool is_about_a_record(Deed deed) {
  for (const auto& line : table)
    if (line.deed == deed && (line.needs | line.never) != 0) return true;
  return false;
}

}  // namespace

std::string_view name(Deed deed) { return deed_names[static_cast<std::size_t>(deed)]; }

std::string_view policy::name(Bit bit) {
  return bit_names[static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(bit)))];
}

std::span<const Line> policy::lines() { return table; }

bool policy::allowed_by(std::span<const Line> lines, Roles roles, Deed deed, const Relation& relation) {
  const auto holds = bits_of(relation);
  for (const auto& line : lines)
    if (line.deed == deed && roles.has(line.role) && (holds & line.needs) == line.needs && (holds & line.never) == 0)
      return true;
  return false;
}

bool allowed(Roles roles, Deed deed, const Relation& relation) { return allowed_by(table, roles, deed, relation); }

Result<void> decide(const Session& session, Deed deed, const Relation& relation) {
  if (allowed(session.roles, deed, relation)) return {};
  // Of a record that is nothing to this organization, or whose person does not want this member to see it, not even the
  // existence is told.
  constexpr std::uint16_t ties =
      own_organization | own_work | recipient | accepted_for_us | region_navigator | live_release;
  if (is_about_a_record(deed) && (relation.blocked || (bits_of(relation) & ties) == 0))
    return fail(Code::not_found, "There is no such thing.", "no relation");
  Relation fresh = relation;
  fresh.stepped_up = true;
  if (allowed(session.roles, deed, fresh))
    return fail(Code::forbidden, "Show again that it is you. Then do this once more.", "step_up");
  return fail(Code::forbidden, "Your role does not include this.", std::string(name(deed)));
}

}  // namespace nwd::access
