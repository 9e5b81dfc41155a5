#include "audit/copy_store.h"

namespace nwd::audit::store {
namespace {

using storage::Row;
using storage::Sql;

constexpr Sql insert_key =
    "INSERT INTO audit_copy_key (subject_id, public_key, since, last_number) VALUES ($1, $2, $3, 0)";
constexpr Sql delete_key = "DELETE FROM audit_copy_key WHERE subject_id = $1";
constexpr Sql delete_rows = "DELETE FROM audit_copy WHERE subject_id = $1";
constexpr Sql select_key = "SELECT public_key, since, last_number FROM audit_copy_key WHERE subject_id = $1";
constexpr Sql insert_row = "INSERT INTO audit_copy (subject_id, number, wrapped, body) VALUES ($1, $2, $3, $4)";
constexpr Sql raise_number = "UPDATE audit_copy_key SET last_number = $2 WHERE subject_id = $1";
constexpr Sql select_rows =
    "SELECT number, wrapped, body FROM audit_copy WHERE subject_id = $1 ORDER BY number DESC LIMIT $2";

struct KeyRow {
  Bytes key;
  Instant since;
  std::int64_t last = 0;
};
KeyRow to_key(const Row& row) { return {row.get<Bytes>(0), row.get<Instant>(1), row.integer(2)}; }

SealedCopy to_copy(const Row& row) { return {row.integer(0), row.get<Bytes>(1), row.get<Bytes>(2)}; }

}  // namespace

Result<void> insert_copy_key(storage::Writer& writer, const IdBytes& subject, const vault::PublicKey& key,
                             Instant now) {
  NWD_CHECK(writer.run(insert_key, subject, key.bytes(), now));
  return {};
}

Result<void> delete_copies(storage::Writer& writer, const IdBytes& subject) {
  NWD_CHECK(writer.run(delete_rows, subject));
  NWD_CHECK(writer.run(delete_key, subject));
  return {};
}

Result<std::optional<CopyKey>> find_copy_key(storage::Reader& reader, const IdBytes& subject) {
  NWD_TRY(const auto row, reader.first(select_key, to_key, subject));
  if (!row) return std::optional<CopyKey>{};
  NWD_TRY(const auto key, vault::PublicKey::from(row->key));
  return std::optional(CopyKey{key, row->since, row->last});
}

Result<void> insert_copy(storage::Writer& writer, const IdBytes& subject, const SealedCopy& copy) {
  NWD_CHECK(writer.run(insert_row, subject, copy.number, copy.wrapped, copy.body));
  NWD_CHECK(writer.run(raise_number, subject, copy.number));
  return {};
}

Result<std::vector<SealedCopy>> newest_copies(storage::Reader& reader, const IdBytes& subject, int limit) {
  return reader.all(select_rows, to_copy, subject, limit);
}

}  // namespace nwd::audit::store
