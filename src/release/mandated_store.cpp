#include "release/mandated_store.h"

namespace nwd::release::store {
namespace {

using storage::Row;
using storage::Sql;

#define NWD_MANDATED                                                                                              \
  "SELECT id, case_id, organization_id, demand, state, prepared_by, prepared_at, decided_at, notice, notice_at, " \
  "version FROM mandated "

constexpr Sql insert_sql =
    "INSERT INTO mandated (id, case_id, organization_id, demand, state, prepared_by, prepared_at, notice, version, "
    "wrapped, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
constexpr Sql select_one = NWD_MANDATED "WHERE id = $1";
constexpr Sql select_text = "SELECT wrapped, body FROM mandated WHERE id = $1";
constexpr Sql select_of_case = NWD_MANDATED "WHERE case_id = $1 ORDER BY prepared_at DESC, id LIMIT 200";
constexpr Sql select_in = NWD_MANDATED "WHERE organization_id = $1 AND state = $2 ORDER BY prepared_at, id LIMIT 200";
constexpr Sql set_state_sql =
    "UPDATE mandated SET state = $3, decided_by = $4, decided_at = $5, version = version + 1 "
    "WHERE id = $1 AND version = $2";
constexpr Sql set_notice_sql =
    "UPDATE mandated SET notice = $3, notice_at = $4, version = version + 1 WHERE id = $1 AND version = $2";

Mandated to_mandated(const Row& row) {
  Mandated m;
  m.id = row.get<MandatedId>(0);
  m.case_id = row.get<CaseId>(1);
  m.organization = row.get<access::OrganizationId>(2);
  m.demand = row.get<Demand>(3);
  m.state = row.get<MandatedState>(4);
  m.prepared_by = row.get<access::MemberId>(5);
  m.prepared = row.get<Instant>(6);
  m.decided = row.get<std::optional<Instant>>(7);
  m.notice = row.get<Notice>(8);
  m.notice_at = row.get<std::optional<Instant>>(9);
  m.version = row.integer(10);
  return m;
}

}  // namespace

Result<void> insert_mandated(storage::Writer& writer, const Mandated& m, const SealedText& text) {
  NWD_CHECK(writer.run(insert_sql, m.id, m.case_id, m.organization, m.demand, m.state, m.prepared_by, m.prepared,
                       m.notice, m.version, text.wrapped, text.body));
  return {};
}

Result<std::optional<Mandated>> find_mandated(storage::Reader& reader, MandatedId id) {
  return reader.first(select_one, to_mandated, id);
}

Result<std::optional<SealedText>> find_text(storage::Reader& reader, MandatedId id) {
  return reader.first(select_text, [](const Row& row) { return SealedText{row.get<Bytes>(0), row.get<Bytes>(1)}; }, id);
}

Result<std::vector<Mandated>> mandated_of(storage::Reader& reader, CaseId id) {
  return reader.all(select_of_case, to_mandated, id);
}

Result<std::vector<Mandated>> mandated_in(storage::Reader& reader, access::OrganizationId id, MandatedState state) {
  return reader.all(select_in, to_mandated, id, state);
}

Result<std::int64_t> set_state(storage::Writer& writer, MandatedId id, std::int64_t seen, MandatedState state,
                               access::MemberId by, Instant now) {
  return writer.run(set_state_sql, id, seen, state, by, now);
}

Result<std::int64_t> set_notice(storage::Writer& writer, MandatedId id, std::int64_t seen, Notice notice, Instant now) {
  return writer.run(set_notice_sql, id, seen, notice, now);
}

}  // namespace nwd::release::store
