#include "person/store.h"

namespace nwd::person::store {
namespace {

using storage::Row;
using storage::Sql;

constexpr Sql insert_sql =
    "INSERT INTO persons_door (case_id, id, sign_in, locked_key, wrapped, opened_at) VALUES ($1, $2, $3, $4, $5, $6)";
constexpr Sql delete_sql = "DELETE FROM persons_door WHERE case_id = $1";
#define NWD_DOORS "SELECT id, case_id, sign_in, opened_at, locked_key, wrapped FROM persons_door "
constexpr Sql select_of_case = NWD_DOORS "WHERE case_id = $1";
constexpr Sql select_named = NWD_DOORS "WHERE sign_in = $1";
constexpr Sql select_there = "SELECT 1 FROM persons_door WHERE id = $1";

DoorRow to_row(const Row& row) {
  return {{row.get<DoorId>(0), row.get<CaseId>(1), row.get<std::string>(2), row.get<Instant>(3)},
          row.get<Bytes>(4),
          row.get<Bytes>(5)};
}

}  // namespace

Result<void> insert(storage::Writer& writer, const DoorRow& row) {
  const auto& d = row.door;
  NWD_CHECK(writer.run(insert_sql, d.case_id, d.id, d.sign_in, row.locked_key, row.wrapped, d.opened));
  return {};
}

Result<void> remove(storage::Writer& writer, CaseId id) {
  NWD_CHECK(writer.run(delete_sql, id));
  return {};
}

Result<std::optional<DoorRow>> find_of_case(storage::Reader& reader, CaseId id) {
  return reader.first(select_of_case, to_row, id);
}

Result<std::optional<DoorRow>> find_named(storage::Reader& reader, std::string_view sign_in) {
  return reader.first(select_named, to_row, sign_in);
}

Result<bool> is_there(storage::Reader& reader, DoorId id) {
  NWD_TRY(const auto found, reader.first(select_there, [](const Row&) { return true; }, id));
  return found.has_value();
}

}  // namespace nwd::person::store
