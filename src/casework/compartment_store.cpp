#include "casework/compartment_store.h"

#include "keyring/keyring.h"

namespace nwd::casework::store {
namespace {

using storage::Row;
using storage::Sql;

#define NWD_COMPARTMENT "c.id, c.kind, c.version, c.changed_at, c.generation, c.must_rotate, c.wrapped, c.body"
#define NWD_WRAP "w.id, w.compartment_id, w.release_id, w.organization_id, w.until, w.generation, w.wrapped"

constexpr Sql select_one = "SELECT " NWD_COMPARTMENT " FROM compartment c WHERE c.case_id = $1 AND c.kind = $2";
constexpr Sql select_all = "SELECT " NWD_COMPARTMENT " FROM compartment c WHERE c.case_id = $1 ORDER BY c.kind";
constexpr Sql insert_sql =
    "INSERT INTO compartment (id, case_id, kind, version, changed_at, generation, must_rotate, wrapped, body) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr Sql update_sql =
    "UPDATE compartment SET version = $2, changed_at = $3, generation = $4, must_rotate = $5, wrapped = $6, body = $7 "
    "WHERE id = $1";
constexpr Sql select_wraps = "SELECT " NWD_WRAP " FROM compartment_wrap w WHERE w.compartment_id = $1 ORDER BY w.id";
constexpr Sql insert_wrap_sql =
    "INSERT INTO compartment_wrap (id, compartment_id, release_id, organization_id, until, generation, wrapped) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";
constexpr Sql rewrap_sql = "UPDATE compartment_wrap SET generation = $2, wrapped = $3 WHERE id = $1";
constexpr Sql mark_release =
    "UPDATE compartment SET must_rotate = 1 WHERE id IN "
    "(SELECT compartment_id FROM compartment_wrap WHERE release_id = $1)";
constexpr Sql wraps_of_release = "SELECT wrapped FROM compartment_wrap WHERE release_id = $1";
constexpr Sql delete_release = "DELETE FROM compartment_wrap WHERE release_id = $1";
constexpr Sql mark_until =
    "UPDATE compartment SET must_rotate = 1 WHERE id IN "
    "(SELECT compartment_id FROM compartment_wrap WHERE until <= $1)";
constexpr Sql wraps_until = "SELECT wrapped FROM compartment_wrap WHERE until <= $1";
constexpr Sql delete_until = "DELETE FROM compartment_wrap WHERE until <= $1";
constexpr Sql select_until = "SELECT 1 FROM compartment_wrap WHERE until <= $1 LIMIT 1";
constexpr Sql select_shared = "SELECT " NWD_COMPARTMENT ", " NWD_WRAP
                              " FROM compartment_wrap w JOIN compartment c ON c.id = w.compartment_id "
                              "WHERE w.release_id = $1 AND w.organization_id = $2 AND c.kind = $3";

Bytes to_wrapped(const Row& row) { return row.get<Bytes>(0); }

Result<void> destroy(storage::Writer& writer, const std::vector<Bytes>& wraps) {
  for (const auto& wrapped : wraps) NWD_CHECK(keyring::destroy(writer, wrapped));
  return {};
}

CompartmentRow to_compartment(const Row& row) {
  return {row.get<CompartmentId>(0), row.get<Compartment>(1), row.integer(2),   row.get<Instant>(3), row.integer(4),
          row.get<bool>(5),          row.get<Bytes>(6),       row.get<Bytes>(7)};
}

WrapRow wrap_from(const Row& row, int first) {
  WrapRow wrap;
  wrap.id = row.get<WrapId>(first);
  wrap.compartment = row.get<CompartmentId>(first + 1);
  wrap.recipient.release = row.get<IdBytes>(first + 2);
  wrap.recipient.organization = row.get<access::OrganizationId>(first + 3);
  wrap.recipient.until = row.get<Instant>(first + 4);
  wrap.generation = row.integer(first + 5);
  wrap.wrapped = row.get<Bytes>(first + 6);
  return wrap;
}
constexpr int compartment_columns = 8;

}  // namespace

Result<std::optional<CompartmentRow>> find_compartment(storage::Reader& reader, CaseId id, Compartment which) {
  return reader.first(select_one, to_compartment, id, which);
}

Result<std::vector<CompartmentRow>> compartments_of(storage::Reader& reader, CaseId id) {
  return reader.all(select_all, to_compartment, id);
}

Result<void> insert_compartment(storage::Writer& writer, CaseId id, const CompartmentRow& row) {
  NWD_CHECK(writer.run(insert_sql, row.id, id, row.which, row.version, row.changed, row.generation, row.must_rotate,
                       row.wrapped, row.body));
  return {};
}

Result<void> update_compartment(storage::Writer& writer, const CompartmentRow& row) {
  NWD_CHECK(
      writer.run(update_sql, row.id, row.version, row.changed, row.generation, row.must_rotate, row.wrapped, row.body));
  return {};
}

Result<std::vector<WrapRow>> wraps_of(storage::Reader& reader, CompartmentId id) {
  return reader.all(select_wraps, [](const Row& row) { return wrap_from(row, 0); }, id);
}

Result<void> insert_wrap(storage::Writer& writer, const WrapRow& wrap) {
  NWD_CHECK(writer.run(insert_wrap_sql, wrap.id, wrap.compartment, wrap.recipient.release, wrap.recipient.organization,
                       wrap.recipient.until, wrap.generation, wrap.wrapped));
  return {};
}

Result<void> rewrap(storage::Writer& writer, const WrapRow& wrap) {
  NWD_CHECK(writer.run(rewrap_sql, wrap.id, wrap.generation, wrap.wrapped));
  return {};
}

Result<void> delete_wraps_of(storage::Writer& writer, const IdBytes& release) {
  NWD_CHECK(writer.run(mark_release, release));
  NWD_TRY(const auto wraps, writer.all(wraps_of_release, to_wrapped, release));
  NWD_CHECK(destroy(writer, wraps));
  NWD_CHECK(writer.run(delete_release, release));
  return {};
}

Result<void> delete_wraps_until(storage::Writer& writer, Instant now) {
  NWD_CHECK(writer.run(mark_until, now));
  NWD_TRY(const auto wraps, writer.all(wraps_until, to_wrapped, now));
  NWD_CHECK(destroy(writer, wraps));
  NWD_CHECK(writer.run(delete_until, now));
  return {};
}

Result<bool> any_wrap_until(storage::Reader& reader, Instant now) {
  NWD_TRY(const auto found, reader.first(select_until, [](const Row&) { return true; }, now));
  return found.has_value();
}

Result<std::optional<SharedRow>> find_shared(storage::Reader& reader, const IdBytes& release,
                                             access::OrganizationId organization, Compartment which) {
  return reader.first(
      select_shared, [](const Row& row) { return SharedRow{to_compartment(row), wrap_from(row, compartment_columns)}; },
      release, organization, which);
}

}  // namespace nwd::casework::store
