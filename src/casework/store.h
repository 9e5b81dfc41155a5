// The rows of casework. Used inside this folder only.
#pragma once

#include "casework/case.h"

namespace nwd::casework::store {

Result<void> insert_case(storage::Writer&, const Case&, const Bytes& wrapped_key);
Result<Listed<Case>> cases_of(storage::Reader&, access::OrganizationId, Part);
Result<Listed<Case>> cases_of(storage::Reader&, access::OrganizationId, access::MemberId opened_by, Part);
Result<Listed<Case>> cases_in(storage::Reader&, access::OrganizationId, CaseState, Part);
// The member's own that are sent, and those of any other state but closed that were opened after `since`.
Result<Listed<Case>> cases_at_door(storage::Reader&, const access::Session&, Instant since, Part);
Result<std::optional<CaseId>> case_of_thread(storage::Reader&, access::OrganizationId, ThreadId, CaseState);
// Raises the version from `seen`; 0 rows: it has moved on.
Result<std::int64_t> raise_version(storage::Writer&, CaseId, std::int64_t seen);
Result<void> set_state(storage::Writer&, CaseId, CaseState);
Result<void> set_thread(storage::Writer&, CaseId, ThreadId);

Result<std::optional<Bytes>> find_wrapped_key(storage::Reader&, CaseId, access::OrganizationId);
struct EnvelopeRow {
  std::int64_t version = 0;
  Bytes body;
};
Result<std::optional<EnvelopeRow>> find_envelope(storage::Reader&, CaseId, std::string_view column);
Result<void> put_envelope(storage::Writer&, CaseId, std::string_view column, const EnvelopeRow&);

Result<std::vector<Placement>> placements_of(storage::Reader&, CaseId);
Result<void> insert_placement(storage::Writer&, CaseId, const Placement&);
Result<std::int64_t> end_placement(storage::Writer&, CaseId, PlacementId, Day until);

Result<void> insert_thread(storage::Writer&, const Thread&);
Result<bool> reference_taken(storage::Reader&, std::string_view reference);
Result<std::int64_t> move_thread(storage::Writer&, ThreadId, const Progress&);
Result<std::int64_t> take_over(storage::Writer&, ThreadId, std::int64_t seen, access::OrganizationId owner,
                               Instant due);

}  // namespace nwd::casework::store
