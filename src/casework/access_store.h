// The rows of who must not see a case, and of what its holder is told. Used inside this folder only.
#pragma once

#include "casework/blocked.h"

namespace nwd::casework::store {

Result<std::vector<access::MemberId>> blocked_members(storage::Reader&, CaseId);
Result<void> block(storage::Writer&, CaseId, access::MemberId);
Result<void> unblock(storage::Writer&, CaseId, access::MemberId);

Result<void> put_alert(storage::Writer&, CaseId, access::MemberId, AlertKind, Instant);
struct AlertRow {
  Alert alert;  // `who`: the member's name
  access::OrganizationId organization;
  std::string organization_name;
};
// Not yet seen, of the cases that this member may read; what the member did is no news to them.
Result<std::vector<AlertRow>> alerts_of_holder(storage::Reader&, const access::Session&);  // a caseworker's
Result<std::vector<AlertRow>> alerts_of_opener(storage::Reader&, const access::Session&);  // a door worker's
Result<std::vector<AlertRow>> alerts_of_case(storage::Reader&, CaseId);                    // all of that person's way
Result<void> set_alerts_seen(storage::Writer&, CaseId, access::MemberId by);

}  // namespace nwd::casework::store
