#include "referral/store.h"

#include "casework/unblocked_sql.h"
#include "keyring/keyring.h"

// One list of columns for every SELECT of referrals, so that `to_row` reads them all.
#define NWD_REFERRAL_COLUMNS                                                                                   \
  "SELECT r.id, r.thread_id, t.reference, r.case_id, r.from_organization, r.to_organization, f.name, o.name, " \
  "r.service_id, s.name, r.place, r.state, r.created_at, r.asked_at, r.hold_until, r.answered_at, r.reason, "  \
  "r.question_open, r.version, r.from_member, r.release_id, r.hold_id, r.beds FROM referral r "                \
  "JOIN thread t ON t.id = r.thread_id JOIN organization f ON f.id = r.from_organization "                     \
  "JOIN organization o ON o.id = r.to_organization JOIN directory_service s ON s.id = r.service_id "

namespace nwd::referral {
namespace {

using storage::Sql;

constexpr Sql insert_referral_sql =
    "INSERT INTO referral (id, thread_id, case_id, release_id, from_organization, from_member, to_organization, "
    "service_id, "
    "beds, place, state, created_at, question_open, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
    "$12, 0, 1)";
constexpr Sql select_one = NWD_REFERRAL_COLUMNS "WHERE r.id = $1";
constexpr Sql select_of_release = NWD_REFERRAL_COLUMNS "WHERE r.release_id = $1";
constexpr Sql select_outlived =
    "SELECT p.referral_id FROM packet p JOIN referral r ON r.id = p.referral_id JOIN release x ON x.id = r.release_id "
    "WHERE x.expires_at <= $1 ORDER BY p.referral_id";
constexpr Sql select_waiting =
    NWD_REFERRAL_COLUMNS "WHERE r.thread_id = $1 AND r.state = $2 ORDER BY r.created_at, r.place";
constexpr Sql select_due = NWD_REFERRAL_COLUMNS "WHERE r.state = $1 AND r.hold_until <= $2 ORDER BY r.hold_until, r.id";
constexpr Sql select_any_due = "SELECT 1 FROM referral WHERE state = $1 AND hold_until <= $2 LIMIT 1";
constexpr Sql select_asked =
    NWD_REFERRAL_COLUMNS "WHERE r.to_organization = $1 AND r.state = $3 AND " NWD_THREAD_UNBLOCKED(
        "r.thread_id", "$2") "ORDER BY r.asked_at, r.id LIMIT 500";
constexpr Sql select_of_case = NWD_REFERRAL_COLUMNS "WHERE r.case_id = $1 ORDER BY r.created_at, r.place";
constexpr Sql select_of_thread = NWD_REFERRAL_COLUMNS "WHERE r.thread_id = $1 ORDER BY r.created_at, r.place";
constexpr Sql count_sent_sql = "SELECT state, count(*) FROM referral WHERE from_organization = $1 GROUP BY state";
constexpr Sql count_received_sql =
    "SELECT state, count(*) FROM referral WHERE to_organization = $1 AND asked_at IS NOT NULL GROUP BY state";
constexpr Sql set_asked_sql =
    "UPDATE referral SET state = $2, hold_id = $3, asked_at = $4, hold_until = $5, version = version + 1 WHERE id = $1";
constexpr Sql set_ended_sql =
    "UPDATE referral SET state = $2, answered_at = $3, reason = $4, question_open = 0, version = version + 1 WHERE id "
    "= $1";
constexpr Sql set_question_sql = "UPDATE referral SET question_open = $2, version = version + 1 WHERE id = $1";
constexpr Sql insert_packet_sql = "INSERT INTO packet (referral_id, wrapped, body) VALUES ($1, $2, $3)";
constexpr Sql select_packet = "SELECT wrapped, body FROM packet WHERE referral_id = $1";
constexpr Sql delete_packet = "DELETE FROM packet WHERE referral_id = $1";
constexpr Sql delete_messages = "DELETE FROM referral_message WHERE referral_id = $1";
constexpr Sql insert_address_sql = "INSERT INTO referral_address (referral_id, wrapped, body) VALUES ($1, $2, $3)";
constexpr Sql select_address = "SELECT wrapped, body FROM referral_address WHERE referral_id = $1";
constexpr Sql insert_message_sql =
    "INSERT INTO referral_message (id, referral_id, from_organization, sent_at, wrapped_from, wrapped_to, body) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";
constexpr Sql select_messages =
    "SELECT id, from_organization, sent_at, wrapped_from, wrapped_to, body FROM referral_message "
    "WHERE referral_id = $1 ORDER BY sent_at, id";

Referral to_referral(const storage::Row& row) {
  Referral r;
  r.id = row.get<ReferralId>(0);
  r.thread = row.get<casework::ThreadId>(1);
  r.reference = row.get<std::string>(2);
  r.sender_case = row.get<casework::CaseId>(3);
  r.from = row.get<access::OrganizationId>(4);
  r.to = row.get<access::OrganizationId>(5);
  r.from_name = row.get<std::string>(6);
  r.to_name = row.get<std::string>(7);
  r.service = row.get<directory::ServiceId>(8);
  r.service_name = row.get<std::string>(9);
  r.rank = row.get<int>(10);
  r.state = row.get<State>(11);
  r.created = row.get<Instant>(12);
  r.asked_at = row.get<std::optional<Instant>>(13);
  r.hold_until = row.get<std::optional<Instant>>(14);
  r.answered_at = row.get<std::optional<Instant>>(15);
  r.reason = row.get<std::optional<CannotTake>>(16);
  r.question_open = row.get<bool>(17);
  r.version = row.integer(18);
  return r;
}

store::Row to_row(const storage::Row& row) {
  return {to_referral(row), row.get<access::MemberId>(19), row.get<ReleaseId>(20),
          row.get<std::optional<directory::HoldId>>(21), row.get<int>(22)};
}

store::Sealed to_sealed(const storage::Row& row) { return {row.get<Bytes>(0), row.get<Bytes>(1)}; }

store::MessageRow to_message(const storage::Row& row) {
  return {row.get<store::MessageId>(0),
          row.get<access::OrganizationId>(1),
          row.get<Instant>(2),
          row.get<Bytes>(3),
          row.get<Bytes>(4),
          row.get<Bytes>(5)};
}

Result<Counts> counted(storage::Reader& reader, const Sql& sql, access::OrganizationId organization) {
  Counts counts{};
  NWD_CHECK(reader.all(
      sql,
      [&](const storage::Row& row) {
        const auto state = static_cast<std::size_t>(row.integer(0));
        return counts.at(state) = row.integer(1);
      },
      organization));
  return counts;
}

}  // namespace

Result<bool> anything_due(storage::Reader& reader, Instant now) {
  const auto yes = [](const storage::Row&) { return true; };
  NWD_TRY(const auto hold, reader.first(select_any_due, yes, State::asked, now));
  NWD_TRY(const auto packet, reader.first(select_outlived, yes, now));
  NWD_TRY(const bool shared, release::anything_due(reader, now));
  return hold || packet || shared;
}

Result<Counts> count_sent(storage::Reader& reader, access::OrganizationId organization) {
  return counted(reader, count_sent_sql, organization);
}

Result<Counts> count_received(storage::Reader& reader, access::OrganizationId organization) {
  return counted(reader, count_received_sql, organization);
}

namespace store {

Result<void> insert_referral(storage::Writer& writer, const NewReferral& n) {
  const auto& r = n.referral;
  NWD_CHECK(writer.run(insert_referral_sql, r.id, r.thread, r.sender_case, n.release, r.from, n.from_member, r.to,
                       r.service, n.beds, r.rank, r.state, r.created));
  return {};
}

Result<std::optional<Row>> find(storage::Reader& reader, ReferralId id) { return reader.first(select_one, to_row, id); }

Result<std::optional<Row>> of_release(storage::Reader& reader, ReleaseId id) {
  return reader.first(select_of_release, to_row, id);
}

Result<std::vector<ReferralId>> outlived(storage::Reader& reader, Instant now) {
  return reader.all(select_outlived, [](const storage::Row& row) { return row.get<ReferralId>(0); }, now);
}

Result<std::vector<Row>> waiting_of(storage::Reader& reader, casework::ThreadId thread) {
  return reader.all(select_waiting, to_row, thread, State::waiting);
}

Result<std::vector<Row>> due(storage::Reader& reader, Instant now) {
  return reader.all(select_due, to_row, State::asked, now);
}

Result<std::vector<Referral>> asked_of(storage::Reader& reader, const access::Session& session) {
  return reader.all(select_asked, to_referral, session.organization, session.member, State::asked);
}

Result<std::vector<Referral>> of_case(storage::Reader& reader, casework::CaseId id) {
  return reader.all(select_of_case, to_referral, id);
}

Result<std::vector<Referral>> of_thread(storage::Reader& reader, casework::ThreadId id) {
  return reader.all(select_of_thread, to_referral, id);
}

Result<void> set_asked(storage::Writer& writer, ReferralId id, directory::HoldId hold, Instant now,
                       Instant hold_until) {
  NWD_CHECK(writer.run(set_asked_sql, id, State::asked, hold, now, hold_until));
  return {};
}

Result<void> set_ended(storage::Writer& writer, ReferralId id, State state, Instant now,
                       std::optional<CannotTake> reason) {
  NWD_CHECK(writer.run(set_ended_sql, id, state, now, reason));
  return {};
}

Result<void> set_question(storage::Writer& writer, ReferralId id, bool open) {
  NWD_CHECK(writer.run(set_question_sql, id, open));
  return {};
}

Result<void> insert_packet(storage::Writer& writer, ReferralId id, const Sealed& sealed) {
  NWD_CHECK(writer.run(insert_packet_sql, id, sealed.wrapped, sealed.body));
  return {};
}

Result<std::optional<Sealed>> find_packet(storage::Reader& reader, ReferralId id) {
  return reader.first(select_packet, to_sealed, id);
}

Result<void> destroy_packet(storage::Writer& writer, ReferralId id) {
  NWD_TRY(const auto packet, find_packet(writer, id));
  if (packet) NWD_CHECK(keyring::destroy(writer, packet->wrapped));
  NWD_TRY(const auto messages, messages_of(writer, id));
  for (const auto& m : messages)
    for (const auto* wrapped : {&m.wrapped_from, &m.wrapped_to}) NWD_CHECK(keyring::destroy(writer, *wrapped));
  NWD_CHECK(writer.run(delete_packet, id));
  NWD_CHECK(writer.run(delete_messages, id));
  return {};
}

Result<void> insert_address(storage::Writer& writer, ReferralId id, const Sealed& sealed) {
  NWD_CHECK(writer.run(insert_address_sql, id, sealed.wrapped, sealed.body));
  return {};
}

Result<std::optional<Sealed>> find_address(storage::Reader& reader, ReferralId id) {
  return reader.first(select_address, to_sealed, id);
}

Result<void> insert_message(storage::Writer& writer, ReferralId id, const MessageRow& m) {
  NWD_CHECK(writer.run(insert_message_sql, m.id, id, m.from, m.at, m.wrapped_from, m.wrapped_to, m.body));
  return {};
}

Result<std::vector<MessageRow>> messages_of(storage::Reader& reader, ReferralId id) {
  return reader.all(select_messages, to_message, id);
}

}  // namespace store
}  // namespace nwd::referral
