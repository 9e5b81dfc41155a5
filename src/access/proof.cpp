#include "access/proof.h"

#include <algorithm>

#include "access/common_passphrases.h"
#include "access/credential_rows.h"
#include "access/failures.h"
#include "access/recovery_code.h"
#include "access/store.h"
#include "access/totp.h"
#include "access/tries.h"
#include "audit/audit.h"
#include "base/text.h"

namespace nwd::access {
namespace {

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

Failure invalid(std::string_view field, std::string_view key, std::string text) {
  return fail(Error{Code::invalid,
                    "Some of it is not right. Nothing was changed.",
                    "",
                    {{std::string(field), std::string(key), std::move(text)}}});
}

Failure wrong_code() { return fail(Code::unauthenticated, "The code is not right, or it was used before."); }

// The step that a code is of, and whose; none if it is not right or was used.
struct Shown {
  CredentialId id;
  std::int64_t step;
};
Result<std::optional<Shown>> read_code(storage::Database& database, Instant now, MemberId member,
                                       const vault::PrivateKey& key, std::string_view code) {
  NWD_TRY(const auto sealed,
          database.read([&](storage::Reader& reader) { return store::find_sealed(reader, member, Kind::totp); }));
  if (!sealed) return std::nullopt;
  NWD_TRY(const auto secret, vault::unwrap(key, rows::sealed_place(sealed->id), sealed->secret));
  const auto step = totp::step_of(secret, trim(code), now);
  if (!step || *step <= sealed->counter) return std::nullopt;
  return Shown{sealed->id, *step};
}

Result<bool> has_totp(storage::Database& database, MemberId member) {
  NWD_TRY(const auto list,
          database.read([&](storage::Reader& reader) { return credentials_of(reader, member, Kind::totp); }));
  return !list.empty();
}

Result<vault::PrivateKey> unlock_by_passphrase(storage::Database& database, vault::Derivations& derivations,
                                               MemberId member, std::string_view passphrase) {
  NWD_TRY(const auto locked,
          database.read([&](storage::Reader& reader) { return store::find_locked(reader, member, Kind::passphrase); }));
  if (!locked) return Failure(derivations.pretend(passphrase).error());
  return derivations.unlock(locked->key, member, passphrase);
}

struct Paper {
  std::optional<Member> member;
  std::optional<vault::PrivateKey> key;
};
// The same work whether there is such a name, and such a code, or not.
Result<Paper> open_by_code(storage::Database& database, std::string_view name, const vault::SecretBytes& code) {
  Paper paper;
  std::optional<store::Locked> locked;
  NWD_CHECK(database.read([&](storage::Reader& reader) -> Result<void> {
    NWD_TRY(const auto row, store::find_by_sign_in(reader, name));
    const bool known = row && row->member.active;
    if (known) paper.member = row->member;
    NWD_TRY(locked, store::find_locked(reader, known ? row->member.id : MemberId{}, Kind::recovery_code));
    return {};
  }));
  static const Bytes nothing(vault::seal(vault::new_key(), {"", {}, "", 0}, vault::new_key().view()).value());
  auto key = rows::unlock(locked ? locked->key : nothing, locked ? locked->id : CredentialId{}, code);
  if (key) {
    paper.key = *std::move(key);
    return paper;
  }
  if (key.error().code != Code::unauthenticated) return Failure(std::move(key).error());
  return paper;
}

Result<void> start_anew(storage::Writer& writer, Random& random, Instant now, const Member& member,
                        const Bytes& locked_key) {
  NWD_TRY(const auto used, store::delete_kind(writer, member.id, Kind::recovery_code));
  if (used == 0) return fail(Code::unauthenticated, "The name or the code is not right.", "used meanwhile");
  NWD_CHECK(store::delete_all(writer, member.id));
  const Credential row = rows::fresh(random, now, member.id, Kind::passphrase);
  NWD_CHECK(store::insert_credential(writer, row, {.locked_key = locked_key, .sealed = {}}));
  return rows::tell(writer, now, member.id, member.organization, "credential.recover", row.id);
}

}  // namespace

Result<void> check_passphrase(std::string_view passphrase) {
  constexpr std::size_t most_bytes = 1024;
  if (characters(passphrase) < shortest_passphrase || passphrase.size() > most_bytes)
    return invalid("passphrase", "passphrase-short",
                   "15 characters or more. A few words that do not belong together are good.");
  if (is_common_passphrase(passphrase))
    return invalid("passphrase", "passphrase-common",
                   "Many people use this one. Choose words that do not belong together.");
  return {};
}

Result<void> show_code(storage::Database& database, Instant now, MemberId member, OrganizationId organization,
                       const vault::PrivateKey& member_key, std::string_view code, Peer peer) {
  const auto tries = Tries::second_step(member, peer);
  NWD_CHECK(tries.begin(database, now));
  NWD_TRY(const auto shown, read_code(database, now, member, member_key, code));
  if (!shown) {
    NWD_CHECK(note_failure(database, now, member, organization));
    return wrong_code();
  }
  auto used = database.write([&](storage::Writer& writer) -> Result<void> {
    NWD_CHECK(use_credential(writer, now, shown->id, shown->step));
    NWD_CHECK(tries.succeeded(writer));
    NWD_CHECK(audit::append(writer, {now, member, organization, "session.begin", "member", member, "operations"}));
    return {};
  });
  if (!used && used.error().code == Code::conflict) return wrong_code();  // a twin was first
  return used;
}

Result<void> show_again(storage::Database& database, vault::Derivations& derivations, Instant now,
                        const Session& session, std::string_view passphrase, std::string_view code, Peer peer) {
  const auto tries = Tries::again(session.member, peer);
  NWD_CHECK(tries.begin(database, now));
  const auto key = unlock_by_passphrase(database, derivations, session.member, passphrase);
  if (!key && key.error().code != Code::unauthenticated) {
    NWD_CHECK(tries.take_back(database));
    return Failure(key.error());
  }
  NWD_TRY(const bool needs_code, has_totp(database, session.member));
  NWD_TRY(const auto shown, read_code(database, now, session.member, session.member_key, code));
  const auto not_right = [] {
    return fail(Code::unauthenticated, "This is not right, or the code was used before. Please try again.");
  };
  if (!key || (needs_code && !shown)) {
    NWD_CHECK(note_failure(database, now, session.member, session.organization));
    return not_right();
  }
  auto used = database.write([&](storage::Writer& writer) -> Result<void> {
    if (shown) NWD_CHECK(use_credential(writer, now, shown->id, shown->step));
    NWD_CHECK(tries.succeeded(writer));
    NWD_CHECK(audit::append(writer, {now, session.member, session.organization, "session.step_up", "member",
                                     session.member, "operations"}));
    return {};
  });
  if (!used && used.error().code == Code::conflict) return not_right();
  return used;
}

Result<void> change_passphrase(storage::Database& database, vault::Derivations& derivations, Random& random,
                               Instant now, const Session& session, std::string_view passphrase) {
  NWD_CHECK(check_passphrase(passphrase));
  NWD_TRY(const auto locked, derivations.lock(session.member_key, session.member, passphrase));
  return database.write([&](storage::Writer& writer) -> Result<void> {
    NWD_TRY(const auto before, store::find_locked(writer, session.member, Kind::passphrase));
    Credential row = rows::fresh(random, now, session.member, Kind::passphrase);
    if (!before) return rows::insert(writer, session, row, {.locked_key = locked, .sealed = {}});
    NWD_CHECK(store::set_locked_key(writer, session.member, Kind::passphrase, locked, now));
    return rows::tell(writer, now, session.member, session.organization, "credential.change", before->id);
  });
}

Result<void> try_recovery_code(storage::Database& database, Instant now, const Session& session, std::string_view code,
                               Peer peer) {
  const auto tries = Tries::again(session.member, peer);
  NWD_CHECK(tries.begin(database, now));
  NWD_TRY(const auto locked, database.read([&](storage::Reader& reader) {
    return store::find_locked(reader, session.member, Kind::recovery_code);
  }));
  const auto typed = recovery::parse(code);
  const auto key = locked && typed
                       ? rows::unlock(locked->key, locked->id, *typed)
                       : Result<vault::PrivateKey>(fail(Code::unauthenticated, "This is not the paper code."));
  if (!key) {
    if (key.error().code == Code::unauthenticated)
      NWD_CHECK(note_failure(database, now, session.member, session.organization));
    return Failure(key.error());
  }
  return database.write([&](storage::Writer& writer) -> Result<void> {
    NWD_CHECK(use_credential(writer, now, locked->id));
    NWD_CHECK(tries.succeeded(writer));
    return rows::tell(writer, now, session.member, session.organization, "credential.try", locked->id);
  });
}

Result<SignedIn> recover(storage::Database& database, vault::Derivations& derivations, Random& random, Instant now,
                         std::string_view sign_in, std::string_view code, std::string_view new_passphrase, Peer peer) {
  NWD_CHECK(check_passphrase(new_passphrase));
  const auto parsed = recovery::parse(code);
  if (!parsed) return invalid("code", "recovery-code-mistyped", "This is not a whole code. Look at each sign again.");
  const std::string name = ascii_lower(trim(sign_in));
  const auto tries = Tries::at_the_door(name, peer);
  NWD_CHECK(tries.begin(database, now));
  NWD_TRY(auto paper, open_by_code(database, name, *parsed));
  if (!paper.key) {
    NWD_CHECK(note_failure(database, now, paper.member ? std::optional(paper.member->id) : std::nullopt,
                           paper.member ? std::optional(paper.member->organization) : std::nullopt));
    return fail(Code::unauthenticated, "The name or the code is not right.");
  }
  const auto locked = derivations.lock(*paper.key, paper.member->id, new_passphrase);
  if (!locked) {
    if (locked.error().code == Code::busy) NWD_CHECK(tries.take_back(database));
    return Failure(locked.error());
  }
  NWD_CHECK(database.write([&](storage::Writer& writer) -> Result<void> {
    NWD_CHECK(start_anew(writer, random, now, *paper.member, *locked));
    return tries.succeeded(writer);
  }));
  return enter(database, derivations, now, paper.member->id, *std::move(paper.key), Factors::one);
}

}  // namespace nwd::access
