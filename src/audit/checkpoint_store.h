// Where signed heads of the log are kept, and the leaves read that they are of. Used by signer.h and by whoever shows
// the log to a witness.
#pragma once

#include <functional>
#include <limits>
#include <optional>
#include <vector>

#include "audit/checkpoint.h"
#include "storage/database.h"

namespace nwd::audit {

inline constexpr auto last_entry = std::numeric_limits<std::int64_t>::max();

// Each leaf of the entries (after, until], in order. corrupt: one is not there.
Result<void> each_leaf(storage::Reader&, std::int64_t after, std::int64_t until,
                       const std::function<void(const Hash&)>& take);
// The leaves of the first `size` entries. not_found: there are fewer.
Result<std::vector<Hash>> leaves(storage::Reader&, std::uint64_t size);

Result<void> add_checkpoint(storage::Writer&, const SignedCheckpoint&, Instant at);  // one of its size: nothing
// The checkpoint of that size, or the last one, with what witnesses said.
Result<std::optional<SignedCheckpoint>> find_checkpoint(storage::Reader&, std::optional<std::uint64_t> size = {});
Result<std::vector<SignedCheckpoint>> all_checkpoints(storage::Reader&);  // by size
// not_found: no checkpoint of that size.
Result<void> add_cosignature(storage::Writer&, std::uint64_t size, const NoteSignature&);

}  // namespace nwd::audit
