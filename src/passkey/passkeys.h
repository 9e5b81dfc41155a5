// Passkeys of members: adding one, signing in by it alone, showing it as the second step, and showing again that it is
// you. A passkey that gives a secret (WebAuthn's PRF extension) unlocks the member's key; one that gives none is shown
// after the passphrase. Either way its user was verified, by PIN, finger or face.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/credential.h"
#include "passkey/challenges.h"
#include "passkey/webauthn.h"

namespace nwd::passkey {

// `origin`: what the installation is told it is called; empty: it serves this machine only, and then passkeys work at
// localhost alone, for browsers take no passkeys of an address in digits. none: no passkeys here.
std::optional<RelyingParty> relying_party(std::string_view origin, std::string_view host_header, bool secure);

// Who asks, where and when.
struct Occasion {
  storage::Database& database;
  Challenges& challenges;
  RelyingParty party;
  Instant now;
  std::string_view visit;  // as of Challenges
  std::string_view peer;   // access/tries.h
};

// As the browser sent it. `secret`: PRF's 32 bytes; empty where the authenticator gives none.
struct MadeAnswer {
  Bytes challenge, client_data, attestation;
  vault::SecretBytes secret;
};
struct ShownAnswer {
  Bytes challenge, id, client_data, authenticator_data, signature, user_handle;
  vault::SecretBytes secret;
};

// What authenticators evaluate PRF over: the same for all, for who signs in has not said yet who they are. The secret
// is another for every passkey.
inline constexpr std::string_view secret_salt = "nwd passkey secret 1";
// How the authenticator calls the member to itself; sent back when it signs in.
Bytes user_handle(access::MemberId);

// The session was stepped up, or may set up a second factor; the caller then completes one of Stage::must_enrol.
// gone (challenge), invalid, unauthenticated (not what was asked for), conflict (it is here already, or too many).
Result<access::CredentialId> add(const Occasion&, Random&, const access::Session&, const std::string& label,
                                 const MadeAnswer&);

// All: gone (challenge), unauthenticated (one answer for an unknown passkey and a wrong one), rate_limited.
// forbidden: it is right, and a second step only.
// forbidden also as of access::enter, with detail `provider_demanded`.
Result<access::SignedIn> sign_in(const Occasion&, const vault::Derivations&, const ShownAnswer&,
                                 const access::Through& = {});
// `pending`: of Stage::second_step; the caller then completes it.
Result<void> show_second(const Occasion&, const access::Session& pending, const ShownAnswer&);
// The caller then steps the session up.
Result<void> show_again(const Occasion&, const access::Session&, const ShownAnswer&);

// What is kept of one, as its member is told.
bool may_be_copied(const access::Credential&);  // to other devices of theirs, by whoever made the authenticator

}  // namespace nwd::passkey
