// The rows of the person's copies. Used inside this folder only.
#pragma once

#include "casework/case.h"

namespace nwd::casework::store {

struct PersonsCopyRow {
  vault::PublicKey key;
  std::int64_t version = 0;
  Bytes wrapped;
  Bytes body;
};
Result<void> put_persons_copy(storage::Writer&, CaseId, const PersonsCopyRow&);
Result<void> delete_persons_copy(storage::Writer&, CaseId);
Result<std::optional<PersonsCopyRow>> find_persons_copy(storage::Reader&, CaseId);

}  // namespace nwd::casework::store
