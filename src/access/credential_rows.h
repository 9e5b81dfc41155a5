// What every kind of credential needs to become a row, and how its secrets are bound to it. Used inside this folder
// only.
#pragma once

#include "access/credential_store.h"

namespace nwd::access::rows {

Credential fresh(Random&, Instant now, MemberId, Kind);
// Checks label, sizes and number; writes the row and tells the audit.
Result<void> insert(storage::Writer&, const Session&, const Credential&, const store::Secrets&);

vault::Place sealed_place(CredentialId);

// A member's key locked by a secret that nobody can guess: an envelope under a key derived from it, bound to the row.
// No Argon2id: stretching makes guessing dearer, and of 2^128 and more nobody guesses any.
Result<Bytes> lock(const vault::PrivateKey&, CredentialId, const vault::SecretBytes& secret);
Result<vault::PrivateKey> unlock(ByteView locked, CredentialId, const vault::SecretBytes& secret);  // unauthenticated

Result<void> tell(storage::Writer&, Instant now, MemberId, OrganizationId, std::string_view deed, const IdBytes& id);

}  // namespace nwd::access::rows
