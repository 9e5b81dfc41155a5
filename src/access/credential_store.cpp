#include "access/credential_store.h"

namespace nwd::access {
namespace {

using storage::Row;
using storage::Sql;

constexpr Sql select_of_member =
    "SELECT id, member_id, kind, label, handle, data, counter, locked_key IS NOT NULL, added_at, used_at FROM "
    "credential WHERE member_id = $1 ORDER BY added_at, id";
constexpr Sql select_of_kind =
    "SELECT id, member_id, kind, label, handle, data, counter, locked_key IS NOT NULL, added_at, used_at FROM "
    "credential WHERE member_id = $1 AND kind = $2 ORDER BY added_at, id";
constexpr Sql select_by_handle =
    "SELECT id, member_id, kind, label, handle, data, counter, locked_key IS NOT NULL, added_at, used_at FROM "
    "credential WHERE kind = $1 AND handle = $2";
constexpr Sql select_locked =
    "SELECT id, locked_key FROM credential WHERE member_id = $1 AND kind = $2 AND locked_key IS NOT NULL";
constexpr Sql select_locked_key = "SELECT locked_key FROM credential WHERE id = $1 AND locked_key IS NOT NULL";
constexpr Sql select_sealed =
    "SELECT id, sealed, counter FROM credential WHERE member_id = $1 AND kind = $2 AND sealed IS NOT NULL";
constexpr Sql select_second_factors =
    "SELECT COUNT(*) FROM credential WHERE member_id = $1 AND kind IN ('totp', 'passkey')";
constexpr Sql select_without =
    "SELECT id FROM member WHERE organization_id = $1 AND active = 1 AND NOT EXISTS (SELECT 1 FROM credential WHERE "
    "member_id = member.id AND kind IN ('totp', 'passkey')) ORDER BY id";
constexpr Sql insert =
    "INSERT INTO credential (id, member_id, kind, label, locked_key, sealed, handle, data, counter, added_at) VALUES "
    "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
constexpr Sql update_locked = "UPDATE credential SET locked_key = $3, added_at = $4 WHERE member_id = $1 AND kind = $2";
constexpr Sql update_used = "UPDATE credential SET used_at = $2 WHERE id = $1";
constexpr Sql update_counted = "UPDATE credential SET used_at = $2, counter = $3 WHERE id = $1 AND counter < $3";
constexpr Sql update_label = "UPDATE credential SET label = $3 WHERE member_id = $1 AND id = $2";
constexpr Sql remove = "DELETE FROM credential WHERE member_id = $1 AND id = $2";
constexpr Sql remove_kind = "DELETE FROM credential WHERE member_id = $1 AND kind = $2";
constexpr Sql remove_all = "DELETE FROM credential WHERE member_id = $1";
constexpr Sql select_rule = "SELECT since FROM second_factor_rule WHERE organization_id = $1";
constexpr Sql upsert_rule =
    "INSERT INTO second_factor_rule (organization_id, since) VALUES ($1, $2) ON CONFLICT (organization_id) DO UPDATE "
    "SET since = excluded.since";
constexpr Sql remove_rule = "DELETE FROM second_factor_rule WHERE organization_id = $1";
constexpr Sql select_organization =
    "SELECT member.organization_id FROM credential JOIN member ON member.id = credential.member_id WHERE "
    "credential.kind = $1 AND credential.handle = $2";
constexpr Sql select_provider_rule = "SELECT demanded, second_factor FROM provider_rule WHERE organization_id = $1";
constexpr Sql upsert_provider_rule =
    "INSERT INTO provider_rule (organization_id, demanded, second_factor) VALUES ($1, $2, $3) ON CONFLICT "
    "(organization_id) DO UPDATE SET demanded = excluded.demanded, second_factor = excluded.second_factor";

Credential to_credential(const Row& row) {
  const auto kind = parse_kind(row.text(2));
  if (!kind) throw std::logic_error("a credential of a kind that this program does not know");
  return {.id = row.get<CredentialId>(0),
          .member = row.get<MemberId>(1),
          .kind = *kind,
          .label = row.get<std::string>(3),
          .handle = row.get<std::optional<Bytes>>(4).value_or(Bytes()),
          .data = row.get<std::optional<Bytes>>(5).value_or(Bytes()),
          .counter = row.integer(6),
          .unlocks = row.get<bool>(7),
          .added = row.get<Instant>(8),
          .used = row.get<std::optional<Instant>>(9)};
}

}  // namespace

Result<std::vector<Credential>> credentials_of(storage::Reader& reader, MemberId member) {
  return reader.all(select_of_member, to_credential, member);
}

Result<std::vector<Credential>> credentials_of(storage::Reader& reader, MemberId member, Kind kind) {
  return reader.all(select_of_kind, to_credential, member, name(kind));
}

Result<std::optional<Credential>> find_credential(storage::Reader& reader, Kind kind, ByteView handle) {
  return reader.first(select_by_handle, to_credential, name(kind), handle);
}

Result<std::optional<OrganizationId>> organization_of(storage::Reader& reader, Kind kind, ByteView handle) {
  return reader.first(
      select_organization, [](const Row& row) { return row.get<OrganizationId>(0); }, name(kind), handle);
}

Result<bool> has_second_factor(storage::Reader& reader, MemberId member) {
  NWD_TRY(const auto count, reader.first(select_second_factors, [](const Row& row) { return row.integer(0); }, member));
  return count.value_or(0) > 0;
}

Result<std::vector<MemberId>> without_second_factor(storage::Reader& reader, OrganizationId organization) {
  return reader.all(select_without, [](const Row& row) { return row.get<MemberId>(0); }, organization);
}

Result<std::optional<Instant>> second_factor_demanded(storage::Reader& reader, OrganizationId organization) {
  return reader.first(select_rule, [](const Row& row) { return row.get<Instant>(0); }, organization);
}

Result<ProviderRule> provider_rule(storage::Reader& reader, OrganizationId organization) {
  NWD_TRY(const auto rule,
          reader.first(
              select_provider_rule, [](const Row& row) { return ProviderRule{row.get<bool>(0), row.get<bool>(1)}; },
              organization));
  return rule.value_or(ProviderRule());
}

namespace store {

Result<std::optional<Locked>> find_locked(storage::Reader& reader, MemberId member, Kind kind) {
  return reader.first(
      select_locked, [](const Row& row) { return Locked{row.get<CredentialId>(0), row.get<Bytes>(1)}; }, member,
      name(kind));
}

Result<std::optional<Bytes>> locked_key_of(storage::Reader& reader, CredentialId id) {
  return reader.first(select_locked_key, [](const Row& row) { return row.get<Bytes>(0); }, id);
}

Result<std::optional<Sealed>> find_sealed(storage::Reader& reader, MemberId member, Kind kind) {
  return reader.first(
      select_sealed, [](const Row& row) { return Sealed{row.get<CredentialId>(0), row.get<Bytes>(1), row.integer(2)}; },
      member, name(kind));
}

Result<void> insert_credential(storage::Writer& writer, const Credential& c, const Secrets& secrets) {
  const auto handle = c.handle.empty() ? std::nullopt : std::optional(c.handle);
  const auto data = c.data.empty() ? std::nullopt : std::optional(c.data);
  NWD_CHECK(writer.run(insert, c.id, c.member, name(c.kind), c.label, secrets.locked_key, secrets.sealed, handle, data,
                       c.counter, c.added));
  return {};
}

Result<std::int64_t> set_locked_key(storage::Writer& writer, MemberId member, Kind kind, const Bytes& key,
                                    Instant now) {
  return writer.run(update_locked, member, name(kind), key, now);
}

Result<std::int64_t> set_used(storage::Writer& writer, CredentialId id, Instant now) {
  return writer.run(update_used, id, now);
}

Result<std::int64_t> set_counted(storage::Writer& writer, CredentialId id, Instant now, std::int64_t counter) {
  return writer.run(update_counted, id, now, counter);
}

Result<std::int64_t> set_label(storage::Writer& writer, MemberId member, CredentialId id, std::string_view label) {
  return writer.run(update_label, member, id, label);
}

Result<std::int64_t> delete_credential(storage::Writer& writer, MemberId member, CredentialId id) {
  return writer.run(remove, member, id);
}

Result<std::int64_t> delete_kind(storage::Writer& writer, MemberId member, Kind kind) {
  return writer.run(remove_kind, member, name(kind));
}

Result<void> delete_all(storage::Writer& writer, MemberId member) {
  NWD_CHECK(writer.run(remove_all, member));
  return {};
}

Result<void> set_rule(storage::Writer& writer, OrganizationId organization, Instant since) {
  NWD_CHECK(writer.run(upsert_rule, organization, since));
  return {};
}

Result<void> delete_rule(storage::Writer& writer, OrganizationId organization) {
  NWD_CHECK(writer.run(remove_rule, organization));
  return {};
}

Result<void> set_provider_rule(storage::Writer& writer, OrganizationId organization, const ProviderRule& rule) {
  NWD_CHECK(writer.run(upsert_provider_rule, organization, rule.demanded, rule.second_factor));
  return {};
}

}  // namespace store
}  // namespace nwd::access
