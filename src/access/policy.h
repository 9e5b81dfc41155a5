// Who may do what: a table of roles × deeds × relation to the record (docs/security/access.md shows it). Deny by
// default. Features work out the relation from their own rows; this decides; opening an envelope is a second,
// independent lock (no key, no plaintext).
//
// The formula: role ∧ relation ∧ live release ∧ not blocked by the person ∧ shown again who one is (step-up).
#pragma once

#include <cstdint>
#include <string_view>

#include "access/session.h"
#include "base/result.h"

namespace nwd::access {

enum class Deed : std::uint8_t {
  read_directory,  // services without confidential addresses
  import_directory,
  confirm_capacity,  // set one's own beds
  create_intake,
  read_intake,  // own until hand-off
  send_referral,
  answer_referral,  // accept, ask, cannot take
  withdraw_referral,
  read_case,
  write_case,
  read_thread,  // reference, state, next step: no identity
  escalate_thread,
  read_address,  // of a confidential site
  read_audit,    // who did what: of one's own organization, or to one record
  manage_members,
  read_metrics,
  read_compartment,  // one part of a case: as read_case and write_case
  write_compartment,
  read_shared,          // what another organization shares under a live release
  grant_release,        // write down what the person agreed to
  withdraw_release,     // the person said stop
  prepare_mandated,     // telling what a law or a court demands: the first of two people
  confirm_mandated,     // the second
  export_case,          // to a file or to paper
  erase_case,           // destroy its keys
  manage_blocked,       // name who must not see a case
  ask_break_glass,      // the first of two people
  confirm_break_glass,  // the second: opens the glass for the first
  break_glass,          // alone
  read_emergency,       // contact and medical alert, while the glass is open
  review_break_glass,   // look afterwards whether it was right
  manage_recovery,      // officers who together bring an organization's key back
  read_numbers,         // counts that find nobody
  search_names,         // in one's own organization
  ask_match,            // whether another organization knows the same person
  open_door,            // the person's own sign-in (person/door.h), together with them
  close_door
};
inline constexpr int deed_count = static_cast<int>(Deed::close_door) + 1;
std::string_view name(Deed);

// What the record is to the session's organization and member. More than one may hold. The feature that owns the rows
// fills it in; what it leaves out does not hold, which never allows more (but `blocked`, `handed_off` and `own_half`,
// which forbid: casework/case_access.h works these out for a case).
struct Relation {
  bool own_organization = false;  // the record is this organization's
  bool own_work = false;          // this member made it
  bool handed_off = false;        // another organization holds the case now
  bool recipient = false;         // a live referral is addressed to this organization
  bool accepted_for_us = false;   // a referral this organization sent was accepted there
  bool region_navigator = false;  // the thread is in this navigator's region
  bool live_release = false;      // a release covers it now: this compartment, this purpose, this recipient
  bool blocked = false;           // the person said that this member must not see it
  bool stepped_up = false;        // this member has shown lately, again, who they are (Context::stepped_up)
  bool glass_open = false;        // the break-glass of this member for this record is open
  bool own_half = false;          // of what needs two people, this member did the other half
};

bool allowed(Roles, Deed, const Relation&);
// not_found where even the existence is not to be known: nothing to this organization, or blocked by the person.
// forbidden otherwise; with the detail "step_up" where it would be allowed after stepping up.
Result<void> decide(const Session&, Deed, const Relation&);

}  // namespace nwd::access
