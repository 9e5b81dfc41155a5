#include "same_person/ask.h"

#include <algorithm>

#include "access/epochs.h"
#include "audit/audit.h"
#include "casework/case_access.h"
#include "same_person/ending.h"
#include "same_person/sealing.h"
#include "same_person/turn.h"

namespace nwd::same_person {
namespace {

using store::Ask;

constexpr int steps_a_turn = 4;  // of each kind
constexpr int most_told = 200;

Result<void> check_target(storage::Reader& reader, const access::Session& session, access::OrganizationId to) {
  NWD_TRY(const auto other, access::find_organization(reader, to));
  if (other && to != session.organization) return {};
  return fail(Error{Code::invalid,
                    "Choose another organization.",
                    "",
                    {{"to", "elsewhere-choose", "Another organization is wanted here."}}});
}

Result<void> check_often(storage::Reader& reader, const access::Session& session, const Agreed& agreed,
                         access::OrganizationId to, Instant now) {
  NWD_TRY(const auto last, store::last_asked(reader, agreed.id, to));
  if (last && now - *last < again_ms)
    return fail(Code::conflict, "This organization was asked within the last week. Ask again later.");
  NWD_TRY(const auto today, store::asked_since(reader, session.organization, now + -day_ms));
  if (today >= asks_a_day)
    return fail(Code::rate_limited, "Your organization has asked as often as it may in a day. Go on tomorrow.");
  return {};
}

// A step of a question; one that is lost ends it, and the others go on.
template <class Step>
Result<void> each(storage::Writer& writer, const std::vector<Ask>& asks, Step step) {
  for (const auto& ask : asks) {
    Result<void> done = step(ask);
    if (done) continue;
    if (!is_lost(done.error())) return done;
    NWD_CHECK(end(writer, ask));
  }
  return {};
}

Result<void> give_answers(storage::Writer& writer, const access::Session& session, Instant now) {
  NWD_TRY(const auto given, store::answered_since(writer, session.organization, now + -day_ms));
  const auto left = std::min<std::int64_t>(steps_a_turn, answers_a_day - given);
  if (left <= 0) return {};
  NWD_TRY(const auto asks, store::asks_to(writer, session.organization, AskState::asked, static_cast<int>(left)));
  return each(writer, asks, [&](const Ask& one) { return answer(writer, session, now, one); });
}

// The case at this organization that somebody elsewhere is told to know too; none if nobody is.
Result<std::optional<CaseId>> known_case(storage::Reader& reader, const access::Session& session, Instant now,
                                         const Ask& ask) {
  if (ask.from == session.organization) {
    NWD_TRY(const bool known, told_asker(reader, session, ask));
    NWD_TRY(const auto row, store::find_agreed(reader, ask.agreed));
    return known && row && live(row->agreed, now) ? std::optional(row->agreed.case_id) : std::nullopt;
  }
  NWD_TRY(const auto told, told_answerer(reader, session, ask));
  if (!told.known) return std::nullopt;
  NWD_TRY(const auto agreed, store::live_agreed(reader, told.case_id, now));
  return agreed ? std::optional(told.case_id) : std::nullopt;
}

}  // namespace

Result<AskId> ask(storage::Writer& writer, const access::Session& session, Random& random, Instant now, CaseId id,
                  access::OrganizationId to) {
  NWD_TRY(auto standing, casework::standing_of(writer, {session, now}, id));
  if (!standing) standing.emplace();
  NWD_TRY(const auto agreed, store::live_agreed(writer, id, now));
  standing->relation.live_release = standing->relation.own_organization && agreed.has_value();
  NWD_CHECK(casework::decide(session, access::Deed::ask_match, standing->relation, standing->blocked_in));
  NWD_CHECK(check_target(writer, session, to));
  NWD_CHECK(check_often(writer, session, *agreed, to, now));
  NWD_CHECK(access::check_newest(writer, session));
  NWD_TRY(const auto row, store::find_agreed(writer, agreed->id));
  NWD_TRY(const auto name, open_name(session, agreed->id, row->name));
  Ask question;
  question.id = AskId::random(random);
  question.agreed = agreed->id;
  question.from = session.organization;
  question.to = to;
  question.asked = now;
  NWD_CHECK(store::insert_ask(writer, question));
  NWD_CHECK(begin(writer, session, question, name));
  NWD_CHECK(audit::append(writer, {now, session.member, session.organization, "match.ask", "case", id, "care"}));
  return question.id;
}

Result<bool> anything_to_do(storage::Reader& reader, const access::Session& session) {
  if (!session.has(access::Role::caseworker)) return false;
  return store::anything_waits(reader, session.organization);
}

Result<void> take_turn(storage::Writer& writer, const access::Session& session, Instant now) {
  if (!session.has(access::Role::caseworker)) return {};
  NWD_CHECK(access::check_newest(writer, session));
  NWD_TRY(const auto over, store::run_out(writer, session.organization, now));
  for (const auto& agreed : over) NWD_CHECK(end_agreement(writer, session, now, agreed));
  NWD_TRY(const auto to_settle, store::asks_to(writer, session.organization, AskState::concluded, steps_a_turn));
  NWD_CHECK(each(writer, to_settle, [&](const Ask& one) { return settle(writer, session, now, one); }));
  NWD_TRY(const auto to_conclude, store::asks_from(writer, session.organization, AskState::answered, steps_a_turn));
  NWD_CHECK(each(writer, to_conclude, [&](const Ask& one) { return conclude(writer, session, now, one); }));
  return give_answers(writer, session, now);
}

Result<std::vector<Asked>> asked_of(storage::Reader& reader, const access::Session& session, Instant now, CaseId id) {
  NWD_TRY(const auto agreed, agreed_of(reader, session, now, id));
  std::vector<Asked> all;
  if (!agreed) return all;
  NWD_TRY(const auto asks, store::asks_about(reader, agreed->id));
  for (const auto& one : asks) {
    if (one.state == AskState::ended) continue;
    Asked asked{one.to_name, one.asked, one.state == AskState::asked || one.state == AskState::answered, false};
    if (!asked.waiting) {
      NWD_TRY(asked.known, told_asker(reader, session, one));
    }
    all.push_back(std::move(asked));
  }
  return all;
}

Result<std::vector<Known>> known_since(storage::Reader& reader, const access::Session& session, Instant now,
                                       Instant since) {
  std::vector<Known> all;
  NWD_TRY(const auto asks, store::told_asks(reader, session.organization, since, most_told));
  for (const auto& one : asks) {
    const auto id = known_case(reader, session, now, one);
    if (!id && is_lost(id.error())) continue;
    if (!id) return fail(id.error());
    if (!*id) continue;
    NWD_TRY(const auto standing, casework::standing_of(reader, {session, now}, **id));
    if (!standing || !access::allowed(session.roles, access::Deed::read_case, standing->relation)) continue;
    const bool asked_here = one.from == session.organization;
    all.push_back({**id, standing->record.reference, asked_here ? one.to_name : one.from_name, one.asked});
  }
  return all;
}

}  // namespace nwd::same_person
