#include "access/organization.h"

#include "access/credential_rows.h"
#include "access/member_wraps.h"
#include "access/proof.h"
#include "access/store.h"
#include "audit/audit.h"
#include "audit/readers.h"
#include "base/text.h"

namespace nwd::access {
namespace {

constexpr std::string_view role_names[] = {"door_worker", "caseworker", "navigator",      "director", "administrator",
                                           "drafter",     "supervisor", "grants_manager", "auditor"};

FieldProblem problem(std::string field, std::string key, std::string text) {
  return {std::move(field), std::move(key), std::move(text)};
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
  if (auto good = check_passphrase(passphrase); !good)
    error.fields.insert(error.fields.end(), good.error().fields.begin(), good.error().fields.end());
  if (error.fields.empty()) return {};
  return fail(std::move(error));
}

// Everything slow or secret about a new member, made before any transaction.
struct Prepared {
  store::MemberRow row;
  store::WrapRow wrap;
  Credential credential;  // the first passphrase
  Bytes locked_key;
};
Result<Prepared> prepare(vault::Derivations& derivations, Random& random, Instant now, OrganizationId organization,
                         const vault::OrganizationKeys& keys, const NewMember& wanted, std::string_view passphrase) {
  NWD_CHECK(check_member(wanted, passphrase));
  const auto key = vault::PrivateKey::generate();
  Prepared out;
  out.row.member = {MemberId::random(random),       organization, wanted.sign_in,
                    std::string(trim(wanted.name)), wanted.roles, true};
  out.row.public_key = key.public_key();
  out.credential = rows::fresh(random, now, out.row.member.id, Kind::passphrase);
  NWD_TRY(out.locked_key, derivations.lock(key, out.row.member.id, passphrase));
  NWD_TRY(out.wrap, wraps::make(keys, out.row.member.id, key.public_key()));
  return out;
}

Result<void> insert(storage::Writer& writer, const Prepared& prepared, Instant now, std::optional<MemberId> by) {
  const auto& member = prepared.row.member;
  auto inserted = store::insert_member(writer, prepared.row, now);
  if (!inserted && inserted.error().code == Code::conflict)
    return fail(Code::conflict, "Somebody signs in as " + member.sign_in + " already. Choose another name.");
  NWD_CHECK(inserted);
  NWD_CHECK(store::insert_wrap(writer, member.organization, prepared.wrap));
  NWD_CHECK(store::insert_credential(writer, prepared.credential, {.locked_key = prepared.locked_key, .sealed = {}}));
  NWD_CHECK(audit::append(writer, {now, by, member.organization, "member.add", "member", member.id, "operations"}));
  return {};
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
  const vault::OrganizationKeys keys(derivations.keyring(), vault::first_epoch, vault::PrivateKey::generate());
  const Organization organization{OrganizationId::random(random), std::string(trim(name)), region, keys.newest()};
  NWD_TRY(const auto prepared, prepare(derivations, random, now, organization.id, keys, first, passphrase));
  NWD_CHECK(database.write([&](storage::Writer& writer) -> Result<void> {
    NWD_CHECK(store::insert_organization(writer, organization, now));
    NWD_CHECK(audit::let_read(writer, {organization.id, organization.name, organization.recipient.key, now}));
    NWD_CHECK(store::insert_epoch(writer, organization.id, {organization.recipient, {}}, now));
    return insert(writer, prepared, now, std::nullopt);
  }));
  return Founded{organization.id, prepared.row.member.id};
}

Result<MemberId> add_member(storage::Database& database, vault::Derivations& derivations, Random& random, Instant now,
                            OrganizationId organization, const vault::OrganizationKeys& keys, const NewMember& wanted,
                            std::string_view passphrase, std::optional<MemberId> by) {
  NWD_TRY(const auto prepared, prepare(derivations, random, now, organization, keys, wanted, passphrase));
  NWD_CHECK(database.write([&](storage::Writer& writer) -> Result<void> {
    NWD_TRY(const auto known, find_organization(writer, organization));
    if (!known || !(known->recipient == keys.newest()))
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
    NWD_CHECK(store::destroy_wrap(writer, *organization, member));
    NWD_CHECK(store::set_epoch_due(writer, *organization, now));
    NWD_CHECK(store::delete_all(writer, member));
    NWD_CHECK(audit::append(writer, {now, by, *organization, "member.deactivate", "member", member, "operations"}));
    return {};
  });
}

}  // namespace nwd::access
