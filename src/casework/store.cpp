#include "casework/store.h"

#include "casework/unblocked_sql.h"

namespace nwd::casework {
namespace {

using storage::Row;
using storage::Sql;

constexpr Sql insert_case_sql =
    "INSERT INTO case_file (id, organization_id, opened_by, thread_id, state, opened_at, version) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";
constexpr Sql insert_key_sql = "INSERT INTO case_key (case_id, organization_id, wrapped) VALUES ($1, $2, $3)";
#define NWD_CASE_COLUMNS \
  "c.id, c.organization_id, c.opened_by, c.thread_id, t.reference, c.state, c.opened_at, c.version"
#define NWD_FROM_CASES " FROM case_file c LEFT JOIN thread t ON t.id = c.thread_id "
#define NWD_CASES "SELECT " NWD_CASE_COLUMNS NWD_FROM_CASES
#define NWD_THREAD_COLUMNS \
  "t.id, t.reference, t.region, t.state, t.step, t.step_owner, t.step_due, t.opened_at, t.version"
// The lists: $1 is the organization, $2 the member who looks.
#define NWD_OF_ORGANIZATION "WHERE c.organization_id = $1 AND " NWD_CASE_UNBLOCKED("c", "$2")
#define NWD_OF_MEMBER NWD_OF_ORGANIZATION "AND c.opened_by = $2 "
#define NWD_IN_STATE NWD_OF_ORGANIZATION "AND c.state = $3 "
#define NWD_AT_DOOR NWD_OF_MEMBER "AND (c.state = $3 OR (c.state <> $4 AND c.opened_at > $5)) "
#define NWD_NEWEST_FIRST "ORDER BY c.opened_at DESC, c.id LIMIT "
#define NWD_COUNT "SELECT count(*) FROM case_file c "
constexpr Sql select_case = NWD_CASES "WHERE c.id = $1";
constexpr Sql select_cases = NWD_CASES NWD_OF_ORGANIZATION NWD_NEWEST_FIRST "$3 OFFSET $4";
constexpr Sql count_cases = NWD_COUNT NWD_OF_ORGANIZATION;
constexpr Sql select_own_cases = NWD_CASES NWD_OF_MEMBER NWD_NEWEST_FIRST "$3 OFFSET $4";
constexpr Sql count_own_cases = NWD_COUNT NWD_OF_MEMBER;
constexpr Sql select_in_state = NWD_CASES NWD_IN_STATE NWD_NEWEST_FIRST "$4 OFFSET $5";
constexpr Sql count_in_state = NWD_COUNT NWD_IN_STATE;
constexpr Sql select_at_door = NWD_CASES NWD_AT_DOOR NWD_NEWEST_FIRST "$6 OFFSET $7";
constexpr Sql count_at_door = NWD_COUNT NWD_AT_DOOR;
constexpr Sql select_of_thread =
    "SELECT c.id FROM case_file c " NWD_IN_STATE "AND c.thread_id = $4 ORDER BY c.opened_at DESC";
constexpr Sql select_naming = NWD_CASES
    "WHERE EXISTS (SELECT 1 FROM case_blocked b JOIN case_file d ON d.id = b.case_id WHERE b.member_id = $1 "
    "AND (d.id = c.id OR d.thread_id = c.thread_id))";
// Which record of the person's way names the member $2.
#define NWD_BLOCKED_IN \
  "(SELECT b.case_id FROM case_blocked b JOIN case_file d ON d.id = b.case_id WHERE b.member_id = $2 AND "
constexpr Sql select_case_standing =
    "SELECT " NWD_CASE_COLUMNS ", " NWD_BLOCKED_IN
    "(d.id = c.id OR d.thread_id = c.thread_id) ORDER BY b.case_id LIMIT 1), "
    "(SELECT count(*) FROM glass g WHERE g.case_id = c.id AND g.asked_by = $2 AND g.ended = 0 AND g.opened_at <= $3 "
    "AND g.until > $3)" NWD_FROM_CASES "WHERE c.id = $1";
constexpr Sql select_thread_standing =
    "SELECT " NWD_THREAD_COLUMNS ", " NWD_BLOCKED_IN
    "d.thread_id = t.id ORDER BY b.case_id LIMIT 1), "
    "(SELECT count(*) FROM case_file c WHERE c.thread_id = t.id AND c.organization_id = $3) FROM thread t "
    "WHERE t.id = $1";
constexpr Sql raise_version_sql = "UPDATE case_file SET version = version + 1 WHERE id = $1 AND version = $2";
constexpr Sql set_state_sql = "UPDATE case_file SET state = $2, version = version + 1 WHERE id = $1";
constexpr Sql set_thread_sql = "UPDATE case_file SET thread_id = $2, version = version + 1 WHERE id = $1";
constexpr Sql select_key = "SELECT wrapped FROM case_key WHERE case_id = $1 AND organization_id = $2";
constexpr Sql set_key_sql = "UPDATE case_key SET wrapped = $3 WHERE case_id = $1 AND organization_id = $2";
constexpr Sql select_envelope = "SELECT version, body FROM case_envelope WHERE case_id = $1 AND column_name = $2";
constexpr Sql put_envelope_sql =
    "INSERT INTO case_envelope (case_id, column_name, version, body) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (case_id, column_name) DO UPDATE SET version = $3, body = $4";
constexpr Sql select_placements =
    "SELECT id, service, from_day, until_day FROM placement WHERE case_id = $1 ORDER BY from_day, id";
constexpr Sql insert_placement_sql =
    "INSERT INTO placement (id, case_id, service, from_day, until_day) VALUES ($1, $2, $3, $4, $5)";
constexpr Sql end_placement_sql =
    "UPDATE placement SET until_day = $3 WHERE case_id = $1 AND id = $2 AND until_day IS NULL AND from_day <= $3";
constexpr Sql insert_thread_sql =
    "INSERT INTO thread (id, reference, region, state, step, step_owner, step_due, opened_at, version) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr Sql select_reference = "SELECT 1 FROM thread WHERE reference = $1";
#define NWD_THREADS "SELECT " NWD_THREAD_COLUMNS " FROM thread t "
#define NWD_OF_REGION "WHERE t.region = $1 AND " NWD_THREAD_UNBLOCKED("t.id", "$2") "AND t.state <> $3 "
constexpr Sql select_thread = NWD_THREADS "WHERE t.id = $1";
constexpr Sql select_region =
    NWD_THREADS NWD_OF_REGION "ORDER BY t.state, t.step_due, t.opened_at, t.id LIMIT $4 OFFSET $5";
constexpr Sql count_region = "SELECT count(*) FROM thread t " NWD_OF_REGION;
#define NWD_THREADS_HERE                                                                          \
  "WHERE EXISTS (SELECT 1 FROM case_file c WHERE c.thread_id = t.id AND c.organization_id = $1) " \
  "AND " NWD_THREAD_UNBLOCKED("t.id", "$2") "AND t.state <> $3 "
constexpr Sql select_here =
    NWD_THREADS NWD_THREADS_HERE "ORDER BY t.state, t.step_due, t.opened_at, t.id LIMIT $4 OFFSET $5";
constexpr Sql count_here = "SELECT count(*) FROM thread t " NWD_THREADS_HERE;
constexpr Sql count_by_state =
    "SELECT state, count(*) FROM case_file WHERE organization_id = $1 GROUP BY state ORDER BY state";
constexpr Sql count_glasses =
    "SELECT count(*) FROM glass g JOIN case_file c ON c.id = g.case_id WHERE c.organization_id = $1 AND "
    "g.opened_at IS NOT NULL";
constexpr Sql move_thread_sql =
    "UPDATE thread SET state = $2, step = $3, step_owner = $4, step_due = $5, version = version + 1 WHERE id = $1";
constexpr Sql take_over_sql =
    "UPDATE thread SET step_owner = $3, step_due = $4, version = version + 1 WHERE id = $1 AND version = $2";

Case to_case(const Row& row) {
  Case c;
  c.id = row.get<CaseId>(0);
  c.organization = row.get<access::OrganizationId>(1);
  c.opened_by = row.get<access::MemberId>(2);
  c.thread = row.get<std::optional<ThreadId>>(3);
  c.reference = row.get<std::optional<std::string>>(4).value_or("");
  c.state = row.get<CaseState>(5);
  c.opened = row.get<Instant>(6);
  c.version = row.integer(7);
  return c;
}

Thread to_thread(const Row& row) {
  Thread t;
  t.id = row.get<ThreadId>(0);
  t.reference = row.get<std::string>(1);
  t.region = row.get<std::string>(2);
  t.state = row.get<ThreadState>(3);
  t.step = row.get<Step>(4);
  t.step_owner = row.get<access::OrganizationId>(5);
  t.step_due = row.get<Instant>(6);
  t.opened = row.get<Instant>(7);
  t.version = row.integer(8);
  return t;
}

template <class... P>
Result<std::int64_t> counted(storage::Reader& reader, const Sql& sql, const P&... params) {
  NWD_TRY(const auto count, reader.first(sql, [](const Row& row) { return row.integer(0); }, params...));
  return count.value_or(0);
}

template <class... P>
Result<Listed<Case>> listed_cases(storage::Reader& reader, const Sql& count, const Sql& select, Part part,
                                  const P&... params) {
  Listed<Case> listed;
  NWD_TRY(listed.all, counted(reader, count, params...));
  NWD_TRY(listed.shown, reader.all(select, to_case, params..., part.count(), part.first()));
  return listed;
}

template <class Whose>
Result<Listed<Thread>> listed_threads(storage::Reader& reader, const Sql& count, const Sql& select, Part part,
                                      const Whose& whose, access::MemberId member) {
  Listed<Thread> listed;
  NWD_TRY(listed.all, counted(reader, count, whose, member, ThreadState::closed));
  NWD_TRY(listed.shown, reader.all(select, to_thread, whose, member, ThreadState::closed, part.count(), part.first()));
  return listed;
}

Placement to_placement(const Row& row) {
  return {row.get<PlacementId>(0), row.get<std::string>(1), row.get<Day>(2), row.get<std::optional<Day>>(3)};
}

}  // namespace

Result<std::optional<Case>> find_case(storage::Reader& reader, CaseId id) {
  return reader.first(select_case, to_case, id);
}

Result<RecordCounts> count_records(storage::Reader& reader, access::OrganizationId organization) {
  RecordCounts counts;
  NWD_CHECK(reader.all(
      count_by_state,
      [&](const Row& row) {
        const auto state = static_cast<std::size_t>(row.integer(0));
        return counts.by_state.at(state) = row.integer(1);
      },
      organization));
  NWD_TRY(counts.glasses, counted(reader, count_glasses, organization));
  return counts;
}

Result<std::optional<Thread>> find_thread(storage::Reader& reader, ThreadId id) {
  return reader.first(select_thread, to_thread, id);
}

namespace store {

Result<void> insert_case(storage::Writer& writer, const Case& c, const Bytes& wrapped_key) {
  NWD_CHECK(writer.run(insert_case_sql, c.id, c.organization, c.opened_by, c.thread, c.state, c.opened, c.version));
  NWD_CHECK(writer.run(insert_key_sql, c.id, c.organization, wrapped_key));
  return {};
}

Result<std::optional<CaseStanding>> case_standing(storage::Reader& reader, CaseId id, access::MemberId member,
                                                  Instant now) {
  return reader.first(
      select_case_standing,
      [](const Row& row) {
        return CaseStanding{to_case(row), {.glass_open = row.integer(9) != 0}, row.get<std::optional<CaseId>>(8)};
      },
      id, member, now);
}

Result<std::optional<ThreadRow>> thread_standing(storage::Reader& reader, ThreadId id, const access::Session& session) {
  return reader.first(
      select_thread_standing,
      [](const Row& row) {
        return ThreadRow{{to_thread(row), {}, row.get<std::optional<CaseId>>(9)}, row.integer(10) != 0};
      },
      id, session.member, session.organization);
}

Result<Listed<Case>> cases_of(storage::Reader& reader, const access::Session& session, Part part) {
  return listed_cases(reader, count_cases, select_cases, part, session.organization, session.member);
}

Result<Listed<Case>> own_cases(storage::Reader& reader, const access::Session& session, Part part) {
  return listed_cases(reader, count_own_cases, select_own_cases, part, session.organization, session.member);
}

Result<Listed<Case>> cases_in(storage::Reader& reader, const access::Session& session, CaseState state, Part part) {
  return listed_cases(reader, count_in_state, select_in_state, part, session.organization, session.member, state);
}

Result<Listed<Case>> cases_at_door(storage::Reader& reader, const access::Session& session, Instant since, Part part) {
  return listed_cases(reader, count_at_door, select_at_door, part, session.organization, session.member,
                      CaseState::sent, CaseState::closed, since);
}

Result<std::vector<Case>> cases_naming(storage::Reader& reader, access::MemberId member) {
  return reader.all(select_naming, to_case, member);
}

Result<std::optional<CaseId>> case_of_thread(storage::Reader& reader, const access::Session& session, ThreadId thread,
                                             CaseState state) {
  return reader.first(
      select_of_thread, [](const Row& row) { return row.get<CaseId>(0); }, session.organization, session.member, state,
      thread);
}

Result<Listed<Thread>> threads_of_region(storage::Reader& reader, const access::Session& session, Part part) {
  return listed_threads(reader, count_region, select_region, part, session.region, session.member);
}

Result<Listed<Thread>> threads_of_organization(storage::Reader& reader, const access::Session& session, Part part) {
  return listed_threads(reader, count_here, select_here, part, session.organization, session.member);
}

Result<std::int64_t> raise_version(storage::Writer& writer, CaseId id, std::int64_t seen) {
  return writer.run(raise_version_sql, id, seen);
}

Result<void> set_state(storage::Writer& writer, CaseId id, CaseState state) {
  NWD_CHECK(writer.run(set_state_sql, id, state));
  return {};
}

Result<void> set_thread(storage::Writer& writer, CaseId id, ThreadId thread) {
  NWD_CHECK(writer.run(set_thread_sql, id, thread));
  return {};
}

Result<void> set_wrapped_key(storage::Writer& writer, CaseId id, access::OrganizationId organization,
                             const Bytes& wrapped) {
  NWD_CHECK(writer.run(set_key_sql, id, organization, wrapped));
  return {};
}

Result<std::optional<Bytes>> find_wrapped_key(storage::Reader& reader, CaseId id, access::OrganizationId organization) {
  return reader.first(select_key, [](const Row& row) { return row.get<Bytes>(0); }, id, organization);
}

Result<std::optional<EnvelopeRow>> find_envelope(storage::Reader& reader, CaseId id, std::string_view column) {
  return reader.first(
      select_envelope, [](const Row& row) { return EnvelopeRow{row.integer(0), row.get<Bytes>(1)}; }, id, column);
}

Result<void> put_envelope(storage::Writer& writer, CaseId id, std::string_view column, const EnvelopeRow& envelope) {
  NWD_CHECK(writer.run(put_envelope_sql, id, column, envelope.version, envelope.body));
  return {};
}

Result<std::vector<Placement>> placements_of(storage::Reader& reader, CaseId id) {
  return reader.all(select_placements, to_placement, id);
}

Result<void> insert_placement(storage::Writer& writer, CaseId id, const Placement& p) {
  NWD_CHECK(writer.run(insert_placement_sql, p.id, id, p.service, p.from, p.until));
  return {};
}

Result<std::int64_t> end_placement(storage::Writer& writer, CaseId id, PlacementId placement, Day until) {
  return writer.run(end_placement_sql, id, placement, until);
}

Result<void> insert_thread(storage::Writer& writer, const Thread& t) {
  NWD_CHECK(writer.run(insert_thread_sql, t.id, t.reference, t.region, t.state, t.step, t.step_owner, t.step_due,
                       t.opened, t.version));
  return {};
}

Result<bool> reference_taken(storage::Reader& reader, std::string_view reference) {
  NWD_TRY(const auto found, reader.first(select_reference, [](const Row&) { return true; }, reference));
  return found.has_value();
}

Result<std::int64_t> move_thread(storage::Writer& writer, ThreadId id, const Progress& p) {
  return writer.run(move_thread_sql, id, p.state, p.step, p.owner, p.due);
}

Result<std::int64_t> take_over(storage::Writer& writer, ThreadId id, std::int64_t seen, access::OrganizationId owner,
                               Instant due) {
  return writer.run(take_over_sql, id, seen, owner, due);
}

}  // namespace store
}  // namespace nwd::casework
