// What a browser hands over when a passkey was made or shown, read into types and verified as Web Authentication
// Level 3 says (sections 7.1 and 7.2). No request, no table, no clock: whether the challenge is a fresh one of ours is
// asked before (passkey/challenges.h).
#pragma once

#include <array>
#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "passkey/public_key.h"

namespace nwd::passkey {

struct RelyingParty {
  std::string id;      // "notes.example.org"
  std::string origin;  // "https://notes.example.org"
};

struct Expected {
  RelyingParty party;
  ByteView challenge;
  bool user_verified = true;  // by PIN, finger or face; that somebody was there is always wanted
};

// Flags and counter. Whether the passkey may be copied to other devices ("backup eligible") never changes; whether it
// has been may.
struct Standing {
  std::uint32_t counter = 0;  // 0: it does not count
  bool user_present = false;
  bool user_verified = false;
  bool may_be_copied = false;
  bool copied = false;
};

struct Made {
  Bytes id;          // 1 to 1023 bytes
  Bytes public_key;  // COSE
  Standing standing;
};

// Errors: invalid (malformed, too long), unauthenticated (well formed, and not what was asked for).
Result<Made> verify_made(const Expected&, ByteView client_data, ByteView attestation);
Result<Standing> verify_shown(const Expected&, const PublicKey&, ByteView client_data, ByteView authenticator_data,
                              ByteView signature);

Result<PublicKey> parse_public_key(ByteView cose);

// --- the parts, for tests and the fuzzer ---

struct ClientData {
  std::string type;  // "webauthn.create"
  Bytes challenge;
  std::string origin;
  bool elsewhere = false;  // asked for from within another site's page
};
Result<ClientData> parse_client_data(ByteView json);

struct AuthenticatorData {
  std::array<std::uint8_t, 32> party_hash{};
  Standing standing;
  struct Attested {
    ByteView id;
    ByteView cose;
    PublicKey key;
  };
  std::optional<Attested> attested{};
};
Result<AuthenticatorData> parse_authenticator_data(ByteView);

struct Attestation {
  ByteView authenticator_data;
  std::optional<ByteView> own_signature{};  // of the new key itself ("packed" without a certificate)
  std::int64_t algorithm = 0;               // of that signature
};
Result<Attestation> parse_attestation(ByteView);

}  // namespace nwd::passkey
