// What a member proves who they are with (credentials), and what unlocks their private key. Each credential that
// unlocks holds the key locked by itself; who loses all of them has lost what the key opens. A member always keeps one
// that unlocks every day (a passphrase or a passkey): the last one is never removed.
//
// A kind that another folder adds, such as passkeys:
//   enrolling, signed in and stepped up, in a write:
//     add_credential(writer, random, now, session, {Kind::passkey, label, credential_id, public_key}, &prf_output);
//     add_credential(writer, random, now, session, {Kind::passkey, label, credential_id, public_key});   // 2nd factor
//     and then, if the session was Stage::must_enrol: Sessions::complete(session.id, now) makes it whole.
//   signing in by it alone, once the assertion has been verified:
//     NWD_TRY(const auto found, find_credential(reader, Kind::passkey, credential_id));
//     NWD_TRY(auto key, unlock(reader, *found, prf_output));
//     NWD_CHECK(use_credential(writer, now, found->id, signature_counter));
//     NWD_TRY(auto who, enter(database, derivations, now, found->member, std::move(key), Factors::both));
//     site.sessions.begin(to_session(std::move(who), now), now, browser);
//   as the second factor: Sessions::look gives a session of Stage::second_step; its member's passkeys are
//     credentials_of(reader, member, Kind::passkey); when one was shown, use_credential and
//     Sessions::complete.
//   showing again that it is you: the same with a session that is whole, and Sessions::step_up.
// Count tries with access/tries.h before anything that can be guessed.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/session.h"
#include "base/instant.h"
#include "base/random.h"
#include "base/result.h"
#include "storage/database.h"

namespace nwd::access {

using CredentialId = Id<struct CredentialTag>;

// Stored by name.
enum class Kind : std::uint8_t {
  passphrase,     // one a member; unlocks
  recovery_code,  // on paper, one a member; unlocks, once
  totp,           // one a member; second factor
  passkey         // many; second factor, and unlocks where the authenticator gives a secret (PRF)
};
std::string_view name(Kind);  // "recovery_code"
std::optional<Kind> parse_kind(std::string_view);

struct Credential {
  CredentialId id;
  MemberId member;
  Kind kind = Kind::passphrase;
  std::string label;
  Bytes handle;  // empty: none
  Bytes data;
  std::int64_t counter = 0;
  bool unlocks = false;
  Instant added;
  std::optional<Instant> used;
};

struct NewCredential {
  Kind kind = Kind::passkey;
  std::string label;         // 0 to 60 characters, one line
  Bytes handle{};            // unique for its kind, at most 1024 bytes
  Bytes data{};              // at most 4096 bytes, not secret
  std::int64_t counter = 0;  // use_credential takes higher ones only
};

inline constexpr std::size_t most_credentials = 20;  // of one member

// `secret`: 32 bytes that nobody can guess and only the authenticator gives; they unlock the member's key from now on.
// invalid (label, sizes), conflict (the handle is somebody's, one of this kind is there, too many).
Result<CredentialId> add_credential(storage::Writer&, Random&, Instant now, const Session&, const NewCredential&,
                                    const vault::SecretBytes* secret = nullptr);

// In the order they were added.
Result<std::vector<Credential>> credentials_of(storage::Reader&, MemberId);
Result<std::vector<Credential>> credentials_of(storage::Reader&, MemberId, Kind);
Result<std::optional<Credential>> find_credential(storage::Reader&, Kind, ByteView handle);

// Of whose member it is. none: no such credential.
Result<std::optional<OrganizationId>> organization_of(storage::Reader&, Kind, ByteView handle);

// unauthenticated: this secret does not unlock it. For credentials added with a secret; passphrases: access/proof.h.
Result<vault::PrivateKey> unlock(storage::Reader&, const Credential&, const vault::SecretBytes& secret);

// It was shown: when, and what it counted, if it counts. conflict: a counter that is not higher than the last one.
Result<void> use_credential(storage::Writer&, Instant now, CredentialId, std::optional<std::int64_t> counter = {});

// Of the session's own member. not_found; invalid (label).
Result<void> rename_credential(storage::Writer&, Instant now, const Session&, CredentialId, const std::string& label);
// conflict: the last one that unlocks every day, or the last second factor where the organization demands one.
Result<void> remove_credential(storage::Writer&, Instant now, const Session&, CredentialId);

// --- second factors ---

// Whether this member has a second factor: TOTP or a passkey.
Result<bool> has_second_factor(storage::Reader&, MemberId);

// From when on nobody of this organization gets in without a second factor; none: not demanded.
Result<std::optional<Instant>> second_factor_demanded(storage::Reader&, OrganizationId);
// Who of the organization's active members has none: nobody of them gets in from that day on without setting one up.
Result<std::vector<MemberId>> without_second_factor(storage::Reader&, OrganizationId);
// `by`: an administrator who may (Deed::manage_members); the caller has decided.
Result<void> demand_second_factor(storage::Writer&, Instant now, OrganizationId, std::optional<Instant> since,
                                  std::optional<MemberId> by);

// --- signing in ---

enum class Factors : std::uint8_t { one, both };  // what was shown: a passkey that verified its user is both

// An organization may have an identity provider of its own (oidc/): it says who somebody is, and the key is unlocked
// here as always. Its word counts as the second factor where the organization says so.
struct ProviderRule {
  bool demanded = false;       // nobody comes in without its word
  bool second_factor = false;  // its word is the second factor
};
Result<ProviderRule> provider_rule(storage::Reader&, OrganizationId);
// `by`: as of demand_second_factor.
Result<void> set_provider_rule(storage::Writer&, Instant now, OrganizationId, const ProviderRule&,
                               std::optional<MemberId> by);

// Through which door somebody comes.
enum class Door : std::uint8_t {
  page,         // of the site, or its API
  provider,     // the organization's provider said first who it is
  command_line  // on the server itself: a provider that is gone must shut nobody out for good
};
struct Through {
  Door door = Door::page;
  // Whether what was said before is said of this member. unauthenticated: it is not.
  std::function<Result<void>(const Member&)> check{};
};

// A member whose key a credential has unlocked comes in: the organization's key is opened, the stage worked out
// (SignedIn::stage), the audit told. unauthenticated (deactivated meanwhile, or Through::check says no), corrupt;
// forbidden with the detail `provider_demanded`: all was right, and the organization demands its provider's word.
inline constexpr std::string_view provider_demanded = "its provider's word is demanded";
Result<SignedIn> enter(storage::Database&, const vault::Derivations&, Instant now, MemberId,
                       vault::PrivateKey member_key, Factors, const Through& = {});

}  // namespace nwd::access
