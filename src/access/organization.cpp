#include "access/organization.h"

#include "access/common_passphrases.h"
#include "access/hash.h"
#include "access/peer.h"
#include "access/store.h"
#include "audit/audit.h"
#include "base/text.h"

namespace nwd::access {
namespace {

constexpr std::string_view role_names[] = {"door_worker", "caseworker",    "navigator",
                                           "director",    "administrator", "drafter"};

constexpr std::int64_t window_ms = 15 * minute_ms;
constexpr std::int64_t most_failures_of_name_and_peer = 8;
constexpr std::int64_t most_failures_of_peer = 100;

FieldProblem problem(std::string field, std::string key, std::string text) {
  return {std::move(field), std::move(key), std::move(text)};
}

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text)
    if ((static_cast<unsigned char>(c) & 0xc0U) != 0x80U) ++count;
  return count;
}

bool good_sign_in(std::string_view name) {
  if (name.size() < 3 || name.size() > 64) return false;
  for (const char c : name)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-')) return false;
  return true;
}

Result<void> check_member(const NewMember& member, std::string_view passphrase) {
  Error error{Code::invalid, "Some of it is not right. Nothing was changed.", "", {}};
  if (!good_sign_in(member.sign_in))
    error.fields.push_back(problem("sign_in", "member-sign-in", "3 to 64 of a-z, 0-9, dot, dash and underscore."));
  if (trim(member.name).empty() || member.name.size() > 100 || !is_utf8(member.name))
    error.fields.push_back(problem("name", "member-name", "A name of 1 to 100 characters."));
  if (member.roles.bits() == 0) error.fields.push_back(problem("roles", "member-roles", "At least one role."));
  if (characters(passphrase) < shortest_passphrase || passphrase.size() > 1024)
    error.fields.push_back(problem("passphrase", "passphrase-short",
                                   "15 characters or more. A few words that do not belong together are good."));
  else if (is_common_passphrase(passphrase))
    error.fields.push_back(problem("passphrase", "passphrase-common",
                                   "Many people use this one. Choose words that do not belong together."));
  if (error.fields.empty()) return {};
  return fail(std::move(error));
}

vault::Place wrap_place(MemberId member) { return {"organization_key", member, "wrapped", 1}; }

// Everything slow or secret about a new member, made before any transaction.
struct Prepared {
  store::MemberRow row;
  Bytes wrapped;
};
Result<Prepared> prepare(vault::Derivations& derivations, Random& random, OrganizationId organization,
                         const vault::PrivateKey& organization_key, const NewMember& wanted,
                         std::string_view passphrase) {
  NWD_CHECK(check_member(wanted, passphrase));
  const auto key = vault::PrivateKey::generate();
  Prepared out;
  out.row.member = {MemberId::random(random),       organization, wanted.sign_in,
                    std::string(trim(wanted.name)), wanted.roles, true};
  out.row.public_key = key.public_key();
  NWD_TRY(out.row.locked_key, derivations.lock(key, out.row.member.id, passphrase));
  NWD_TRY(out.wrapped, vault::wrap(key.public_key(), wrap_place(out.row.member.id), organization_key.secret()));
  return out;
}

Result<void> insert(storage::Writer& writer, const Prepared& prepared, Instant now, std::optional<MemberId> by) {
  const auto& member = prepared.row.member;
  auto inserted = store::insert_member(writer, prepared.row, prepared.wrapped, now);
  if (!inserted && inserted.error().code == Code::conflict)
    return fail(Code::conflict, "Somebody signs in as " + member.sign_in + " already. Choose another name.");
  NWD_CHECK(inserted);
  NWD_CHECK(audit::append(writer, {now, by, member.organization, "member.add", "member", member.id, "operations"}));
  return {};
}

// Tries are counted for a name from one peer, and for the peer: nobody can lock another out from elsewhere.
struct Who {
  Bytes name_and_peer;
  Bytes peer;
};
Who who(std::string_view sign_in, std::string_view peer) {
  const std::string network = network_of(peer);
  return {hash_of({bytes_of("name"), bytes_of(sign_in), bytes_of(network)}),
          hash_of({bytes_of("peer"), bytes_of(network)})};
}

// Counts the try before the work, in one transaction with the look at the count, so that many tries at once are not
// more tries; what was no failure after all is taken off again.
Result<void> begin_try(storage::Database& database, const Who& w, Instant now) {
  return database.write([&](storage::Writer& writer) -> Result<void> {
    const Instant window_start{now.ms - window_ms};
    NWD_CHECK(store::forget_failures_before(writer, window_start));
    NWD_TRY(const auto of_name, store::failures_of(writer, w.name_and_peer));
    NWD_TRY(const auto of_peer, store::failures_of(writer, w.peer));
    if (of_name >= most_failures_of_name_and_peer || of_peer >= most_failures_of_peer)
      return fail(Code::rate_limited, "Too many tries. Wait 15 minutes, then try again.");
    NWD_CHECK(store::count_failure(writer, w.name_and_peer, now));
    return store::count_failure(writer, w.peer, now);
  });
}

Result<void> take_back_try(storage::Database& database, const Who& w) {
  return database.write([&](storage::Writer& writer) -> Result<void> {
    NWD_CHECK(store::uncount_failure(writer, w.name_and_peer));
    return store::uncount_failure(writer, w.peer);
  });
}

