// The paper code: unlocks a member's key when everything else is lost. 27 random signs of five bits (135 bits) and a
// check sign, in seven groups of four: "7K3M-Q0RZ-…". The signs are Crockford's base 32: no I, L, O or U; whoever types
// o, i or l is understood, also in small letters, with any blanks and dashes.
//
// The check sign is a weighted sum over GF(32), of which a code of up to 31 signs takes no single wrong sign and no two
// that were exchanged, wherever they stand.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "access/credential.h"

namespace nwd::access {

namespace recovery {

inline constexpr std::size_t sign_count = 28;
inline constexpr std::size_t group_size = 4;

vault::SecretBytes new_code();                                   // sign_count signs, as text, without groups
std::string grouped(const vault::SecretBytes&);                  // "7K3M-Q0RZ-…"
std::optional<vault::SecretBytes> parse(std::string_view text);  // none: not a code, or mistyped

}  // namespace recovery

// Takes the place of the one before, if there is one. `typed`: the same code, as the member typed it back from paper.
// invalid (field "code").
Result<CredentialId> add_recovery_code(storage::Writer&, Random&, Instant now, const Session&,
                                       const vault::SecretBytes& code, std::string_view typed);

}  // namespace nwd::access
