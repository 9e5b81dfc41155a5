// The rows of the index of names. Used inside this folder only.
#pragma once

#include "casework/case.h"

namespace nwd::casework::store {

struct NameKeyRow {
  std::int64_t generation = 0;
  Bytes wrapped;
};
Result<std::vector<NameKeyRow>> name_keys(storage::Reader&, access::OrganizationId);  // the oldest first
Result<void> insert_name_key(storage::Writer&, access::OrganizationId, const NameKeyRow&);
// Deletes the keys before this generation that no record is under; their wraps are left to the keyring to destroy.
Result<void> delete_unused_name_keys(storage::Writer&, access::OrganizationId, std::int64_t before);

struct NameRow {
  CaseId id;
  std::int64_t generation = 0;
  Bytes body;
};
Result<std::optional<NameRow>> find_name(storage::Reader&, CaseId, access::OrganizationId);
Result<void> put_name(storage::Writer&, access::OrganizationId, const NameRow&);
Result<void> delete_name(storage::Writer&, CaseId);

// Of the cases that this member may read.
struct Readable {
  const access::Session& session;
  bool all;  // of the organization; otherwise their own
};
struct NameSeen {
  CaseId id;
  Instant opened;
  std::int64_t generation = 0;
  std::optional<ByteView> body;  // none: there is no record. Not copied: there may be very many
};
using EachName = std::function<Result<void>(const NameSeen&)>;
Result<void> each_name(storage::Reader&, const Readable&, const EachName&);
Result<std::vector<CaseId>> cases_without_name(storage::Reader&, const Readable&, int most);  // the newest first
Result<std::vector<NameRow>> older_names(storage::Reader&, const Readable&, std::int64_t newest, int most);

}  // namespace nwd::casework::store
