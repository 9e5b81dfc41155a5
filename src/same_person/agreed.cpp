#include "same_person/agreed.h"

#include "access/epochs.h"
#include "audit/audit.h"
#include "base/local_time.h"
#include "base/text.h"
#include "casework/case_access.h"
#include "release/consent.h"
#include "same_person/ending.h"
#include "same_person/sealing.h"
#include "same_person/turn.h"
#include "search/search.h"

namespace nwd::same_person {
namespace {

constexpr int all_of_them = 10'000;

Result<void> log(storage::Writer& writer, const access::Session& session, Instant now, std::string_view deed,
                 CaseId id) {
  NWD_CHECK(audit::append(writer, {now, session.member, session.organization, deed, "case", id, "care"}));
  return {};
}

void wrong(Error& error, const char* field, const char* key, const char* text) {
  error.fields.push_back({field, key, text});
}

void check_what(Error& error, const Agreeing& a, Instant now) {
  const auto this_year = civil(utc_time(now).day).year;
  if (a.name.size() > search::longest_sought || !is_utf8(a.name))
    wrong(error, "name", "find-long", "At most 100 bytes.");
  if (a.born && (*a.born < first_year || *a.born > this_year))
    wrong(error, "born", "elsewhere-born-wrong", "A year with four digits.");
}

Result<void> check(storage::Reader& reader, const access::Session& session, const Agreeing& a, Instant now) {
  NWD_TRY(const auto rules, release::rules_of(reader, session.organization));
  Error error{Code::invalid, "Something is missing before this can be kept.", "", {}};
  check_what(error, a, now);
  release::check_consent(error, {a.lasts_ms, a.how, a.giver, a.by_who_harmed, a.language, a.agreed_text}, rules);
  if (!error.fields.empty()) return fail(std::move(error));
  return {};
}

// What was found of the case for others, here and there.
Result<void> end_found(storage::Writer& writer, const access::Session& session, Instant now, CaseId id) {
  NWD_TRY(const auto concluded, store::asks_to(writer, session.organization, AskState::concluded, all_of_them));
  for (const auto& one : concluded) {
    auto done = settle(writer, session, now, one);
    if (!done && !is_lost(done.error())) return done;
    if (!done) NWD_CHECK(end(writer, one));
  }
  NWD_TRY(const auto settled, store::asks_to(writer, session.organization, AskState::settled, all_of_them));
  for (const auto& one : settled) {
    const auto told = told_answerer(writer, session, one);
    if (!told && !is_lost(told.error())) return fail(told.error());
    if (told && told->known && told->case_id == id) NWD_CHECK(end(writer, one));
  }
  return {};
}

}  // namespace

bool live(const Agreed& agreed, Instant now) { return !agreed.ended && agreed.given <= now && now < agreed.expires; }

Result<AgreedId> agree(storage::Writer& writer, const access::Session& session, Random& random, Instant now,
                       bool stepped_up, const Agreeing& a) {
  NWD_CHECK(casework::may(writer, {session, now, stepped_up}, access::Deed::grant_release, a.case_id));
  NWD_CHECK(check(writer, session, a, now));
  NWD_TRY(const auto name, compared(a.name, a.born));
  NWD_TRY(const auto before, store::live_agreed(writer, a.case_id, now));
  if (before) return fail(Code::conflict, "This person has agreed already.");
  NWD_CHECK(access::check_newest(writer, session));
  Agreed agreed;
  agreed.id = AgreedId::random(random);
  agreed.case_id = a.case_id;
  agreed.organization = session.organization;
  agreed.how = a.how;
  agreed.giver = a.giver;
  agreed.language = a.language;
  agreed.agreed_text = a.agreed_text;
  agreed.given = now;
  agreed.expires = now + a.lasts_ms;
  NWD_TRY(const auto sealed, seal_name(session, agreed.id, name));
  NWD_CHECK(store::insert_agreed(writer, agreed, sealed));
  NWD_CHECK(log(writer, session, now, "match.agree", a.case_id));
  return agreed.id;
}

// In the order that matters: what was found while it was live is known before its key is gone.
Result<void> end_agreement(storage::Writer& writer, const access::Session& session, Instant now, const Agreed& agreed) {
  NWD_CHECK(end_found(writer, session, now, agreed.case_id));
  NWD_TRY(const auto answered, store::asks_to(writer, session.organization, AskState::answered, all_of_them));
  for (const auto& one : answered) NWD_CHECK(take_back(writer, one));
  NWD_TRY(const auto ours, store::asks_about(writer, agreed.id));
  for (const auto& one : ours) NWD_CHECK(end(writer, one));
  NWD_CHECK(store::end_agreed(writer, agreed.id, now));
  return log(writer, session, now, "match.stop", agreed.case_id);
}

Result<void> stop(storage::Writer& writer, const access::Session& session, Instant now, CaseId id) {
  NWD_CHECK(casework::may(writer, {session, now}, access::Deed::withdraw_release, id));
  NWD_TRY(const auto agreed, store::live_agreed(writer, id, now));
  if (!agreed || agreed->organization != session.organization) return {};
  NWD_CHECK(access::check_newest(writer, session));
  return end_agreement(writer, session, now, *agreed);
}

Result<std::optional<Agreed>> agreed_of(storage::Reader& reader, const access::Session& session, Instant now,
                                        CaseId id) {
  NWD_CHECK(casework::may(reader, {session, now}, access::Deed::withdraw_release, id));
  return store::live_agreed(reader, id, now);
}

}  // namespace nwd::same_person
