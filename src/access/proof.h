// Showing who one is after the first time: the second step of signing in, again before a deed that asks for it, with
// the paper code when everything else is lost; and changing what is shown. None of these tells whether a name exists.
#pragma once

#include <string_view>

#include "access/credential.h"
#include "vault/passphrase.h"

namespace nwd::access {

// Where the tries come from: an address (access/tries.h).
using Peer = std::string_view;

// access::sign_in, and what was said before. Also forbidden, as of enter.
Result<SignedIn> sign_in_through(storage::Database&, vault::Derivations&, Instant now, const Through&,
                                 std::string_view sign_in, std::string_view passphrase, Peer = {});
// Whose name this is: to be told to nobody who has not shown that it is theirs.
Result<std::optional<Member>> member_named(storage::Reader&, std::string_view sign_in);

// The code of the member's TOTP, with which a sign-in of Stage::second_step is whole; Sessions::complete then makes the
// session so. unauthenticated: wrong, used before, or there is none. rate_limited.
Result<void> show_code(storage::Database&, Instant now, MemberId, OrganizationId, const vault::PrivateKey& member_key,
                       std::string_view code, Peer = {});

// Again, in a session: the passphrase and, where the member has TOTP, its code. The caller then calls
// Sessions::step_up. unauthenticated (the same words whichever was wrong), rate_limited, busy.
Result<void> show_again(storage::Database&, vault::Derivations&, Instant now, const Session&,
                        std::string_view passphrase, std::string_view code, Peer = {});

// invalid: fields "passphrase" (too short, or common).
Result<void> check_passphrase(std::string_view passphrase);

// The member's key locked by another passphrase. The caller has had the session stepped up, and ends the others.
Result<void> change_passphrase(storage::Database&, vault::Derivations&, Random&, Instant now, const Session&,
                               std::string_view passphrase);

// Whether this is the paper code of the session's member, without using it up: for trying it before it is needed. The
// try is kept as the code's last use. unauthenticated (wrong, mistyped, or there is none), rate_limited.
Result<void> try_recovery_code(storage::Database&, Instant now, const Session&, std::string_view code, Peer = {});

// With the paper code: from now on the new passphrase unlocks, and everything else that did or was a second factor is
// taken away, the code included; all at once or not at all. The caller ends the member's sessions.
// invalid (the passphrase), unauthenticated (the same for an unknown name and a wrong code), rate_limited, busy;
// forbidden: it is done, and the way in leads through the organization's provider.
Result<SignedIn> recover(storage::Database&, vault::Derivations&, Random&, Instant now, std::string_view sign_in,
                         std::string_view code, std::string_view new_passphrase, Peer = {});

}  // namespace nwd::access
