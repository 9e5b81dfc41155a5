#include "same_person/agreed.h"

#include <algorithm>

#include "access/epochs.h"
#include "audit/audit.h"
#include "base/local_time.h"
#include "base/text.h"
#include "casework/case_access.h"
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
  if (a.lasts_ms < day_ms || a.lasts_ms > longest_agreed_ms)
    wrong(error, "days", "share-days-wrong", "From one day to one year.");
  if (a.agreed_text.empty() || a.agreed_text.size() > release::longest_agreed || a.language.empty() ||
      a.language.size() > 35)
    wrong(error, "agreed_text", "share-text-missing", "What the person was read, and in which language.");
}

void check_consent(Error& error, const Agreeing& a, release::Rules rules) {
  if (a.how == release::ConsentGiven::spoken)
    wrong(error, "how", "share-written", "This has to be in writing: on paper, on the screen, or with an interpreter.");
  const auto givers = release::givers_under(rules);
  if (std::find(givers.begin(), givers.end(), a.giver) == givers.end())
    wrong(error, "giver", "share-giver-rules", "Under the rules of this grant a parent or guardian agrees too.");
  if (a.by_who_harmed)
    wrong(error, "harm", "share-not-by-harm",
          "It can wait: ask again when the person is alone or with somebody they trust.");
}

Result<void> check(storage::Reader& reader, const access::Session& session, const Agreeing& a, Instant now) {
  NWD_TRY(const auto rules, release::rules_of(reader, session.organization));
  Error error{Code::invalid, "Something is missing before this can be kept.", "", {}};
  check_what(error, a, now);
  check_consent(error, a, rules);
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