// A name that is nobody's is written down without the name: people type their passphrase there by mistake.
Result<void> note_failure(storage::Database& database, Instant now, const std::optional<Member>& member) {
  audit::Entry entry{now, std::nullopt, std::nullopt, "session.deny", "member", IdBytes{}, "operations"};
  if (member) {
    entry.member = member->id;
    entry.organization = member->organization;
    entry.subject_id = member->id;
  }
  return database.write([&](storage::Writer& writer) -> Result<void> {
    NWD_CHECK(audit::append(writer, entry));
    return {};
  });
}

Result<void> note_success(storage::Database& database, const Who& w, Instant now, const Member& member) {
  return database.write([&](storage::Writer& writer) -> Result<void> {
    NWD_CHECK(store::forget_failures(writer, w.name_and_peer));
    NWD_CHECK(store::uncount_failure(writer, w.peer));
    NWD_CHECK(audit::append(writer,
                            {now, member.id, member.organization, "session.begin", "member", member.id, "operations"}));
    return {};
  });
}

struct Found {
  std::optional<store::MemberRow> row;
  std::optional<Bytes> wrap;
  std::optional<Organization> organization;
};
Result<Found> look_up(storage::Database& database, std::string_view sign_in) {
  return database.read([&](storage::Reader& reader) -> Result<Found> {
    Found found;
    NWD_TRY(found.row, store::find_by_sign_in(reader, sign_in));
    if (!found.row || !found.row->member.active) return Found{};
    NWD_TRY(found.wrap, store::find_wrap(reader, found.row->member.organization, found.row->member.id));
    NWD_TRY(found.organization, find_organization(reader, found.row->member.organization));
    return found;
  });
}

}  // namespace

std::string_view name(Role role) { return role_names[static_cast<std::size_t>(role)]; }

std::optional<Role> parse_role(std::string_view word) {
  for (std::size_t i = 0; i < std::size(role_names); ++i)
    if (role_names[i] == word) return static_cast<Role>(i);
  return std::nullopt;
}

Result<Founded> found_organization(storage::Database& database, vault::Derivations& derivations, Random& random,
                                   Instant now, const std::string& name, const std::string& region,
                                   const NewMember& first, std::string_view passphrase) {
  if (trim(name).empty() || name.size() > 200 || !is_utf8(name))
    return fail(Code::invalid, "An organization has a name of 1 to 200 characters.");
  if (region.empty() || region.size() > 20)
    return fail(Code::invalid, "An organization works in a region, such as MN-500.");
  const auto key = vault::PrivateKey::generate();
  const Organization organization{OrganizationId::random(random), std::string(trim(name)), region, key.public_key()};
  NWD_TRY(const auto prepared, prepare(derivations, random, organization.id, key, first, passphrase));
  NWD_CHECK(database.write([&](storage::Writer& writer) -> Result<void> {
    NWD_CHECK(store::insert_organization(writer, organization, now));
    return insert(writer, prepared, now, std::nullopt);
  }));
  return Founded{organization.id, prepared.row.member.id};
}

Result<MemberId> add_member(storage::Database& database, vault::Derivations& derivations, Random& random, Instant now,
                            OrganizationId organization, const vault::PrivateKey& organization_key,
                            const NewMember& wanted, std::string_view passphrase, std::optional<MemberId> by) {
  NWD_TRY(const auto prepared, prepare(derivations, random, organization, organization_key, wanted, passphrase));
  NWD_CHECK(database.write([&](storage::Writer& writer) -> Result<void> {
    NWD_TRY(const auto known, find_organization(writer, organization));
    if (!known || !(known->public_key == organization_key.public_key()))
      return fail(Code::forbidden, "This key is not the organization's.");
    return insert(writer, prepared, now, by);
  }));
  return prepared.row.member.id;
}

Result<void> deactivate_member(storage::Database& database, MemberId member, Instant now, std::optional<MemberId> by) {
  return database.write([&](storage::Writer& writer) -> Result<void> {
    NWD_TRY(const auto organization, store::organization_of_active(writer, member));
    if (!organization) return fail(Code::not_found, "There is no such member.");
    NWD_CHECK(store::set_inactive(writer, member));
    NWD_CHECK(audit::append(writer, {now, by, *organization, "member.deactivate", "member", member, "operations"}));
    return {};
  });
}

Result<SignedIn> sign_in(storage::Database& database, vault::Derivations& derivations, Instant now,
                         std::string_view sign_in_name, std::string_view passphrase, std::string_view peer) {
  const std::string name = ascii_lower(trim(sign_in_name));
  const Who w = who(name, peer);
  NWD_CHECK(begin_try(database, w, now));
  NWD_TRY(auto found, look_up(database, name));
  const bool known = found.row && found.wrap && found.organization;
  auto key = known ? derivations.unlock(found.row->locked_key, found.row->member.id, passphrase)
                   : Result<vault::PrivateKey>(Failure(derivations.pretend(passphrase).error()));
  if (!key) {
    if (key.error().code == Code::unauthenticated)
      NWD_CHECK(note_failure(database, now, known ? std::optional(found.row->member) : std::nullopt));
    if (key.error().code == Code::busy) NWD_CHECK(take_back_try(database, w));
    return Failure(std::move(key).error());
  }
  NWD_TRY(auto secret, vault::unwrap(*key, wrap_place(found.row->member.id), *found.wrap));
  NWD_TRY(auto organization_key, vault::PrivateKey::from(std::move(secret)));
  if (!(organization_key.public_key() == found.organization->public_key))
    return fail(Code::corrupt, "This organization's key is damaged.", "private and public key do not belong together");
  NWD_CHECK(note_success(database, w, now, found.row->member));
  return SignedIn{std::move(found.row->member), *std::move(found.organization), std::move(organization_key),
                  *std::move(key)};
}

}  // namespace nwd::access
