// An organization's newest key as a member holds it, and how a member comes from there to the keys of all epochs. Used
// inside this folder only.
#pragma once

#include "access/epoch_store.h"
#include "vault/organization_keys.h"

namespace nwd::access::wraps {

// Everything that one member's keys are opened from, read in one state of the database.
struct Rows {
  OrganizationId organization;
  MemberId member;
  Bytes wrapped;
  std::vector<store::EpochRow> epochs;  // the newest first
};
Result<std::optional<Rows>> read(storage::Reader&, OrganizationId, MemberId);  // none: no wrap
// corrupt; forbidden: this member was left out when the newest epoch began.
Result<vault::OrganizationKeys> open(const vault::KeyringPtr&, const Rows&, const vault::PrivateKey& member_key);

// The wrap of the newest key to a member, and the proof that goes with it.
Result<store::WrapRow> make(const vault::OrganizationKeys&, MemberId, const vault::PublicKey&);
bool proven(const vault::OrganizationKeys&, const store::WrapRow&);

// An administrator whose own wrap is from before there were epochs renews it, and vouches for the members who were
// added then: their public keys are taken from the database this once.
Result<void> renew_old(storage::Database&, const Rows&, const vault::OrganizationKeys&);

// The private half of `before`, for who holds the epoch that follows it.
Result<Bytes> link(const vault::OrganizationKeys& before, OrganizationId, const vault::Recipient& next);

}  // namespace nwd::access::wraps
