// The bytes of a place, for authenticated data: each part preceded by its length, so that no two places are alike.
#pragma once

#include "base/bytes.h"
#include "vault/envelope.h"

namespace nwd::vault {

Bytes bytes_of_place(std::string_view purpose, const Place&);

// HKDF-SHA-256 (RFC 5869), 32 bytes.
SecretBytes hkdf(ByteView key, ByteView salt, ByteView info);

}  // namespace nwd::vault
