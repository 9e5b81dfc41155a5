#include "casework/name_store.h"

#include "casework/unblocked_sql.h"
#include "keyring/keyring.h"

namespace nwd::casework::store {
namespace {

using storage::Row;
using storage::Sql;

constexpr Sql select_keys =
    "SELECT generation, wrapped FROM name_index_key WHERE organization_id = $1 ORDER BY generation";
constexpr Sql insert_key_sql = "INSERT INTO name_index_key (organization_id, generation, wrapped) VALUES ($1, $2, $3)";
#define NWD_UNUSED_KEYS                                                                          \
  "FROM name_index_key WHERE organization_id = $1 AND generation < $2 AND NOT EXISTS (SELECT 1 " \
  "FROM name_index n WHERE n.organization_id = $1 AND n.generation = name_index_key.generation)"
constexpr Sql select_unused = "SELECT generation, wrapped " NWD_UNUSED_KEYS;
constexpr Sql delete_unused = "DELETE " NWD_UNUSED_KEYS;
constexpr Sql select_one =
    "SELECT case_id, generation, body FROM name_index WHERE case_id = $1 AND organization_id = $2";
constexpr Sql put_sql =
    "INSERT INTO name_index (case_id, organization_id, generation, body) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (case_id) DO UPDATE SET generation = $3, body = $4";
constexpr Sql delete_sql = "DELETE FROM name_index WHERE case_id = $1";
// $1 the organization, $2 the member who looks, $4 whether they see all of the organization's.
#define NWD_READABLE                                                                          \
  "FROM case_file c LEFT JOIN name_index n ON n.case_id = c.id WHERE c.organization_id = $1 " \
  "AND c.state <> $3 AND ($4 = 1 OR c.opened_by = $2) AND " NWD_CASE_UNBLOCKED("c", "$2")
constexpr Sql select_readable = "SELECT c.id, c.opened_at, n.generation, n.body " NWD_READABLE;
constexpr Sql select_nameless =
    "SELECT c.id " NWD_READABLE "AND n.case_id IS NULL ORDER BY c.opened_at DESC, c.id LIMIT $5";
constexpr Sql select_older = "SELECT n.case_id, n.generation, n.body " NWD_READABLE "AND n.generation < $5 LIMIT $6";

NameKeyRow to_key(const Row& row) { return {row.integer(0), row.get<Bytes>(1)}; }
NameRow to_name(const Row& row) { return {row.get<CaseId>(0), row.integer(1), row.get<Bytes>(2)}; }

}  // namespace

Result<std::vector<NameKeyRow>> name_keys(storage::Reader& reader, access::OrganizationId organization) {
  return reader.all(select_keys, to_key, organization);
}

Result<void> insert_name_key(storage::Writer& writer, access::OrganizationId organization, const NameKeyRow& key) {
  NWD_CHECK(writer.run(insert_key_sql, organization, key.generation, key.wrapped));
  return {};
}

Result<void> delete_unused_name_keys(storage::Writer& writer, access::OrganizationId organization,
                                     std::int64_t before) {
  NWD_TRY(const auto unused, writer.all(select_unused, to_key, organization, before));
  for (const auto& key : unused) NWD_CHECK(keyring::destroy(writer, key.wrapped));
  NWD_CHECK(writer.run(delete_unused, organization, before));
  return {};
}

Result<std::optional<NameRow>> find_name(storage::Reader& reader, CaseId id, access::OrganizationId organization) {
  return reader.first(select_one, to_name, id, organization);
}

Result<void> put_name(storage::Writer& writer, access::OrganizationId organization, const NameRow& name) {
  NWD_CHECK(writer.run(put_sql, name.id, organization, name.generation, name.body));
  return {};
}

Result<void> delete_name(storage::Writer& writer, CaseId id) {
  NWD_CHECK(writer.run(delete_sql, id));
  return {};
}

Result<void> each_name(storage::Reader& reader, const Readable& who, const EachName& see) {
  const storage::Param params[] = {who.session.organization, who.session.member, CaseState::handed_off, who.all};
  return reader.each(select_readable, params, [&](const Row& row) {
    NameSeen seen{row.get<CaseId>(0), row.get<Instant>(1), 0, std::nullopt};
    if (!row.null(2)) {
      seen.generation = row.integer(2);
      seen.body = row.blob(3);
    }
    return see(seen);
  });
}

Result<std::vector<CaseId>> cases_without_name(storage::Reader& reader, const Readable& who, int most) {
  return reader.all(
      select_nameless, [](const Row& row) { return row.get<CaseId>(0); }, who.session.organization, who.session.member,
      CaseState::handed_off, who.all, most);
}

Result<std::vector<NameRow>> older_names(storage::Reader& reader, const Readable& who, std::int64_t newest, int most) {
  return reader.all(select_older, to_name, who.session.organization, who.session.member, CaseState::handed_off, who.all,
                    newest, most);
}

}  // namespace nwd::casework::store
