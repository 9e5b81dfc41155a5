// A row's wrap made anew: for a new key, or for the recipient's newer epoch. It keeps the number of the one before, so
// that destroying the row's number shuts every wrap that ever stood in the row, also in older backups.
#pragma once

#include "vault/organization_keys.h"

namespace nwd::vault {

// `before`: what stands in the row; of the first suite, or empty, it gets a number now.
Result<Bytes> wrap_again(const OrganizationKeys&, const Recipient& to, const Place&, const SecretBytes& key,
                         ByteView before);
// Whether the row's wrap is of an older epoch than the keys' newest: whoever writes next makes it anew, with a new key.
Result<bool> is_older(const OrganizationKeys&, ByteView wrapped);

}  // namespace nwd::vault
