// Codes of six digits that change every thirty seconds (RFC 6238 with SHA-1, RFC 4226), as every authenticator app
// makes them. A code is taken one step early or late, and once: the step that was used last is stored. The secret is
// wrapped to the member's key, so that it can be read only once a credential has unlocked that key: the database alone
// shows it to nobody, and checks nothing for whoever has not shown the passphrase.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "access/credential.h"

namespace nwd::access {

namespace totp {

inline constexpr std::int64_t step_ms = 30 * second_ms;
inline constexpr std::size_t secret_size = 20;  // bytes, as RFC 4226 section 4 recommends

vault::SecretBytes new_secret();
std::string code_at(const vault::SecretBytes& secret, std::int64_t step);  // "094287"
// The step whose code it is: now's, the one before or the one after. Takes the same time for every code.
std::optional<std::int64_t> step_of(const vault::SecretBytes& secret, std::string_view code, Instant now);
std::string base32(ByteView);  // RFC 4648 section 6, no padding
// What the QR code says; holds the secret.
std::string uri(const vault::SecretBytes& secret, std::string_view issuer, std::string_view account);

}  // namespace totp

// Takes the place of the one before, if there is one. invalid (field "code"): not this secret's code of now.
Result<CredentialId> add_totp(storage::Writer&, Random&, Instant now, const Session&, const vault::SecretBytes& secret,
                              std::string_view code);

}  // namespace nwd::access
