#include "same_person/store.h"

#include "keyring/keyring.h"

namespace nwd::same_person::store {
namespace {

using storage::Row;
using storage::Sql;

#define NWD_AGREED_COLUMNS                                                                                    \
  "a.id, a.case_id, a.organization_id, a.how, a.giver, a.language, a.agreed_text, a.given_at, a.expires_at, " \
  "a.ended_at"
#define NWD_AGREED_ROWS "SELECT " NWD_AGREED_COLUMNS ", a.wrapped, a.body FROM match_agreed a "
constexpr Sql insert_agreed_sql =
    "INSERT INTO match_agreed (id, case_id, organization_id, how, giver, language, agreed_text, given_at, expires_at, "
    "wrapped, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
constexpr Sql select_live_of_case = "SELECT " NWD_AGREED_COLUMNS
                                    " FROM match_agreed a WHERE a.case_id = $1 AND a.ended_at IS NULL AND "
                                    "a.given_at <= $2 AND a.expires_at > $2 ORDER BY a.given_at DESC LIMIT 1";
constexpr Sql select_agreed = NWD_AGREED_ROWS "WHERE a.id = $1";
constexpr Sql select_all_live = NWD_AGREED_ROWS
    "JOIN case_file c ON c.id = a.case_id WHERE a.organization_id = $1 AND a.ended_at IS NULL AND a.given_at <= $2 AND "
    "a.expires_at > $2 AND c.state <> $3 ORDER BY a.given_at DESC, a.id LIMIT $4";
constexpr Sql select_run_out = "SELECT " NWD_AGREED_COLUMNS
                               " FROM match_agreed a WHERE a.organization_id = $1 AND a.ended_at IS NULL AND "
                               "a.expires_at <= $2 ORDER BY a.id LIMIT 100";
constexpr Sql select_wrap = "SELECT wrapped FROM match_agreed WHERE id = $1 AND ended_at IS NULL";
constexpr Sql end_sql = "UPDATE match_agreed SET ended_at = $2, wrapped = $3, body = $3 WHERE id = $1";

#define NWD_ASKS                                                                                                \
  "SELECT k.id, k.agreed_id, k.from_organization, k.to_organization, k.state, k.asked_at, f.name, t.name FROM " \
  "match_ask k JOIN organization f ON f.id = k.from_organization JOIN organization t ON t.id = k.to_organization "
constexpr Sql insert_ask_sql =
    "INSERT INTO match_ask (id, agreed_id, from_organization, to_organization, state, asked_at) VALUES ($1, $2, $3, "
    "$4, $5, $6)";
constexpr Sql set_state_sql = "UPDATE match_ask SET state = $2 WHERE id = $1";
constexpr Sql set_answered_sql = "UPDATE match_ask SET state = $2, answered_at = $3 WHERE id = $1";
constexpr Sql select_to = NWD_ASKS "WHERE k.to_organization = $1 AND k.state = $2 ORDER BY k.asked_at, k.id LIMIT $3";
constexpr Sql select_from =
    NWD_ASKS "WHERE k.from_organization = $1 AND k.state = $2 ORDER BY k.asked_at, k.id LIMIT $3";
constexpr Sql select_about = NWD_ASKS "WHERE k.agreed_id = $1 ORDER BY k.asked_at DESC, k.id";
constexpr Sql select_told = NWD_ASKS
    "WHERE ((k.from_organization = $1 AND k.state IN ($2, $3)) OR (k.to_organization = $1 AND k.state = $3)) AND "
    "k.asked_at >= $4 ORDER BY k.asked_at DESC, k.id LIMIT $5";
constexpr Sql count_asked = "SELECT count(*) FROM match_ask WHERE from_organization = $1 AND asked_at > $2";
constexpr Sql count_answered = "SELECT count(*) FROM match_ask WHERE to_organization = $1 AND answered_at > $2";
constexpr Sql select_last = "SELECT max(asked_at) FROM match_ask WHERE agreed_id = $1 AND to_organization = $2";
constexpr Sql select_waiting =
    "SELECT 1 FROM match_ask WHERE (to_organization = $1 AND state IN ($2, $4)) OR (from_organization = $1 AND "
    "state = $3) LIMIT 1";

constexpr Sql put_message_sql =
    "INSERT INTO match_message (ask_id, step, wrapped, body) VALUES ($1, $2, $3, $4) ON CONFLICT (ask_id, step) DO "
    "UPDATE SET wrapped = $3, body = $4";
constexpr Sql select_message = "SELECT wrapped, body FROM match_message WHERE ask_id = $1 AND step = $2";
constexpr Sql select_messages = "SELECT wrapped, body FROM match_message WHERE ask_id = $1";
constexpr Sql delete_message_sql = "DELETE FROM match_message WHERE ask_id = $1 AND step = $2";
constexpr Sql delete_messages_sql = "DELETE FROM match_message WHERE ask_id = $1";

Agreed to_agreed(const Row& row) {
  return {row.get<AgreedId>(0),
          row.get<CaseId>(1),
          row.get<access::OrganizationId>(2),
          row.get<release::ConsentGiven>(3),
          row.get<release::Giver>(4),
          row.get<std::string>(5),
          row.get<std::string>(6),
          row.get<Instant>(7),
          row.get<Instant>(8),
          row.get<std::optional<Instant>>(9)};
}
AgreedRow to_agreed_row(const Row& row) { return {to_agreed(row), {row.get<Bytes>(10), row.get<Bytes>(11)}}; }

Ask to_ask(const Row& row) {
  return {row.get<AskId>(0),
          row.get<AgreedId>(1),
          row.get<access::OrganizationId>(2),
          row.get<access::OrganizationId>(3),
          row.get<AskState>(4),
          row.get<Instant>(5),
          row.get<std::string>(6),
          row.get<std::string>(7)};
}
Message to_message(const Row& row) { return {row.get<Bytes>(0), row.get<Bytes>(1)}; }

template <class... P>
Result<std::int64_t> counted(storage::Reader& reader, const Sql& sql, const P&... params) {
  NWD_TRY(const auto count, reader.first(sql, [](const Row& row) { return row.integer(0); }, params...));
  return count.value_or(0);
}

}  // namespace

Result<void> insert_agreed(storage::Writer& writer, const Agreed& a, const SealedName& name) {
  NWD_CHECK(writer.run(insert_agreed_sql, a.id, a.case_id, a.organization, a.how, a.giver, a.language, a.agreed_text,
                       a.given, a.expires, name.wrapped, name.body));
  return {};
}

Result<std::optional<Agreed>> live_agreed(storage::Reader& reader, CaseId id, Instant now) {
  return reader.first(select_live_of_case, to_agreed, id, now);
}

Result<std::optional<AgreedRow>> find_agreed(storage::Reader& reader, AgreedId id) {
  return reader.first(select_agreed, to_agreed_row, id);
}

Result<std::vector<AgreedRow>> all_live(storage::Reader& reader, access::OrganizationId organization, Instant now,
                                        int most) {
  return reader.all(select_all_live, to_agreed_row, organization, now, casework::CaseState::handed_off, most);
}

Result<std::vector<Agreed>> run_out(storage::Reader& reader, access::OrganizationId organization, Instant now) {
  return reader.all(select_run_out, to_agreed, organization, now);
}

Result<void> end_agreed(storage::Writer& writer, AgreedId id, Instant now) {
  NWD_TRY(const auto wrap, writer.first(select_wrap, [](const Row& row) { return row.get<Bytes>(0); }, id));
  if (!wrap) return {};
  NWD_CHECK(keyring::destroy(writer, *wrap));
  NWD_CHECK(writer.run(end_sql, id, now, Bytes{}));
  return {};
}

Result<void> insert_ask(storage::Writer& writer, const Ask& a) {
  NWD_CHECK(writer.run(insert_ask_sql, a.id, a.agreed, a.from, a.to, a.state, a.asked));
  return {};
}

Result<void> set_state(storage::Writer& writer, AskId id, AskState state) {
  NWD_CHECK(writer.run(set_state_sql, id, state));
  return {};
}

Result<void> set_answered(storage::Writer& writer, AskId id, Instant now) {
  NWD_CHECK(writer.run(set_answered_sql, id, AskState::answered, now));
  return {};
}

Result<std::vector<Ask>> asks_to(storage::Reader& reader, access::OrganizationId to, AskState state, int most) {
  return reader.all(select_to, to_ask, to, state, most);
}

Result<std::vector<Ask>> asks_from(storage::Reader& reader, access::OrganizationId from, AskState state, int most) {
  return reader.all(select_from, to_ask, from, state, most);
}

Result<std::vector<Ask>> asks_about(storage::Reader& reader, AgreedId id) {
  return reader.all(select_about, to_ask, id);
}

Result<std::vector<Ask>> told_asks(storage::Reader& reader, access::OrganizationId organization, Instant since,
                                   int most) {
  return reader.all(select_told, to_ask, organization, AskState::concluded, AskState::settled, since, most);
}

Result<std::int64_t> asked_since(storage::Reader& reader, access::OrganizationId from, Instant since) {
  return counted(reader, count_asked, from, since);
}

Result<std::int64_t> answered_since(storage::Reader& reader, access::OrganizationId to, Instant since) {
  return counted(reader, count_answered, to, since);
}

Result<std::optional<Instant>> last_asked(storage::Reader& reader, AgreedId id, access::OrganizationId to) {
  NWD_TRY(const auto found,
          reader.first(select_last, [](const Row& row) { return row.get<std::optional<Instant>>(0); }, id, to));
  return found.value_or(std::nullopt);
}

Result<bool> anything_waits(storage::Reader& reader, access::OrganizationId organization) {
  NWD_TRY(const auto found, reader.first(
                                select_waiting, [](const Row&) { return true; }, organization, AskState::asked,
                                AskState::answered, AskState::concluded));
  return found.has_value();
}

Result<void> put_message(storage::Writer& writer, AskId id, Step step, const Message& message) {
  NWD_CHECK(writer.run(put_message_sql, id, step, message.wrapped, message.body));
  return {};
}

Result<std::optional<Message>> find_message(storage::Reader& reader, AskId id, Step step) {
  return reader.first(select_message, to_message, id, step);
}

Result<void> delete_message(storage::Writer& writer, AskId id, Step step) {
  NWD_TRY(const auto message, find_message(writer, id, step));
  if (!message) return {};
  NWD_CHECK(keyring::destroy(writer, message->wrapped));
  NWD_CHECK(writer.run(delete_message_sql, id, step));
  return {};
}

Result<void> delete_messages(storage::Writer& writer, AskId id) {
  NWD_TRY(const auto messages, writer.all(select_messages, to_message, id));
  for (const auto& message : messages) NWD_CHECK(keyring::destroy(writer, message.wrapped));
  NWD_CHECK(writer.run(delete_messages_sql, id));
  return {};
}

}  // namespace nwd::same_person::store
