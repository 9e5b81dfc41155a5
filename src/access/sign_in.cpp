// Signing in by name and passphrase, and coming in once a key is unlocked.
#include "access/credential_rows.h"
#include "access/epochs.h"
#include "access/failures.h"
#include "access/member_wraps.h"
#include "access/proof.h"
#include "access/store.h"
#include "access/tries.h"
#include "audit/audit.h"
#include "base/text.h"

namespace nwd::access {
namespace {

struct Found {
  std::optional<Member> member;
  std::optional<store::Locked> locked;
};
Result<Found> look_up(storage::Database& database, std::string_view sign_in) {
  return database.read([&](storage::Reader& reader) -> Result<Found> {
    Found found;
    NWD_TRY(const auto row, store::find_by_sign_in(reader, sign_in));
    if (!row || !row->member.active) return found;
    found.member = row->member;
    NWD_TRY(found.locked, store::find_locked(reader, row->member.id, Kind::passphrase));
    return found;
  });
}

struct Standing {
  store::MemberRow row;
  wraps::Rows wraps;
  Organization organization;
  bool second_factor = false;
  std::optional<Instant> demanded;
  ProviderRule provider;
};
Result<Standing> read_standing(storage::Reader& reader, MemberId member) {
  const auto nobody = [] { return fail(Code::unauthenticated, "The name or the passphrase is not right."); };
  NWD_TRY(const auto row, store::find_member(reader, member));
  if (!row || !row->member.active) return nobody();
  NWD_TRY(auto wrap, wraps::read(reader, row->member.organization, member));
  NWD_TRY(auto organization, find_organization(reader, row->member.organization));
  if (!wrap || !organization) return nobody();
  Standing standing{*row, *std::move(wrap), *std::move(organization), false, {}, {}};
  NWD_TRY(standing.second_factor, has_second_factor(reader, member));
  NWD_TRY(standing.demanded, second_factor_demanded(reader, row->member.organization));
  NWD_TRY(standing.provider, provider_rule(reader, row->member.organization));
  return standing;
}

Result<void> note_entry(storage::Database& database, Instant now, const Member& member, Stage stage) {
  const std::string_view deed = stage == Stage::second_step ? "session.first_step" : "session.begin";
  return database.write([&](storage::Writer& writer) -> Result<void> {
    NWD_CHECK(audit::append(writer, {now, member.id, member.organization, deed, "member", member.id, "operations"}));
    return {};
  });
}

// The provider's word is about this member, or none is needed.
Result<void> come_through(storage::Database& database, Instant now, const Standing& standing, const Through& through) {
  if (through.check) NWD_CHECK(through.check(standing.row.member));
  if (!standing.provider.demanded || through.door != Door::page) return {};
  NWD_CHECK(note_entry(database, now, standing.row.member, Stage::second_step));
  return fail(Code::forbidden, "Your organization asks you to sign in through its own sign-in page first.",
              std::string(provider_demanded));
}

Stage stage_of(const Standing& standing, Factors shown, Instant now) {
  if (shown == Factors::both) return Stage::whole;
  if (standing.second_factor) return Stage::second_step;
  return standing.demanded && *standing.demanded <= now ? Stage::must_enrol : Stage::whole;
}

}  // namespace

Result<void> note_failure(storage::Database& database, Instant now, std::optional<MemberId> member,
                          std::optional<OrganizationId> organization) {
  const audit::Entry entry{now,         member, organization, "session.deny", "member", member.value_or(MemberId{}),
                           "operations"};
  return database.write([&](storage::Writer& writer) -> Result<void> {
    NWD_CHECK(audit::append(writer, entry));
    return {};
  });
}

Result<SignedIn> enter(storage::Database& database, const vault::Derivations& derivations, Instant now, MemberId member,
                       vault::PrivateKey member_key, Factors what_was_shown, const Through& through) {
  NWD_TRY(auto standing, database.read([&](storage::Reader& reader) { return read_standing(reader, member); }));
  if (!(standing.row.public_key == member_key.public_key()))
    return fail(Code::corrupt, "This member's key is damaged.", "private and public key do not belong together");
  NWD_CHECK(come_through(database, now, standing, through));
  const bool counts = through.door == Door::provider && standing.provider.second_factor;
  const Factors shown = counts ? Factors::both : what_was_shown;
  NWD_TRY(auto keys, wraps::open(derivations.keyring(), standing.wraps, member_key));
  if (!(keys.newest() == standing.organization.recipient))
    return fail(Code::corrupt, "This organization's key is damaged.", "private and public key do not belong together");
  if (standing.row.member.roles.has(Role::administrator)) {
    NWD_CHECK(wraps::renew_old(database, standing.wraps, keys));
    NWD_CHECK(begin_due_epoch(database, now, standing.organization.id, keys, member));
  }
  const Stage stage = stage_of(standing, shown, now);
  NWD_CHECK(note_entry(database, now, standing.row.member, stage));
  const bool has_one = standing.second_factor || shown == Factors::both;
  return SignedIn{.member = std::move(standing.row.member),
                  .organization = std::move(standing.organization),
                  .keys = std::move(keys),
                  .member_key = std::move(member_key),
                  .stage = stage,
                  .second_factor_by = has_one ? std::nullopt : standing.demanded};
}

Result<std::optional<Member>> member_named(storage::Reader& reader, std::string_view sign_in_name) {
  NWD_TRY(const auto row, store::find_by_sign_in(reader, ascii_lower(trim(sign_in_name))));
  return row ? std::optional(row->member) : std::nullopt;
}

Result<SignedIn> sign_in(storage::Database& database, vault::Derivations& derivations, Instant now,
                         std::string_view sign_in_name, std::string_view passphrase, std::string_view peer) {
  return sign_in_through(database, derivations, now, {}, sign_in_name, passphrase, peer);
}

Result<SignedIn> sign_in_through(storage::Database& database, vault::Derivations& derivations, Instant now,
                                 const Through& through, std::string_view sign_in_name, std::string_view passphrase,
                                 Peer peer) {
  const std::string name = ascii_lower(trim(sign_in_name));
  const auto tries = Tries::at_the_door(name, peer);
  NWD_CHECK(tries.begin(database, now));
  NWD_TRY(const auto found, look_up(database, name));
  auto key = found.locked ? derivations.unlock(found.locked->key, found.member->id, passphrase)
                          : Result<vault::PrivateKey>(Failure(derivations.pretend(passphrase).error()));
  if (!key) {
    // A name that is nobody's is written down without the name: people type their passphrase there by mistake.
    if (key.error().code == Code::unauthenticated)
      NWD_CHECK(note_failure(database, now, found.member ? std::optional(found.member->id) : std::nullopt,
                             found.member ? std::optional(found.member->organization) : std::nullopt));
    if (key.error().code == Code::busy) NWD_CHECK(tries.take_back(database));
    return Failure(std::move(key).error());
  }
  auto who = enter(database, derivations, now, found.member->id, *std::move(key), Factors::one, through);
  if (!who && who.error().code == Code::unauthenticated)
    NWD_CHECK(note_failure(database, now, found.member->id, found.member->organization));
  if (!who && who.error().code == Code::forbidden) NWD_CHECK(tries.take_back(database));
  NWD_CHECK(who);
  NWD_CHECK(database.write([&](storage::Writer& writer) -> Result<void> {
    NWD_CHECK(use_credential(writer, now, found.locked->id));
    return tries.succeeded(writer);
  }));
  return who;
}

}  // namespace nwd::access
