#include "access/store.h"

#include "access/organization_list.h"

namespace nwd::access {
namespace {

using storage::Row;
using storage::Sql;

constexpr Sql select_organization = "SELECT id, name, region, public_key, epoch FROM organization WHERE id = $1";
constexpr Sql insert_organization_sql =
    "INSERT INTO organization (id, name, region, public_key, founded_at) VALUES ($1, $2, $3, $4, $5)";
// Bit 2 of the roles is the navigator's (Role::navigator).
constexpr Sql select_navigators =
    "SELECT id, name, region, public_key, epoch FROM organization o WHERE region = $1 AND EXISTS "
    "(SELECT 1 FROM member m WHERE m.organization_id = o.id AND m.active = 1 AND (m.roles & 4) <> 0) ORDER BY "
    "founded_at, id";
constexpr Sql select_organizations_with =
    "SELECT id, name, region, public_key, epoch FROM organization o WHERE EXISTS "
    "(SELECT 1 FROM member m WHERE m.organization_id = o.id AND m.active = 1 AND (m.roles & $1) <> 0) ORDER BY name, "
    "id";
constexpr Sql select_member =
    "SELECT id, organization_id, sign_in, name, roles, active, public_key FROM member WHERE sign_in = $1";
constexpr Sql select_member_by_id =
    "SELECT id, organization_id, sign_in, name, roles, active, public_key FROM member WHERE id = $1";
constexpr Sql select_members =
    "SELECT id, organization_id, sign_in, name, roles, active FROM member WHERE organization_id = $1 ORDER BY sign_in";
constexpr Sql insert_member_sql =
    "INSERT INTO member (id, organization_id, sign_in, name, roles, active, public_key, added_at) VALUES "
    "($1, $2, $3, $4, $5, 1, $6, $7)";
constexpr Sql deactivate = "UPDATE member SET active = 0 WHERE id = $1";
constexpr Sql select_organization_of_active = "SELECT organization_id FROM member WHERE id = $1 AND active = 1";
constexpr Sql select_inactive = "SELECT id FROM member WHERE active = 0";
constexpr Sql select_newest_epochs = "SELECT id, epoch FROM organization WHERE epoch > 1";
constexpr Sql select_failures = "SELECT failures FROM sign_in_failure WHERE who = $1";
constexpr Sql add_failure =
    "INSERT INTO sign_in_failure (who, failures, since) VALUES ($1, 1, $2) ON CONFLICT (who) DO UPDATE SET "
    "failures = sign_in_failure.failures + 1";
constexpr Sql subtract_failure = "UPDATE sign_in_failure SET failures = failures - 1 WHERE who = $1 AND failures > 0";
constexpr Sql delete_failures = "DELETE FROM sign_in_failure WHERE who = $1";
constexpr Sql delete_old_failures = "DELETE FROM sign_in_failure WHERE since < $1";
constexpr Sql select_answer = "SELECT fingerprint, status, location, body FROM remembered_answer WHERE request = $1";
constexpr Sql insert_answer_sql =
    "INSERT INTO remembered_answer (request, fingerprint, status, location, body, at) VALUES ($1, $2, $3, $4, $5, $6)";
constexpr Sql delete_answers = "DELETE FROM remembered_answer WHERE at < $1";

vault::PublicKey key_at(const Row& row, int column) {
  const auto key = vault::PublicKey::from(row.blob(column));
  if (!key) throw std::logic_error("a public key that is not 32 bytes");
  return *key;
}

Organization to_organization(const Row& row) {
  return {row.get<OrganizationId>(0),
          row.get<std::string>(1),
          row.get<std::string>(2),
          {key_at(row, 3), row.get<vault::Epoch>(4)}};
}

Member to_member(const Row& row) {
  return {row.get<MemberId>(0),    row.get<OrganizationId>(1), row.get<std::string>(2),
          row.get<std::string>(3), Roles(row.integer(4)),      row.get<bool>(5)};
}

store::MemberRow to_member_row(const Row& row) { return {to_member(row), key_at(row, 6)}; }

}  // namespace

Result<std::optional<Organization>> find_organization(storage::Reader& reader, OrganizationId id) {
  return reader.first(select_organization, to_organization, id);
}

Result<std::vector<Organization>> navigators_of(storage::Reader& reader, std::string_view region) {
  return reader.all(select_navigators, to_organization, region);
}

Result<std::vector<Organization>> organizations_with(storage::Reader& reader, Roles roles) {
  return reader.all(select_organizations_with, to_organization, roles.bits());
}

Result<std::vector<Member>> members_of(storage::Reader& reader, OrganizationId organization) {
  return reader.all(select_members, to_member, organization);
}

namespace store {

Result<std::optional<MemberRow>> find_by_sign_in(storage::Reader& reader, std::string_view sign_in) {
  return reader.first(select_member, to_member_row, sign_in);
}

Result<std::optional<MemberRow>> find_member(storage::Reader& reader, MemberId id) {
  return reader.first(select_member_by_id, to_member_row, id);
}

Result<void> insert_organization(storage::Writer& writer, const Organization& o, Instant now) {
  NWD_CHECK(writer.run(insert_organization_sql, o.id, o.name, o.region, o.recipient.key.bytes(), now));
  return {};
}

Result<void> insert_member(storage::Writer& writer, const MemberRow& row, Instant now) {
  const auto& m = row.member;
  NWD_CHECK(writer.run(insert_member_sql, m.id, m.organization, m.sign_in, m.name, m.roles.bits(),
                       row.public_key.bytes(), now));
  return {};
}

Result<std::optional<OrganizationId>> organization_of_active(storage::Reader& reader, MemberId member) {
  return reader.first(select_organization_of_active, [](const Row& row) { return row.get<OrganizationId>(0); }, member);
}

Result<void> set_inactive(storage::Writer& writer, MemberId member) {
  NWD_CHECK(writer.run(deactivate, member));
  return {};
}

Result<std::vector<MemberId>> inactive_members(storage::Reader& reader) {
  return reader.all(select_inactive, [](const Row& row) { return row.get<MemberId>(0); });
}

Result<std::unordered_map<OrganizationId, vault::Epoch>> newest_epochs(storage::Reader& reader) {
  std::unordered_map<OrganizationId, vault::Epoch> newest;
  NWD_CHECK(reader.each(select_newest_epochs, {}, [&](const Row& row) -> Result<void> {
    newest.emplace(row.get<OrganizationId>(0), row.get<vault::Epoch>(1));
    return {};
  }));
  return newest;
}

Result<std::int64_t> failures_of(storage::Reader& reader, const Bytes& who) {
  NWD_TRY(const auto found, reader.first(select_failures, [](const Row& row) { return row.integer(0); }, who));
  return found.value_or(0);
}

Result<void> count_failure(storage::Writer& writer, const Bytes& who, Instant now) {
  NWD_CHECK(writer.run(add_failure, who, now));
  return {};
}

Result<void> uncount_failure(storage::Writer& writer, const Bytes& who) {
  NWD_CHECK(writer.run(subtract_failure, who));
  return {};
}

Result<void> forget_failures(storage::Writer& writer, const Bytes& who) {
  NWD_CHECK(writer.run(delete_failures, who));
  return {};
}

Result<void> forget_failures_before(storage::Writer& writer, Instant window_start) {
  NWD_CHECK(writer.run(delete_old_failures, window_start));
  return {};
}

Result<std::optional<Remembered>> find_answer(storage::Reader& reader, const Bytes& request) {
  return reader.first(
      select_answer,
      [](const Row& row) {
        Remembered out{row.get<Bytes>(0), http::json(row.get<std::string>(3), row.get<int>(1))};
        if (const auto location = row.get<std::string>(2); !location.empty()) out.response.with("Location", location);
        return out;
      },
      request);
}

Result<void> insert_answer(storage::Writer& writer, const Bytes& request, const Remembered& answer, Instant now) {
  std::string location;
  for (const auto& [name, value] : answer.response.headers)
    if (name == "Location") location = value;
  NWD_CHECK(writer.run(insert_answer_sql, request, answer.fingerprint, answer.response.status, location,
                       answer.response.body, now));
  return {};
}

Result<void> forget_answers(storage::Writer& writer, Instant before) {
  NWD_CHECK(writer.run(delete_answers, before));
  return {};
}

}  // namespace store
}  // namespace nwd::access
