// The rows of releases. Used inside this folder only.
#pragma once

#include "release/release.h"

namespace nwd::release::store {

Result<std::optional<Release>> find(storage::Reader&, ReleaseId);
Result<void> insert(storage::Writer&, const Release&);
Result<void> set_withdrawn(storage::Writer&, ReleaseId, Instant now, StoppedBy);
Result<std::vector<Release>> of_case(storage::Reader&, CaseId);
// Those that go on, not of packets.
Result<std::vector<Release>> shared_with(storage::Reader&, access::OrganizationId, Instant now);

struct DisclosureRow {
  CaseId case_id;
  ReleaseId release;
  access::OrganizationId recipient;
  std::optional<Compartment> part;
  Way way = Way::read;
  Instant at;
};
Result<void> insert_disclosure(storage::Writer&, const DisclosureRow&);
Result<std::vector<Disclosure>> disclosures_of(storage::Reader&, CaseId, int most);

Result<std::optional<Rules>> rules_of(storage::Reader&, access::OrganizationId);
Result<void> put_rules(storage::Writer&, access::OrganizationId, Rules);

}  // namespace nwd::release::store
