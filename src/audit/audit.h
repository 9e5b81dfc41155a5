// The log of who did what to whose record: append-only (the database itself turns away UPDATE and DELETE), written in
// the transaction of the deed. A read of a person is logged before the plaintext leaves.
//
// Each entry carries its leaf hash, SHA-256(0x00 || canonical bytes), as RFC 6962 section 2.1 hashes leaves: the tree,
// its signed heads and its witnesses are built on these rows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/tree.h"
#include "base/bytes.h"
#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "storage/database.h"

namespace nwd::audit {

// Words of a closed list, never free text: `deed` "case.read", "referral.accept"; `subject` "case", "referral".
struct Entry {
  Instant at;
  std::optional<IdBytes> member;  // none: the system itself (a lapsed hold)
  std::optional<IdBytes> organization;
  std::string_view deed;
  std::string_view subject;
  IdBytes subject_id;
  std::string_view purpose;  // "care", "hand-off", "operations"
};

struct Recorded {
  std::int64_t sequence = 0;  // 1, 2, 3 … without gaps
  Instant at;
  std::optional<IdBytes> member;
  std::optional<IdBytes> organization;
  std::string deed;
  std::string subject;
  IdBytes subject_id;
  std::string purpose;
  Bytes leaf_hash;  // as it is stored, whatever somebody made of it
};

Hash leaf_hash(std::int64_t sequence, const Entry&);

// internal: a text that is not a word (a-z, 0-9, "._-", at most 64).
Result<std::int64_t> append(storage::Writer&, const Entry&);
// At most 1000 entries a call.
Result<std::vector<Recorded>> tail(storage::Reader&, std::int64_t after, int limit);
Result<std::vector<Recorded>> newest(storage::Reader&, int limit);                                 // newest first
Result<std::vector<Recorded>> of_subject(storage::Reader&, const IdBytes& subject_id, int limit);  // newest first

}  // namespace nwd::audit
