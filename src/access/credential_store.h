// The rows of credentials. Used inside this folder only.
#pragma once

#include <optional>

#include "access/credential.h"

namespace nwd::access::store {

struct Locked {
  CredentialId id;
  Bytes key;  // the member's private key
};
Result<std::optional<Locked>> find_locked(storage::Reader&, MemberId, Kind);
Result<std::optional<Bytes>> locked_key_of(storage::Reader&, CredentialId);

struct Sealed {
  CredentialId id;
  Bytes secret;
  std::int64_t counter = 0;
};
Result<std::optional<Sealed>> find_sealed(storage::Reader&, MemberId, Kind);

struct Secrets {
  std::optional<Bytes> locked_key;
  std::optional<Bytes> sealed;
};
Result<void> insert_credential(storage::Writer&, const Credential&, const Secrets&);
// Numbers of rows.
Result<std::int64_t> set_locked_key(storage::Writer&, MemberId, Kind, const Bytes& key, Instant now);
Result<std::int64_t> set_used(storage::Writer&, CredentialId, Instant now);
Result<std::int64_t> set_counted(storage::Writer&, CredentialId, Instant now, std::int64_t counter);
Result<std::int64_t> set_label(storage::Writer&, MemberId, CredentialId, std::string_view label);
Result<std::int64_t> delete_credential(storage::Writer&, MemberId, CredentialId);
Result<std::int64_t> delete_kind(storage::Writer&, MemberId, Kind);
Result<void> delete_all(storage::Writer&, MemberId);

Result<void> set_rule(storage::Writer&, OrganizationId, Instant since);
Result<void> delete_rule(storage::Writer&, OrganizationId);
Result<void> set_provider_rule(storage::Writer&, OrganizationId, const ProviderRule&);

}  // namespace nwd::access::store
