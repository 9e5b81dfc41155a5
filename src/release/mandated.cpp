#include "release/mandated.h"

#include <array>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "access/epochs.h"
#include "audit/audit.h"
#include "base/json.h"
#include "casework/case_access.h"
#include "release/mandated_store.h"
#include "vault/keypair.h"

namespace nwd::release {
namespace {

constexpr std::array<std::string_view, demand_count> demand_words = {"child_abuse_report", "adult_abuse_report",
                                                                     "court_order", "other_law"};
constexpr std::array<std::string_view, 3> state_words = {"prepared", "confirmed", "set_aside"};
constexpr std::array<std::string_view, notice_count> notice_words = {"not_said", "given", "not_safe_yet",
                                                                     "not_reached_yet", "court_forbids"};
constexpr std::size_t longest_to = 200;
constexpr std::size_t longest_law = 300;
constexpr std::size_t longest_what = 4000;

Failure no_such() { return fail(Code::not_found, "There is no such thing, or it is not yours to see."); }
Failure moved_on() { return fail(Code::stale, "Something changed meanwhile. Load the page again, then decide."); }

vault::Place key_place(MandatedId id) { return {"mandated", id, "wrapped", 1}; }
vault::Place body_place(MandatedId id) { return {"mandated", id, "body", 1}; }

Result<store::SealedText> seal_text(const access::Session& session, MandatedId id, const MandatedText& text) {
  const auto key = vault::new_key();
  store::SealedText sealed;
  NWD_TRY(sealed.wrapped, session.keys.wrap(session.keys.newest(), key_place(id), key));
  auto plain = text.encode();
  auto body = vault::seal(key, body_place(id), plain);
  vault::wipe(plain);
  NWD_TRY(sealed.body, std::move(body));
  return sealed;
}

Result<MandatedText> open_text(storage::Reader& reader, const access::Session& session, MandatedId id) {
  NWD_TRY(const auto sealed, store::find_text(reader, id));
  if (!sealed) return no_such();
  NWD_TRY(const auto key, session.keys.unwrap(key_place(id), sealed->wrapped));
  NWD_TRY(const auto plain, vault::open(key, body_place(id), sealed->body));
  return MandatedText::decode(plain.view());
}

Result<void> log(storage::Writer& writer, const access::Session& session, Instant now, std::string_view deed,
                 CaseId id) {
  NWD_CHECK(audit::append(writer, {now, session.member, session.organization, deed, "case", id, "mandated"}));
  return {};
}

// What the case is to the session: nothing, if it is not there.
struct Tie {
  access::Relation relation;
  std::optional<CaseId> blocked_in;
};
Result<Tie> tie_to(storage::Reader& reader, const casework::Asking& asking, CaseId id) {
  NWD_TRY(const auto standing, casework::standing_of(reader, asking, id));
  return standing ? Tie{standing->relation, standing->blocked_in} : Tie{};
}

struct Found {
  Mandated record;
  Tie tie;
};
Result<Found> found(storage::Reader& reader, const casework::Asking& asking, MandatedId id) {
  NWD_TRY(const auto record, store::find_mandated(reader, id));
  if (!record || record->organization != asking.session.organization) return no_such();
  NWD_TRY(auto tie, tie_to(reader, asking, record->case_id));
  tie.relation.own_half = record->prepared_by == asking.session.member;
  return Found{*record, tie};
}

Result<void> may(const access::Session& session, access::Deed deed, const Tie& tie) {
  return casework::decide(session, deed, tie.relation, tie.blocked_in);
}

bool could_confirm(const access::Session& session, access::Relation relation) {
  relation.stepped_up = true;
  return access::allowed(session.roles, access::Deed::confirm_mandated, relation);
}

// Whoever may do one of the halves may read it.
Result<void> may_read(const access::Session& session, const Tie& tie) {
  if (could_confirm(session, tie.relation)) return {};
  return may(session, access::Deed::prepare_mandated, tie);
}

Result<void> check(const MandatedText& text) {
  Error error{Code::invalid, "Something is missing.", "", {}};
  const auto within = [&](const char* field, const std::string& value, std::size_t most) {
    if (value.empty()) error.fields.push_back({field, "form-required", "This is needed."});
    if (value.size() > most) error.fields.push_back({field, "text-too-long", "This is too long."});
  };
  within("to", text.to, longest_to);
  within("law", text.law, longest_law);
  within("what", text.what, longest_what);
  if (!error.fields.empty()) return fail(std::move(error));
  return {};
}

Result<void> decided(storage::Writer& writer, const access::Session& session, Instant now, const Mandated& record,
                     std::int64_t version, MandatedState state) {
  if (record.state != MandatedState::prepared)
    return fail(Code::conflict, "This has been decided already. Load the page again.");
  NWD_TRY(const auto changed, store::set_state(writer, record.id, version, state, session.member, now));
  if (changed == 0) return moved_on();
  return log(writer, session, now, "mandated." + std::string(word(state)), record.case_id);
}

}  // namespace

std::string_view word(Demand demand) { return demand_words.at(static_cast<std::size_t>(demand)); }
std::string_view word(MandatedState state) { return state_words.at(static_cast<std::size_t>(state)); }
std::string_view word(Notice notice) { return notice_words.at(static_cast<std::size_t>(notice)); }

Bytes MandatedText::encode() const {
  const auto text = boost::json::serialize(boost::json::value{{"to", to}, {"law", law}, {"what", what}});
  const auto view = bytes_of(text);
  return {view.begin(), view.end()};
}

Result<MandatedText> MandatedText::decode(ByteView bytes) {
  NWD_TRY(const auto value, json::parse(text_of(bytes)));
  json::Fields in(value);
  MandatedText text{in.text("to", longest_to), in.text("law", longest_law), in.text("what", longest_what)};
  NWD_CHECK(in.done());
  return text;
}

Result<MandatedId> prepare_mandated(storage::Writer& writer, const access::Session& session, Random& random,
                                    Instant now, CaseId id, Demand demand, const MandatedText& text) {
  NWD_TRY(const auto tie, tie_to(writer, {session, now}, id));
  NWD_CHECK(may(session, access::Deed::prepare_mandated, tie));
  NWD_CHECK(check(text));
  Mandated m;
  m.id = MandatedId::random(random);
  m.case_id = id;
  m.organization = session.organization;
  m.demand = demand;
  m.prepared_by = session.member;
  m.prepared = now;
  NWD_CHECK(access::check_newest(writer, session));
  NWD_TRY(const auto sealed, seal_text(session, m.id, text));
  NWD_CHECK(store::insert_mandated(writer, m, sealed));
  NWD_CHECK(log(writer, session, now, "mandated.prepare", id));
  return m.id;
}

Result<void> confirm_mandated(storage::Writer& writer, const access::Session& session, Instant now, bool stepped_up,
                              MandatedId id, std::int64_t version) {
  NWD_TRY(const auto there, found(writer, {session, now, stepped_up}, id));
  NWD_CHECK(may(session, access::Deed::confirm_mandated, there.tie));
  return decided(writer, session, now, there.record, version, MandatedState::confirmed);
}

Result<void> set_aside_mandated(storage::Writer& writer, const access::Session& session, Instant now, MandatedId id,
                                std::int64_t version) {
  NWD_TRY(const auto there, found(writer, {session, now}, id));
  NWD_CHECK(may_read(session, there.tie));
  return decided(writer, session, now, there.record, version, MandatedState::set_aside);
}

Result<void> record_notice(storage::Writer& writer, const access::Session& session, Instant now, MandatedId id,
                           std::int64_t version, Notice notice) {
  NWD_TRY(const auto there, found(writer, {session, now}, id));
  NWD_CHECK(may(session, access::Deed::prepare_mandated, there.tie));
  const auto& record = there.record;
  if (notice == Notice::not_said || record.state != MandatedState::confirmed)
    return fail(Code::invalid, "Say whether the person was told, or why not yet.");
  if (record.notice == Notice::given) return fail(Code::conflict, "The person has been told already.");
  NWD_TRY(const auto changed, store::set_notice(writer, id, version, notice, now));
  if (changed == 0) return moved_on();
  return log(writer, session, now, "mandated.notice", record.case_id);
}

Result<OpenMandated> read_mandated(storage::Writer& writer, const access::Session& session, Instant now,
                                   MandatedId id) {
  NWD_TRY(const auto there, found(writer, {session, now}, id));
  NWD_CHECK(may_read(session, there.tie));
  NWD_CHECK(log(writer, session, now, "mandated.read", there.record.case_id));
  OpenMandated open{there.record, {}, session.organization_name, could_confirm(session, there.tie.relation)};
  NWD_TRY(open.text, open_text(writer, session, id));
  return open;
}

Result<std::vector<Mandated>> mandated_of(storage::Reader& reader, const access::Session& session, CaseId id) {
  NWD_TRY(const auto tie, tie_to(reader, {session, {}}, id));
  NWD_CHECK(may_read(session, tie));
  return store::mandated_of(reader, id);
}

Result<std::vector<Mandated>> mandated_waiting(storage::Reader& reader, const access::Session& session) {
  NWD_TRY(const auto all, store::mandated_in(reader, session.organization, MandatedState::prepared));
  std::vector<Mandated> waiting;
  for (const auto& one : all) {
    NWD_TRY(auto tie, tie_to(reader, {session, {}}, one.case_id));
    tie.relation.own_half = one.prepared_by == session.member;
    if (could_confirm(session, tie.relation)) waiting.push_back(one);
  }
  return waiting;
}

}  // namespace nwd::release
