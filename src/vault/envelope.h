// An envelope: personal data at rest. Sealed under a 32-byte key and bound to its place, so that a row moved, an old
// version put back, or a column swapped does not open.
//
//   suite(1) | key commitment(32) | nonce(24) | XChaCha20-Poly1305( padded plaintext )
//
// Suite 1: HKDF-SHA-256 of the key with the nonce as salt gives the encrypting key and the commitment, so that a
// ciphertext opens under one key only (Albertini et al., "How to Abuse and Fix Authenticated Encryption Without Key
// Commitment", 2022) and two envelopes of one key cannot be told to be so. Padding as ISO/IEC 7816-4 to 64, 256, 1 KiB,
// then multiples of 1 KiB: a length tells little. Additional data: the place.
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/id.h"
#include "base/result.h"
#include "vault/secret.h"

namespace nwd::vault {

struct Place {
  std::string_view table;
  IdBytes row;
  std::string_view column;
  std::int64_t version = 0;
};

inline constexpr std::size_t key_size = 32;
inline constexpr std::size_t largest_plaintext = std::size_t{1} << 20U;

using Key = SecretBytes;  // key_size bytes
Key new_key();

Result<Bytes> seal(const Key&, const Place&, ByteView plaintext);       // too_large
Result<SecretBytes> open(const Key&, const Place&, ByteView envelope);  // corrupt, unsupported (suite)

}  // namespace nwd::vault
