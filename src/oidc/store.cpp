#include "oidc/store.h"

namespace nwd::oidc {
namespace {

using storage::Row;
using storage::Sql;

constexpr Sql select_provider = "SELECT id, organization_id, issuer, client, hash_number FROM provider WHERE id = $1";
constexpr Sql select_of_organization =
    "SELECT id, organization_id, issuer, client, hash_number FROM provider WHERE organization_id = $1";
constexpr Sql insert =
    "INSERT INTO provider (id, organization_id, issuer, client, hash_number, set_at) VALUES ($1, $2, $3, $4, $5, $6)";
constexpr Sql remove = "DELETE FROM provider WHERE id = $1";
constexpr Sql select_link = "SELECT since, used_at FROM provider_link WHERE member_id = $1";
constexpr Sql select_member = "SELECT member_id FROM provider_link WHERE provider_id = $1 AND subject = $2";
constexpr Sql select_count =
    "SELECT COUNT(*) FROM provider_link JOIN provider ON provider.id = provider_link.provider_id JOIN member ON "
    "member.id = provider_link.member_id WHERE provider.organization_id = $1 AND member.active = 1";
constexpr Sql insert_link_sql =
    "INSERT INTO provider_link (member_id, provider_id, subject, since) VALUES ($1, $2, $3, $4)";
constexpr Sql update_used = "UPDATE provider_link SET used_at = $2 WHERE member_id = $1";
constexpr Sql remove_link = "DELETE FROM provider_link WHERE member_id = $1";
constexpr Sql remove_links = "DELETE FROM provider_link WHERE provider_id = $1";

Provider to_provider(const Row& row) {
  return {row.get<ProviderId>(0), row.get<access::OrganizationId>(1), row.get<std::string>(2), row.get<std::string>(3),
          row.integer(4)};
}

}  // namespace

Result<std::optional<Provider>> find_provider(storage::Reader& reader, ProviderId id) {
  return reader.first(select_provider, to_provider, id);
}

Result<std::optional<Provider>> provider_of(storage::Reader& reader, access::OrganizationId organization) {
  return reader.first(select_of_organization, to_provider, organization);
}

Result<std::optional<Link>> link_of(storage::Reader& reader, access::MemberId member) {
  return reader.first(
      select_link, [](const Row& row) { return Link{row.get<Instant>(0), row.get<std::optional<Instant>>(1)}; },
      member);
}

Result<std::int64_t> count_links(storage::Reader& reader, access::OrganizationId organization) {
  NWD_TRY(const auto count, reader.first(select_count, [](const Row& row) { return row.integer(0); }, organization));
  return count.value_or(0);
}

Result<std::optional<access::MemberId>> member_of(storage::Reader& reader, const Provider& provider,
                                                  const Subject& subject) {
  return reader.first(select_member, [](const Row& row) { return row.get<access::MemberId>(0); }, provider.id, subject);
}

Result<void> use_link(storage::Writer& writer, Instant now, access::MemberId member) {
  NWD_CHECK(writer.run(update_used, member, now));
  return {};
}

namespace store {

Result<void> insert_provider(storage::Writer& writer, const Provider& p, Instant now) {
  NWD_CHECK(writer.run(insert, p.id, p.organization, p.issuer, p.client, p.hash_number, now));
  return {};
}

Result<void> delete_provider(storage::Writer& writer, ProviderId id) {
  NWD_CHECK(writer.run(remove_links, id));
  NWD_CHECK(writer.run(remove, id));
  return {};
}

Result<void> insert_link(storage::Writer& writer, ProviderId provider, access::MemberId member, const Subject& subject,
                         Instant now) {
  NWD_CHECK(writer.run(insert_link_sql, member, provider, subject, now));
  return {};
}

Result<std::int64_t> delete_link(storage::Writer& writer, access::MemberId member) {
  return writer.run(remove_link, member);
}

}  // namespace store
}  // namespace nwd::oidc
