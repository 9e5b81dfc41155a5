// What is sealed here, and to whom. Used inside this folder only.
#pragma once

#include "same_person/store.h"
#include "vault/secret.h"

namespace nwd::same_person {

// What is compared of a person: "hale robin\n2004". invalid: no word in the name.
Result<vault::SecretBytes> compared(std::string_view name, std::optional<int> born);

// To the session's organization.
Result<store::SealedName> seal_name(const access::Session&, AgreedId, const vault::SecretBytes& name);
Result<vault::SecretBytes> open_name(const access::Session&, AgreedId, const store::SealedName&);

// Puts it in its row, sealed to that organization: the session's, or another one.
Result<void> tell(storage::Writer&, const access::Session&, access::OrganizationId to, AskId, store::Step,
                  ByteView plain);
// corrupt, gone, not_found (no such row).
Result<vault::SecretBytes> told(storage::Reader&, const access::Session&, AskId, store::Step);

}  // namespace nwd::same_person
