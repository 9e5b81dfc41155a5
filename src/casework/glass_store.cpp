#include "casework/glass_store.h"

#include "casework/unblocked_sql.h"

namespace nwd::casework {
namespace {

using storage::Row;
using storage::Sql;

#define NWD_GLASSES                                                                                      \
  "SELECT g.id, g.case_id, t.reference, g.asked_by, m.name, g.reason, g.asked_at, g.opened_by, n.name, " \
  "g.opened_at, g.until, g.ended, g.was_right FROM glass g JOIN case_file c ON c.id = g.case_id "        \
  "LEFT JOIN thread t ON t.id = c.thread_id JOIN member m ON m.id = g.asked_by "                         \
  "LEFT JOIN member n ON n.id = g.opened_by "
#define NWD_GLASSES_HERE \
  NWD_GLASSES "WHERE c.organization_id = $1 AND " NWD_CASE_UNBLOCKED("c", "$2") "AND g.asked_by <> $2 "
constexpr Sql insert_glass_sql =
    "INSERT INTO glass (id, case_id, asked_by, reason, asked_at, words_key, words, until, ended) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)";
constexpr Sql select_glass = NWD_GLASSES "WHERE g.id = $1";
constexpr Sql select_words = "SELECT words_key, words FROM glass WHERE id = $1 AND words IS NOT NULL";
constexpr Sql select_live =
    NWD_GLASSES "WHERE g.case_id = $1 AND g.asked_by = $2 AND g.ended = 0 AND g.until > $3 ORDER BY g.asked_at DESC";
constexpr Sql open_glass_sql = "UPDATE glass SET opened_by = $2, opened_at = $3, until = $4 WHERE id = $1";
constexpr Sql set_review_sql =
    "UPDATE glass SET reviewed_by = $2, reviewed_at = $3, was_right = $4, review_key = $5, review = $6 WHERE id = $1";
constexpr Sql select_waiting = NWD_GLASSES_HERE
    "AND g.opened_at IS NULL AND g.ended = 0 AND g.until > $3 AND c.state <> $4 ORDER BY g.asked_at, g.id LIMIT 50";
constexpr Sql select_unreviewed =
    NWD_GLASSES_HERE "AND g.opened_by <> $2 AND g.was_right IS NULL ORDER BY g.opened_at, g.id LIMIT 50";
constexpr Sql select_due = "SELECT 1 FROM glass WHERE ended = 0 AND until <= $1 LIMIT 1";
constexpr Sql end_glasses_sql = "UPDATE glass SET ended = 1 WHERE ended = 0 AND until <= $1";

#define NWD_IN_HAND \
  "WHERE c.organization_id = $1 AND " NWD_CASE_UNBLOCKED("c", "$2") "AND c.state <> $3 AND c.state <> $4 "
constexpr Sql count_in_hand = "SELECT count(*) FROM case_file c " NWD_IN_HAND;
constexpr Sql select_in_hand =
    "SELECT c.id, c.opened_by, c.thread_id, t.reference, c.state, c.opened_at FROM case_file c "
    "LEFT JOIN thread t ON t.id = c.thread_id " NWD_IN_HAND "ORDER BY c.opened_at DESC, c.id LIMIT $5 OFFSET $6";

Glass to_glass(const Row& row) {
  Glass g;
  g.id = row.get<GlassId>(0);
  g.case_id = row.get<CaseId>(1);
  g.reference = row.get<std::optional<std::string>>(2).value_or("");
  g.asked_by = row.get<access::MemberId>(3);
  g.asked_by_name = row.get<std::string>(4);
  g.reason = row.get<GlassReason>(5);
  g.asked = row.get<Instant>(6);
  g.opened_by = row.get<std::optional<access::MemberId>>(7);
  g.opened_by_name = row.get<std::optional<std::string>>(8).value_or("");
  g.opened = row.get<std::optional<Instant>>(9);
  g.until = row.get<Instant>(10);
  g.ended = row.get<bool>(11);
  g.was_right = row.get<std::optional<bool>>(12);
  return g;
}

std::optional<Bytes> key_of(const std::optional<store::SealedWords>& sealed) {
  return sealed ? std::optional(sealed->key) : std::nullopt;
}
std::optional<Bytes> words_of(const std::optional<store::SealedWords>& sealed) {
  return sealed ? std::optional(sealed->words) : std::nullopt;
}

}  // namespace

Result<bool> any_glass_due(storage::Reader& reader, Instant now) {
  NWD_TRY(const auto any, reader.first(select_due, [](const Row&) { return true; }, now));
  return any.has_value();
}

Result<void> end_glasses(storage::Writer& writer, Instant now) {
  NWD_CHECK(writer.run(end_glasses_sql, now));
  return {};
}

namespace store {

Result<void> insert_glass(storage::Writer& writer, const Glass& g, const std::optional<SealedWords>& sealed) {
  const auto key = key_of(sealed);
  const auto words = words_of(sealed);
  NWD_CHECK(writer.run(insert_glass_sql, g.id, g.case_id, g.asked_by, g.reason, g.asked, key, words, g.until));
  return {};
}

Result<std::optional<Glass>> find_glass(storage::Reader& reader, GlassId id) {
  return reader.first(select_glass, to_glass, id);
}

Result<std::optional<SealedWords>> find_glass_words(storage::Reader& reader, GlassId id) {
  return reader.first(
      select_words, [](const Row& row) { return SealedWords{row.get<Bytes>(0), row.get<Bytes>(1)}; }, id);
}

Result<std::optional<Glass>> live_glass(storage::Reader& reader, CaseId id, access::MemberId asked_by, Instant now) {
  return reader.first(select_live, to_glass, id, asked_by, now);
}

Result<void> open_glass(storage::Writer& writer, GlassId id, access::MemberId by, Instant now, Instant until) {
  NWD_CHECK(writer.run(open_glass_sql, id, by, now, until));
  return {};
}

Result<void> set_review(storage::Writer& writer, GlassId id, access::MemberId by, Instant now, bool was_right,
                        const std::optional<SealedWords>& sealed) {
  const auto key = key_of(sealed);
  const auto words = words_of(sealed);
  NWD_CHECK(writer.run(set_review_sql, id, by, now, was_right, key, words));
  return {};
}

Result<std::vector<Glass>> waiting_glasses(storage::Reader& reader, const Asking& asking) {
  return reader.all(select_waiting, to_glass, asking.session.organization, asking.session.member, asking.now,
                    CaseState::handed_off);
}

Result<std::vector<Glass>> unreviewed_glasses(storage::Reader& reader, const Asking& asking) {
  return reader.all(select_unreviewed, to_glass, asking.session.organization, asking.session.member);
}

Result<Listed<Case>> cases_in_hand(storage::Reader& reader, const access::Session& session, Part part) {
  Listed<Case> listed;
  const auto& organization = session.organization;
  NWD_TRY(const auto count, reader.first(
                                count_in_hand, [](const Row& row) { return row.integer(0); }, organization,
                                session.member, CaseState::handed_off, CaseState::closed));
  listed.all = count.value_or(0);
  const auto to_case = [&](const Row& row) {
    Case c;
    c.id = row.get<CaseId>(0);
    c.organization = organization;
    c.opened_by = row.get<access::MemberId>(1);
    c.thread = row.get<std::optional<ThreadId>>(2);
    c.reference = row.get<std::optional<std::string>>(3).value_or("");
    c.state = row.get<CaseState>(4);
    c.opened = row.get<Instant>(5);
    return c;
  };
  NWD_TRY(listed.shown, reader.all(select_in_hand, to_case, organization, session.member, CaseState::handed_off,
                                   CaseState::closed, part.count(), part.first()));
  return listed;
}

}  // namespace store
}  // namespace nwd::casework
