#include "release/release.h"

#include "audit/audit.h"
#include "casework/case_access.h"
#include "release/consent.h"
#include "release/store.h"

namespace nwd::release {
namespace {

Failure no_such() { return fail(Code::not_found, "There is no such thing, or it is not yours to see."); }
Failure no_longer() { return fail(Code::gone, "This is no longer shared with you."); }

Result<void> log(storage::Writer& writer, const access::Session& session, Instant now, std::string_view deed,
                 const IdBytes& case_id, std::string_view purpose) {
  NWD_CHECK(audit::append(writer, {now, session.member, session.organization, deed, "case", case_id, purpose}));
  return {};
}

void wrong(Error& error, const char* field, const char* key, const char* text) {
  error.fields.push_back({field, key, text});
}

void check_what(Error& error, const Grant& g) {
  if (g.compartments.empty()) wrong(error, "compartments", "share-nothing", "Choose what may be shared.");
  if (g.purpose == Purpose::find_bed) wrong(error, "purpose", "share-purpose-empty", "Choose what it is for.");
}

Result<void> check(storage::Reader& reader, const access::Session& session, const Grant& g) {
  Error error{Code::invalid, "Something is missing before this can be shared.", "", {}};
  NWD_TRY(const auto rules, rules_of(reader, session.organization));
  check_what(error, g);
  check_consent(error, {g.lasts_ms, g.how, g.giver, g.by_who_harmed, g.language, g.agreed_text}, rules);
  NWD_TRY(const auto recipient, access::find_organization(reader, g.recipient));
  if (!recipient || g.recipient == session.organization)
    wrong(error, "recipient", "share-recipient-empty", "Choose another organization.");
  if (!error.fields.empty()) return fail(std::move(error));
  return {};
}

// To whom it was or is shared, an ended release is no secret; to everybody else it never was.
Failure denied(const std::optional<Release>& found, const access::Session& session, Error why) {
  const bool was_theirs = found && !found->of_packet() && found->recipient == session.organization;
  if (was_theirs && why.code == Code::not_found) return no_longer();
  return fail(std::move(why));
}

Result<void> decide_shared(storage::Reader& reader, const access::Session& session, const std::optional<Release>& found,
                           const Use& use, Instant now) {
  access::Relation relation;
  std::optional<CaseId> blocked;
  if (found) {
    NWD_TRY(blocked, casework::blocked_in(reader, session, found->case_id));
  }
  relation.blocked = blocked.has_value();
  relation.live_release = found && live(*found, use, now);
  auto decided = casework::decide(session, access::Deed::read_shared, relation, blocked);
  if (!decided && !blocked) return denied(found, session, decided.error());
  return decided;
}

}  // namespace

bool live(const Release& release, const Use& use, Instant now) {
  const bool in_time = !release.withdrawn && release.given <= now && now < release.expires;
  const bool covers = use.part ? release.compartments.has(*use.part) : release.of_packet();
  return in_time && covers && release.recipient == use.recipient && release.purpose == use.purpose;
}

Result<std::optional<Release>> live_release(storage::Reader& reader, ReleaseId id, const Use& use, Instant now) {
  NWD_TRY(auto found, store::find(reader, id));
  if (!found || !live(*found, use, now)) return std::optional<Release>{};
  return found;
}

Result<ReleaseId> grant(storage::Writer& writer, const access::Session& session, Random& random, Instant now,
                        bool stepped_up, const Grant& g) {
  NWD_TRY(const auto c, casework::may(writer, {session, now, stepped_up}, access::Deed::grant_release, g.case_id));
  NWD_CHECK(check(writer, session, g));
  Release r;
  r.id = ReleaseId::random(random);
  r.case_id = c.id;
  r.from = session.organization;
  r.recipient = g.recipient;
  r.compartments = g.compartments;
  r.purpose = g.purpose;
  r.how = g.how;
  r.giver = g.giver;
  r.language = g.language;
  r.agreed_text = g.agreed_text;
  r.given = now;
  r.expires = now + g.lasts_ms;
  NWD_CHECK(store::insert(writer, r));
  NWD_CHECK(casework::share(writer, session, random, now, c.id, g.compartments, {r.id, r.recipient, r.expires}));
  NWD_CHECK(log(writer, session, now, "release.grant", c.id, "care"));
  return r.id;
}

Result<void> withdraw(storage::Writer& writer, const access::Session& session, Instant now, ReleaseId id) {
  NWD_TRY(const auto found, store::find(writer, id));
  if (!found) return no_such();
  NWD_CHECK(casework::may(writer, {session, now}, access::Deed::withdraw_release, found->case_id));
  if (found->withdrawn) return {};
  NWD_CHECK(end_release(writer, id, now));
  return log(writer, session, now, "release.withdraw", found->case_id, "care");
}

Result<void> withdraw_by_person(storage::Writer& writer, Instant now, CaseId theirs, ReleaseId id) {
  NWD_TRY(const auto found, persons_release(writer, theirs, id));
  if (found.withdrawn) return {};
  NWD_CHECK(end_release(writer, id, now, StoppedBy::person));
  NWD_CHECK(audit::append(writer, {.at = now,
                                   .member = {},
                                   .organization = {},
                                   .deed = "person.stop_sharing",
                                   .subject = "case",
                                   .subject_id = theirs,
                                   .purpose = "care",
                                   .concerns = found.from}));
  return {};
}

Result<bool> anything_due(storage::Reader& reader, Instant now) { return casework::any_expired(reader, now); }

Result<void> sweep(storage::Writer& writer, Instant now) { return casework::unshare_expired(writer, now); }

Result<std::vector<Release>> releases_of(storage::Reader& reader, const access::Session& session, CaseId id) {
  NWD_CHECK(casework::may(reader, {session, {}}, access::Deed::withdraw_release, id));
  return store::of_case(reader, id);
}

Result<Release> find_release(storage::Reader& reader, const access::Session& session, ReleaseId id) {
  NWD_TRY(auto found, store::find(reader, id));
  if (!found) return no_such();
  NWD_CHECK(casework::may(reader, {session, {}}, access::Deed::withdraw_release, found->case_id));
  return *std::move(found);
}

Result<std::vector<Disclosure>> disclosures_of(storage::Reader& reader, const access::Session& session, CaseId id) {
  NWD_CHECK(casework::may(reader, {session, {}}, access::Deed::withdraw_release, id));
  return store::disclosures_of(reader, id, disclosures_shown);
}

Result<std::vector<Release>> persons_releases(storage::Reader& reader, CaseId theirs) {
  return store::of_case(reader, theirs);
}

Result<Release> persons_release(storage::Reader& reader, CaseId theirs, ReleaseId id) {
  NWD_TRY(auto found, store::find(reader, id));
  if (!found || found->case_id != theirs) return no_such();
  return *std::move(found);
}

Result<std::vector<Disclosure>> persons_disclosures(storage::Reader& reader, CaseId theirs) {
  return store::disclosures_of(reader, theirs, disclosures_shown);
}

Result<std::vector<Release>> shared_with_us(storage::Reader& reader, const access::Session& session, Instant now) {
  access::Relation relation;
  relation.live_release = true;
  if (!access::allowed(session.roles, access::Deed::read_shared, relation)) return std::vector<Release>{};
  NWD_TRY(const auto all, store::shared_with(reader, session.organization, now));
  std::vector<Release> shown;
  for (const auto& release : all) {
    NWD_TRY(const auto blocked, casework::blocked_in(reader, session, release.case_id));
    if (!blocked) shown.push_back(release);
  }
  return shown;
}

Result<Release> find_shared(storage::Reader& reader, const access::Session& session, Instant now, ReleaseId id) {
  NWD_TRY(auto found, store::find(reader, id));
  Use use{session.organization, std::nullopt, Purpose::together};
  if (found && !found->of_packet()) use = {session.organization, found->compartments.list().front(), found->purpose};
  if (found && found->of_packet()) found.reset();
  NWD_CHECK(decide_shared(reader, session, found, use, now));
  return *std::move(found);
}

Result<casework::Notes> read_shared(storage::Writer& writer, const access::Session& session, Instant now, ReleaseId id,
                                    Compartment part, Purpose purpose, Way way) {
  NWD_TRY(const auto found, store::find(writer, id));
  NWD_CHECK(decide_shared(writer, session, found, {session.organization, part, purpose}, now));
  const std::string deed = "shared." + std::string(word(way)) + "." + std::string(casework::word(part));
  NWD_CHECK(log(writer, session, now, deed, found->case_id, word(purpose)));
  // Once more for the log of who holds the record: an entry opens for one organization.
  NWD_CHECK(audit::append(
      writer, {now, session.member, session.organization, deed, "case", found->case_id, word(purpose), found->from}));
  NWD_CHECK(write_disclosure(writer, *found, part, way, now));
  return casework::open_shared(writer, session, id, part);
}

Result<void> insert_release(storage::Writer& writer, const Release& release) { return store::insert(writer, release); }

Result<void> end_release(storage::Writer& writer, ReleaseId id, Instant now, StoppedBy by) {
  NWD_CHECK(store::set_withdrawn(writer, id, now, by));
  return casework::unshare(writer, id);
}

Result<void> write_disclosure(storage::Writer& writer, const Release& release, std::optional<Compartment> part, Way way,
                              Instant now) {
  return store::insert_disclosure(writer, {release.case_id, release.id, release.recipient, part, way, now});
}

Result<Rules> rules_of(storage::Reader& reader, access::OrganizationId id) {
  NWD_TRY(const auto found, store::rules_of(reader, id));
  return found.value_or(Rules::vawa);
}

Result<void> set_rules(storage::Writer& writer, const access::Session& session, Instant now, Rules rules) {
  access::Relation relation;
  relation.own_organization = true;
  NWD_CHECK(access::decide(session, access::Deed::manage_members, relation));
  NWD_CHECK(store::put_rules(writer, session.organization, rules));
  NWD_CHECK(audit::append(writer, {now, session.member, session.organization, "release.rules", "organization",
                                   session.organization, "operations"}));
  return {};
}

}  // namespace nwd::release
