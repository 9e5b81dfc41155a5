#include "audit/audit.h"
#include "base/local_time.h"
#include "casework/case_access.h"
#include "referral/route_on.h"
#include "referral/sealing.h"

namespace nwd::referral {
namespace {

constexpr std::int64_t welcome_ms = 2 * hour_ms;
constexpr std::size_t longest_message = 1000;

Failure no_such() { return fail(Code::not_found, "There is no such request, or it is not yours to see."); }
Failure over() { return fail(Code::gone, "This request has ended. Nothing more needs to be done."); }
Failure moved_on() { return fail(Code::stale, "Something changed meanwhile. Load the page again, then decide."); }

Result<void> log(storage::Writer& writer, const access::Session& session, Instant now, std::string_view deed,
                 ReferralId id) {
  NWD_CHECK(audit::append(writer, {now, session.member, session.organization, deed, "referral", id, "hand-off"}));
  return {};
}

// A request and what it is to a session. A waiting one has not been asked: to its organization it does not exist yet.
struct Standing {
  std::optional<store::Row> row;
  access::Relation relation;
  std::optional<casework::CaseId> blocked_in;
};

Result<Standing> standing_of(storage::Reader& reader, const access::Session& session, ReferralId id) {
  Standing standing;
  NWD_TRY(standing.row, store::find(reader, id));
  const auto sender_case = standing.row ? standing.row->referral.sender_case : casework::CaseId{};
  NWD_TRY(standing.blocked_in, casework::blocked_in(reader, session, sender_case));
  if (!standing.row) return standing;
  const auto& r = standing.row->referral;
  auto& relation = standing.relation;
  relation.own_organization = r.from == session.organization;
  relation.own_work = relation.own_organization && standing.row->from_member == session.member;
  relation.recipient = r.to == session.organization && (r.state == State::asked || r.state == State::accepted);
  relation.accepted_for_us = relation.own_organization && r.state == State::accepted;
  relation.blocked = standing.blocked_in.has_value();
  return standing;
}

// If the session may do this to it. One that is not there is told of as another organization's is.
Result<store::Row> may(const access::Session& session, access::Deed deed, Standing standing) {
  NWD_CHECK(casework::decide(session, deed, standing.relation, standing.blocked_in));
  if (!standing.row) return no_such();
  return *std::move(standing.row);
}

// As the asked organization, about a request that is still open.
Result<store::Row> asked_of_us(storage::Reader& reader, const access::Session& session, ReferralId id,
                               std::int64_t version) {
  NWD_TRY(auto found, standing_of(reader, session, id));
  const bool ours = found.row && found.row->referral.to == session.organization && !found.relation.blocked;
  const bool ended = found.row && found.row->referral.asked_at && found.row->referral.state != State::asked;
  if (ours && ended && session.has(access::Role::caseworker)) return over();
  NWD_TRY(auto row, may(session, access::Deed::answer_referral, std::move(found)));
  if (row.referral.version != version) return moved_on();
  return row;
}

// As the sender, about one that is still under way.
Result<store::Row> sent_by_us(storage::Reader& reader, const access::Session& session, ReferralId id,
                              std::int64_t version) {
  NWD_TRY(auto found, standing_of(reader, session, id));
  NWD_TRY(auto row, may(session, access::Deed::withdraw_referral, std::move(found)));
  if (row.referral.state != State::asked && row.referral.state != State::waiting) return over();
  if (row.referral.version != version) return moved_on();
  return row;
}

release::Use use_of(const store::Row& row) { return {row.referral.to, std::nullopt, release::Purpose::find_bed}; }

Result<Packet> packet_of(storage::Reader& reader, const access::Session& session, const store::Row& row, Instant now) {
  NWD_TRY(const auto live, release::live_release(reader, row.release, use_of(row), now));
  NWD_TRY(const auto sealed, store::find_packet(reader, row.referral.id));
  if (!live || !sealed) return fail(Code::gone, "The permission to see this has ended.");
  return open_packet(session.keys, row.referral.id, *sealed);
}

// For the person: this organization has looked at what it was told.
Result<void> told_of(storage::Writer& writer, const store::Row& row, Instant now) {
  NWD_TRY(const auto live, release::live_release(writer, row.release, use_of(row), now));
  if (!live) return {};
  return release::write_disclosure(writer, *live, std::nullopt, release::Way::read, now);
}

// The hold becomes a bed taken; one that has just run out is tried once more.
Result<void> take_bed(storage::Writer& writer, const store::Row& row, Instant now) {
  if (row.hold) {
    auto taken = directory::hold_to_occupied(writer, *row.hold);
    if (taken || taken.error().code != Code::gone) return taken;
  }
  auto again = directory::hold(writer, row.referral.service, now + hold_ms, row.referral.id, row.beds);
  if (!again && again.error().code == Code::conflict)
    return fail(Code::gone, "The bed is no longer free. Say that you cannot take, so that the next is asked at once.");
  NWD_CHECK(again);
  return directory::hold_to_occupied(writer, *again);
}

// Where to go, for whoever asked: only a session of the accepting organization can open it.
Result<void> hand_over_address(storage::Writer& writer, const access::Session& session, const store::Row& row) {
  auto address = directory::reveal_address(writer, row.referral.service, session.keys);
  if (!address && address.error().code == Code::not_found) return {};
  NWD_CHECK(address);
  NWD_TRY(const auto sender, access::find_organization(writer, row.referral.from));
  NWD_TRY(const auto sealed, seal_address(session.keys, sender->recipient, row.referral.id, *address));
  return store::insert_address(writer, row.referral.id, sealed);
}

Result<Ends> ends_of(storage::Reader& reader, access::OrganizationId from, access::OrganizationId to) {
  NWD_TRY(const auto one, access::find_organization(reader, from));
  NWD_TRY(const auto other, access::find_organization(reader, to));
  if (!one || !other) return fail(Code::internal, "", "a referral between unknown organizations");
  return Ends{one->recipient, other->recipient};
}

Result<void> say(storage::Writer& writer, const access::Session& session, Random& random, Instant now,
                 const store::Row& row, access::OrganizationId to, std::string_view text) {
  if (text.empty() || text.size() > longest_message) return fail(Code::invalid, "Write up to 1,000 characters.");
  NWD_TRY(const auto ends, ends_of(writer, session.organization, to));
  NWD_TRY(const auto message, seal_message(session.keys, ends, random, session.organization, now, text));
  return store::insert_message(writer, row.referral.id, message);
}

}  // namespace

Result<Accepted> accept(storage::Writer& writer, const access::Session& session, Random& random, Instant now,
                        ReferralId id, std::int64_t version) {
  NWD_TRY(const auto row, asked_of_us(writer, session, id, version));
  const auto& r = row.referral;
  NWD_TRY(const auto packet, packet_of(writer, session, row, now));
  NWD_CHECK(take_bed(writer, row, now));
  NWD_TRY(const auto thread, casework::find_thread(writer, r.thread));
  NWD_TRY(const auto opened, casework::open_case(writer, session, random, now, *thread, packet.facts, packet.identity));
  NWD_CHECK(
      casework::begin_placement(writer, session, random, now, opened.id, "housing > emergency", local_time(now).day));
  NWD_CHECK(store::set_ended(writer, id, State::accepted, now, std::nullopt));
  NWD_CHECK(drop_waiting(writer, r.thread, now));
  NWD_CHECK(hand_over_address(writer, session, row));
  NWD_CHECK(casework::set_case_state(writer, r.sender_case, casework::CaseState::handed_off));
  NWD_CHECK(casework::advance(
      writer, r.thread,
      {casework::ThreadState::placed, casework::Step::welcome, session.organization, now + welcome_ms}));
  NWD_CHECK(log(writer, session, now, "referral.accept", id));
  NWD_TRY(const auto as_stored, casework::find_case(writer, opened.id));
  return Accepted{*as_stored};
}

Result<void> cannot_take(storage::Writer& writer, const access::Session& session, Instant now, ReferralId id,
                         std::int64_t version, CannotTake reason) {
  NWD_TRY(const auto row, asked_of_us(writer, session, id, version));
  NWD_CHECK(end_asked(writer, row, State::declined, now, reason));
  NWD_CHECK(log(writer, session, now, "referral.cannot_take", id));
  NWD_CHECK(route_on(writer, row.referral.thread, row.referral.from, now));
  return {};
}

Result<void> ask(storage::Writer& writer, const access::Session& session, Random& random, Instant now, ReferralId id,
                 std::int64_t version, std::string_view question) {
  NWD_TRY(const auto row, asked_of_us(writer, session, id, version));
  NWD_CHECK(say(writer, session, random, now, row, row.referral.from, question));
  NWD_CHECK(store::set_question(writer, id, true));
  NWD_CHECK(casework::advance(
      writer, row.referral.thread,
      {casework::ThreadState::seeking, casework::Step::answer_question, row.referral.from, now + answer_ms}));
  return log(writer, session, now, "referral.question", id);
}

Result<void> answer(storage::Writer& writer, const access::Session& session, Random& random, Instant now, ReferralId id,
                    std::int64_t version, std::string_view text) {
  NWD_TRY(const auto row, sent_by_us(writer, session, id, version));
  if (row.referral.state != State::asked) return over();
  NWD_CHECK(say(writer, session, random, now, row, row.referral.to, text));
  NWD_CHECK(store::set_question(writer, id, false));
  NWD_CHECK(casework::advance(
      writer, row.referral.thread,
      {casework::ThreadState::seeking, casework::Step::await_answer, row.referral.to, now + answer_ms}));
  return log(writer, session, now, "referral.answer", id);
}

// The whole list is taken back: whoever waits on it is never asked.
Result<void> withdraw(storage::Writer& writer, const access::Session& session, Instant now, ReferralId id,
                      std::int64_t version) {
  NWD_TRY(const auto row, sent_by_us(writer, session, id, version));
  const bool was_asked = row.referral.state == State::asked;
  NWD_CHECK(end_asked(writer, row, State::withdrawn, now, std::nullopt));
  NWD_CHECK(log(writer, session, now, "referral.withdraw", id));
  if (!was_asked) return {};
  NWD_CHECK(drop_waiting(writer, row.referral.thread, now));
  return casework::advance(writer, row.referral.thread,
                           {casework::ThreadState::seeking, casework::Step::find_another, row.referral.from, now});
}

Result<OpenReferral> read_referral(storage::Writer& writer, const access::Session& session, Instant now,
                                   ReferralId id) {
  NWD_TRY(auto found, standing_of(writer, session, id));
  const auto relation = found.relation;
  const bool as_recipient = access::allowed(session.roles, access::Deed::answer_referral, relation);
  const auto deed = as_recipient ? access::Deed::answer_referral : access::Deed::withdraw_referral;
  NWD_TRY(const auto row, may(session, deed, std::move(found)));
  NWD_CHECK(log(writer, session, now, "referral.read", id));

  OpenReferral open;
  open.referral = row.referral;
  if (as_recipient) {
    auto packet = packet_of(writer, session, row, now);
    if (!packet && packet.error().code != Code::gone) return Failure(std::move(packet).error());
    if (packet) {
      open.packet = *std::move(packet);
      NWD_CHECK(told_of(writer, row, now));
    }
  }
  NWD_TRY(const auto messages, store::messages_of(writer, id));
  for (const auto& m : messages) {
    const bool ours = m.from == session.organization;
    NWD_TRY(auto text, open_message(session.keys, m, ours));
    open.messages.push_back({m.at, ours, std::move(text)});
  }
  if (access::allowed(session.roles, access::Deed::read_address, relation) && relation.accepted_for_us) {
    NWD_TRY(const auto sealed, store::find_address(writer, id));
    if (sealed) {
      NWD_TRY(open.address, open_address(session.keys, id, *sealed));
    }
  }
  return open;
}

Result<std::vector<Referral>> inbox(storage::Reader& reader, const access::Session& session) {
  if (!session.has(access::Role::caseworker)) return std::vector<Referral>{};
  return store::asked_of(reader, session);
}

Result<std::vector<Referral>> of_case(storage::Reader& reader, const access::Session& session, casework::CaseId id) {
  NWD_CHECK(casework::may(reader, {session, {}}, access::Deed::withdraw_referral, id));
  return store::of_case(reader, id);
}

Result<std::vector<ReferralId>> requests_of(storage::Reader& reader, casework::CaseId id) {
  NWD_TRY(const auto all, store::of_case(reader, id));
  std::vector<ReferralId> ids;
  for (const auto& one : all) ids.push_back(one.id);
  return ids;
}

Result<std::vector<Referral>> of_thread(storage::Reader& reader, const access::Session& session,
                                        casework::ThreadId id) {
  NWD_CHECK(casework::may(reader, {session, {}}, access::Deed::read_thread, id));
  return store::of_thread(reader, id);
}

Result<Swept> sweep(storage::Writer& writer, Instant now) {
  Swept swept;
  NWD_CHECK(release::sweep(writer, now));
  NWD_TRY(const auto outlived, store::outlived(writer, now));
  for (const auto id : outlived) NWD_CHECK(store::destroy_packet(writer, id));
  NWD_TRY(const auto due, store::due(writer, now));
  NWD_CHECK(directory::expire_holds(writer, now));
  for (const auto& row : due) {
    NWD_CHECK(end_asked(writer, row, State::lapsed, now, std::nullopt));
    NWD_CHECK(audit::append(writer, {now, std::nullopt, std::nullopt, "referral.lapse", "referral", row.referral.id,
                                     "care", row.referral.from}));
    ++swept.lapsed;
    NWD_TRY(const bool somebody, route_on(writer, row.referral.thread, row.referral.from, now));
    if (somebody) ++swept.rerouted;
  }
  return swept;
}

}  // namespace nwd::referral
