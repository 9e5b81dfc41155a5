// The rows of mandated reports. Used inside this folder only.
#pragma once

#include "release/mandated.h"

namespace nwd::release::store {

struct SealedText {
  Bytes wrapped;
  Bytes body;
};
Result<void> insert_mandated(storage::Writer&, const Mandated&, const SealedText&);
Result<std::optional<Mandated>> find_mandated(storage::Reader&, MandatedId);
Result<std::optional<SealedText>> find_text(storage::Reader&, MandatedId);
Result<std::vector<Mandated>> mandated_of(storage::Reader&, CaseId);
Result<std::vector<Mandated>> mandated_in(storage::Reader&, access::OrganizationId, MandatedState);
// Both raise the version from `seen`; 0 rows: it has moved on.
Result<std::int64_t> set_state(storage::Writer&, MandatedId, std::int64_t seen, MandatedState, access::MemberId by,
                               Instant now);
Result<std::int64_t> set_notice(storage::Writer&, MandatedId, std::int64_t seen, Notice, Instant now);

}  // namespace nwd::release::store
