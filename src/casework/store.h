// The rows of casework. Used inside this folder only.
#pragma once

#include "casework/case.h"
#include "casework/case_access.h"

namespace nwd::casework::store {

Result<void> insert_case(storage::Writer&, const Case&, const Bytes& wrapped_key);
// Of the relation only `glass_open` is filled in.
Result<std::optional<CaseStanding>> case_standing(storage::Reader&, CaseId, access::MemberId, Instant now);
struct ThreadRow {
  ThreadStanding standing;
  bool ours = false;  // the organization has a record of this thread
};
Result<std::optional<ThreadRow>> thread_standing(storage::Reader&, ThreadId, const access::Session&);

// Lists of the session's organization, without what a person does not want this member to see.
Result<Listed<Case>> cases_of(storage::Reader&, const access::Session&, Part);
Result<Listed<Case>> own_cases(storage::Reader&, const access::Session&, Part);
Result<Listed<Case>> cases_in(storage::Reader&, const access::Session&, CaseState, Part);
// The member's own that are sent, and those of any other state but closed that were opened after `since`.
Result<Listed<Case>> cases_at_door(storage::Reader&, const access::Session&, Instant since, Part);
// Those whose persons named the member, and the others of the same way.
Result<std::vector<Case>> cases_naming(storage::Reader&, access::MemberId);
Result<std::optional<CaseId>> case_of_thread(storage::Reader&, const access::Session&, ThreadId, CaseState);
Result<Listed<Thread>> threads_of_region(storage::Reader&, const access::Session&, Part);
Result<Listed<Thread>> threads_of_organization(storage::Reader&, const access::Session&, Part);
// Raises the version from `seen`; 0 rows: it has moved on.
Result<std::int64_t> raise_version(storage::Writer&, CaseId, std::int64_t seen);
Result<void> set_state(storage::Writer&, CaseId, CaseState);
Result<void> set_thread(storage::Writer&, CaseId, ThreadId);

Result<std::optional<Bytes>> find_wrapped_key(storage::Reader&, CaseId, access::OrganizationId);
Result<void> set_wrapped_key(storage::Writer&, CaseId, access::OrganizationId, const Bytes& wrapped);
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
