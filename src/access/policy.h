// Who may do what: a table of roles × deeds × relation to the record. Deny by default. Features work out the relation
// from their own rows; this decides; opening an envelope is a second, independent lock (no key, no plaintext).
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
  read_audit,
  manage_members,
  read_metrics
};
std::string_view name(Deed);

// What the record is to the session's organization and member. More than one may hold.
struct Relation {
  bool own_organization = false;  // the record is this organization's
  bool own_work = false;          // this member made it
  bool handed_off = false;        // another organization holds the case now
  bool recipient = false;         // a live referral is addressed to this organization
  bool accepted_for_us = false;   // a referral this organization sent was accepted there
  bool region_navigator = false;  // the thread is in this navigator's region
};

bool allowed(Roles, Deed, const Relation&);
// forbidden, or not_found where even the existence is not to be known.
Result<void> decide(const Session&, Deed, const Relation&);

}  // namespace nwd::access
