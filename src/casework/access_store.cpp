#include "casework/access_store.h"

#include "casework/unblocked_sql.h"

namespace nwd::casework::store {
namespace {

using storage::Row;
using storage::Sql;

constexpr Sql select_blocked = "SELECT member_id FROM case_blocked WHERE case_id = $1 ORDER BY member_id";
constexpr Sql insert_blocked =
    "INSERT INTO case_blocked (case_id, member_id) VALUES ($1, $2) ON CONFLICT (member_id, case_id) DO NOTHING";
constexpr Sql delete_blocked = "DELETE FROM case_blocked WHERE case_id = $1 AND member_id = $2";

constexpr Sql put_alert_sql =
    "INSERT INTO case_alert (case_id, member_id, kind, at, times, seen) VALUES ($1, $2, $3, $4, 1, 0) "
    "ON CONFLICT (case_id, member_id, kind) DO UPDATE SET at = $4, times = case_alert.times + 1, seen = 0";
// `x` is the record that the alert is about, `c` one of the same person's way.
#define NWD_ALERTS                                                                                       \
  "SELECT c.id, t.reference, a.kind, a.at, a.times, m.name, o.id, o.name, a.seen FROM case_alert a "     \
  "JOIN case_file x ON x.id = a.case_id JOIN case_file c ON (c.id = x.id OR c.thread_id = x.thread_id) " \
  "LEFT JOIN thread t ON t.id = c.thread_id JOIN member m ON m.id = a.member_id "                        \
  "JOIN organization o ON o.id = m.organization_id "
#define NWD_ALERTS_AT                                     \
  NWD_ALERTS                                              \
  "WHERE c.organization_id = $1 AND " NWD_CASE_UNBLOCKED( \
      "c", "$2") "AND a.member_id <> $2 AND a.seen = 0 AND c.state <> $3 "
constexpr Sql select_alerts_of_holder = NWD_ALERTS_AT "ORDER BY a.at DESC, c.id LIMIT $4";
constexpr Sql select_alerts_of_opener = NWD_ALERTS_AT "AND c.opened_by = $2 ORDER BY a.at DESC, c.id LIMIT $4";
constexpr Sql select_alerts_of_case = NWD_ALERTS "WHERE c.id = $1 ORDER BY a.at DESC, a.member_id LIMIT $2";
constexpr Sql set_alerts_seen_sql =
    "UPDATE case_alert SET seen = 1 WHERE member_id <> $2 AND case_id IN (SELECT x.id FROM case_file x JOIN case_file "
    "c "
    "ON (c.id = x.id OR c.thread_id = x.thread_id) WHERE c.id = $1)";

AlertRow to_alert(const Row& row) {
  AlertRow out;
  out.alert.case_id = row.get<CaseId>(0);
  out.alert.reference = row.get<std::optional<std::string>>(1).value_or("");
  out.alert.kind = row.get<AlertKind>(2);
  out.alert.at = row.get<Instant>(3);
  out.alert.times = row.integer(4);
  out.alert.who = row.get<std::string>(5);
  out.organization = row.get<access::OrganizationId>(6);
  out.organization_name = row.get<std::string>(7);
  out.alert.seen = row.get<bool>(8);
  return out;
}

}  // namespace

Result<std::vector<access::MemberId>> blocked_members(storage::Reader& reader, CaseId id) {
  return reader.all(select_blocked, [](const Row& row) { return row.get<access::MemberId>(0); }, id);
}

Result<void> block(storage::Writer& writer, CaseId id, access::MemberId member) {
  NWD_CHECK(writer.run(insert_blocked, id, member));
  return {};
}

Result<void> unblock(storage::Writer& writer, CaseId id, access::MemberId member) {
  NWD_CHECK(writer.run(delete_blocked, id, member));
  return {};
}

Result<void> put_alert(storage::Writer& writer, CaseId id, access::MemberId member, AlertKind kind, Instant at) {
  NWD_CHECK(writer.run(put_alert_sql, id, member, kind, at));
  return {};
}

Result<std::vector<AlertRow>> alerts_of_holder(storage::Reader& reader, const access::Session& session) {
  return reader.all(select_alerts_of_holder, to_alert, session.organization, session.member, CaseState::handed_off,
                    most_alerts);
}

Result<std::vector<AlertRow>> alerts_of_opener(storage::Reader& reader, const access::Session& session) {
  return reader.all(select_alerts_of_opener, to_alert, session.organization, session.member, CaseState::handed_off,
                    most_alerts);
}

Result<std::vector<AlertRow>> alerts_of_case(storage::Reader& reader, CaseId id) {
  return reader.all(select_alerts_of_case, to_alert, id, most_alerts);
}

Result<void> set_alerts_seen(storage::Writer& writer, CaseId id, access::MemberId by) {
  NWD_CHECK(writer.run(set_alerts_seen_sql, id, by));
  return {};
}

}  // namespace nwd::casework::store
