#include "casework/persons_copy_store.h"

namespace nwd::casework::store {
namespace {

using storage::Row;
using storage::Sql;

constexpr Sql put_sql =
    "INSERT INTO case_persons_copy (case_id, public_key, version, wrapped, body) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (case_id) DO UPDATE SET public_key = $2, version = $3, wrapped = $4, body = $5";
constexpr Sql delete_sql = "DELETE FROM case_persons_copy WHERE case_id = $1";
constexpr Sql select_sql = "SELECT version, wrapped, body, public_key FROM case_persons_copy WHERE case_id = $1";

struct Raw {
  PersonsCopyRow row;
  Bytes key;
};
Raw to_raw(const Row& row) { return {{{}, row.integer(0), row.get<Bytes>(1), row.get<Bytes>(2)}, row.get<Bytes>(3)}; }

}  // namespace

Result<void> put_persons_copy(storage::Writer& writer, CaseId id, const PersonsCopyRow& row) {
  NWD_CHECK(writer.run(put_sql, id, row.key.bytes(), row.version, row.wrapped, row.body));
  return {};
}

Result<void> delete_persons_copy(storage::Writer& writer, CaseId id) {
  NWD_CHECK(writer.run(delete_sql, id));
  return {};
}

Result<std::optional<PersonsCopyRow>> find_persons_copy(storage::Reader& reader, CaseId id) {
  NWD_TRY(auto raw, reader.first(select_sql, to_raw, id));
  if (!raw) return std::optional<PersonsCopyRow>{};
  NWD_TRY(raw->row.key, vault::PublicKey::from(raw->key));
  return std::optional(std::move(raw->row));
}

}  // namespace nwd::casework::store
