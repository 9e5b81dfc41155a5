// The rows of copies, and the hook of `append`. Used inside this folder only.
#pragma once

#include <optional>
#include <vector>

#include "audit/audit.h"
#include "vault/keypair.h"

namespace nwd::audit::store {

struct CopyKey {
  vault::PublicKey key;
  Instant since;
  std::int64_t last = 0;  // number of the newest copy
};
struct SealedCopy {
  std::int64_t number = 0;
  Bytes wrapped;
  Bytes body;
};
Result<void> insert_copy_key(storage::Writer&, const IdBytes& subject, const vault::PublicKey&, Instant now);
Result<void> delete_copies(storage::Writer&, const IdBytes& subject);
Result<std::optional<CopyKey>> find_copy_key(storage::Reader&, const IdBytes& subject);
Result<void> insert_copy(storage::Writer&, const IdBytes& subject, const SealedCopy&);
Result<std::vector<SealedCopy>> newest_copies(storage::Reader&, const IdBytes& subject, int limit);

// Of an entry whose subject has copies made.
Result<void> add_copy(storage::Writer&, const Entry&);

}  // namespace nwd::audit::store
