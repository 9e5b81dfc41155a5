// The log of who did what to whose record: append-only (the database itself turns away UPDATE and DELETE), written in
// the transaction of the deed. A read of a person is logged before the plaintext leaves.
//
// What an entry says is sealed (audit/sealing.h) under a key of the organization that it concerns. Its leaf, SHA-256 as
// RFC 6962 section 2.1 hashes leaves, commits to it: the tree, its signed heads and its witnesses are built on these
// rows, and whoever checks them needs no key. Who holds a key opens entries with audit/opener.h.
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
  std::string_view purpose;           // "care", "hand-off", "operations"
  std::optional<IdBytes> concerns{};  // whose entry it is, where it is not `organization`'s: what the system did
};

// What an entry says, for whoever could open it.
struct Detail {
  Instant at;
  std::optional<IdBytes> member;
  std::optional<IdBytes> organization;
  std::string deed;
  std::string subject;
  IdBytes subject_id;
  std::string purpose;
  bool operator==(const Detail&) const = default;
};

// What is kept of a sealed entry. The leaf is hashed from all but the body, so that the body can be destroyed.
struct Sealed {
  IdBytes log_key;              // names the key
  IdBytes tag;                  // finds the entry by its subject, for whoever has the key; unlike any other
  Hash commitment{};            // to the detail, under a random salt that is in the body
  Hash body_hash{};             // SHA-256
  std::optional<Bytes> body{};  // none: destroyed
};

struct Recorded {
  std::int64_t sequence = 0;       // 1, 2, 3 … without gaps
  Instant at;                      // of a sealed one the minute only
  Bytes leaf_hash;                 // as it is stored, whatever somebody made of it
  std::optional<Sealed> sealed{};  // none: from before entries were sealed
  std::optional<Detail> detail{};  // none: still sealed
};

Hash leaf_hash(const Recorded&);  // what it must be

// internal: a text that is not a word (a-z, 0-9, "._-", at most 64).
Result<std::int64_t> append(storage::Writer&, const Entry&);
// At most 1000 entries a call.
Result<std::vector<Recorded>> tail(storage::Reader&, std::int64_t after, int limit);
Result<std::vector<Recorded>> newest(storage::Reader&, int limit);  // newest first

}  // namespace nwd::audit
