// The rows of epochs and of the members' wraps. Used inside this folder only.
#pragma once

#include "access/organization.h"

namespace nwd::access::store {

struct EpochRow {
  vault::Recipient keys;
  Bytes previous;  // empty in the first
};
Result<std::vector<EpochRow>> epochs_of(storage::Reader&, OrganizationId);  // the newest first
Result<void> insert_epoch(storage::Writer&, OrganizationId, const EpochRow&, Instant now);
Result<void> set_newest(storage::Writer&, OrganizationId, const vault::Recipient&);

Result<bool> epoch_due(storage::Reader&, OrganizationId);
Result<void> set_epoch_due(storage::Writer&, OrganizationId, Instant now);
Result<void> delete_epoch_due(storage::Writer&, OrganizationId);

struct WrapRow {
  MemberId member;
  vault::PublicKey public_key;  // the member's
  Bytes wrapped;
  Bytes proof;  // empty: it was added before there were epochs
};
Result<std::vector<WrapRow>> wraps_of(storage::Reader&, OrganizationId);  // of active members
Result<std::optional<Bytes>> find_wrap(storage::Reader&, OrganizationId, MemberId);
Result<void> insert_wrap(storage::Writer&, OrganizationId, const WrapRow&);
// Of a new epoch. The one before stays whole for its member: an older backup must open for those who stayed.
Result<void> set_wrap(storage::Writer&, const WrapRow&);
Result<void> destroy_wrap(storage::Writer&, OrganizationId, MemberId);

}  // namespace nwd::access::store
