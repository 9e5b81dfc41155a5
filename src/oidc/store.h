// The rows of oidc. Used inside this folder only.
#pragma once

#include "oidc/provider.h"

namespace nwd::oidc::store {

Result<void> insert_provider(storage::Writer&, const Provider&, Instant now);
Result<void> delete_provider(storage::Writer&, ProviderId);  // and its links
Result<void> insert_link(storage::Writer&, ProviderId, access::MemberId, const Subject&, Instant now);
Result<std::int64_t> delete_link(storage::Writer&, access::MemberId);  // number of rows

}  // namespace nwd::oidc::store
