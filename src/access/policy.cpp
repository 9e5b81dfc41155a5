#include "access/policy.h"

#include "access/policy_table.h"

namespace nwd::access {

using namespace policy;

namespace {

std::uint8_t bits_of(const Relation& r) {
  return static_cast<std::uint8_t>((r.own_organization ? own_organization : 0) | (r.own_work ? own_work : 0) |
                                   (r.handed_off ? handed_off : 0) | (r.recipient ? recipient : 0) |
                                   (r.accepted_for_us ? accepted_for_us : 0) |
                                   (r.region_navigator ? region_navigator : 0));
}

using enum Role;

constexpr Line table[] = {
    {Deed::read_directory, door_worker},
    {Deed::read_directory, caseworker},
    {Deed::read_directory, navigator},
    {Deed::read_directory, director},
    {Deed::read_directory, administrator},
    {Deed::import_directory, administrator},
    {Deed::confirm_capacity, caseworker, own_organization},
    {Deed::create_intake, door_worker},
    {Deed::create_intake, caseworker},
    {Deed::read_intake, door_worker, own_organization | own_work, handed_off},
    {Deed::read_intake, caseworker, own_organization, handed_off},
    {Deed::send_referral, door_worker, own_organization | own_work, handed_off},
    {Deed::send_referral, caseworker, own_organization, handed_off},
    {Deed::answer_referral, caseworker, recipient},
    {Deed::withdraw_referral, door_worker, own_organization | own_work},
    {Deed::withdraw_referral, caseworker, own_organization},
    {Deed::read_case, door_worker, own_organization | own_work, handed_off},
    {Deed::read_case, caseworker, own_organization, handed_off},
    {Deed::write_case, door_worker, own_organization | own_work, handed_off},
    {Deed::write_case, caseworker, own_organization, handed_off},
    {Deed::read_thread, door_worker, own_organization},
    {Deed::read_thread, caseworker, own_organization},
    {Deed::read_thread, navigator, region_navigator},
    {Deed::escalate_thread, navigator, region_navigator},
    {Deed::read_address, caseworker, own_organization},
    {Deed::read_address, door_worker, accepted_for_us},
    {Deed::read_address, caseworker, accepted_for_us},
    {Deed::read_audit, caseworker, own_organization, handed_off},
    {Deed::read_audit, administrator, own_organization},
    {Deed::manage_members, administrator, own_organization},
    {Deed::read_metrics, director},
    {Deed::read_metrics, administrator},
};

constexpr std::string_view deed_names[] = {
    "read_directory",  "import_directory",  "confirm_capacity", "create_intake", "read_intake", "send_referral",
    "answer_referral", "withdraw_referral", "read_case",        "write_case",    "read_thread", "escalate_thread",
    "read_address",    "read_audit",        "manage_members",   "read_metrics"};

}  // namespace

std::string_view name(Deed deed) { return deed_names[static_cast<std::size_t>(deed)]; }

std::span<const Line> policy::lines() { return table; }

bool policy::allowed_by(std::span<const Line> lines, Roles roles, Deed deed, const Relation& relation) {
  const auto bits = bits_of(relation);
  for (const auto& line : lines)
    if (line.deed == deed && roles.has(line.role) && (bits & line.needs) == line.needs && (bits & line.never) == 0)
      return true;
  return false;
}

bool allowed(Roles roles, Deed deed, const Relation& relation) { return allowed_by(table, roles, deed, relation); }

Result<void> decide(const Session& session, Deed deed, const Relation& relation) {
  if (allowed(session.roles, deed, relation)) return {};
  // Of a record that is nothing to this organization, not even the existence is told.
  bool about_a_record = false;
  for (const auto& line : table) about_a_record = about_a_record || (line.deed == deed && line.needs != 0);
  if (about_a_record && (bits_of(relation) & ~handed_off) == 0)
    return fail(Code::not_found, "There is no such thing.", "no relation");
  return fail(Code::forbidden, "Your role does not include this.", std::string(name(deed)));
}

}  // namespace nwd::access
