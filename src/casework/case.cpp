#include "casework/case.h"

#include "access/epochs.h"
#include "audit/audit.h"
#include "casework/case_access.h"
#include "casework/glass.h"
#include "casework/name_store.h"
#include "casework/owed.h"
#include "casework/persons_copy.h"
#include "casework/store.h"
#include "casework/told.h"
#include "vault/wrap_again.h"

namespace nwd::casework {
namespace {

constexpr std::string_view facts_column = "facts";
constexpr std::string_view identity_column = "identity";

vault::Place envelope_place(CaseId id, std::string_view column, std::int64_t version) {
  return {"case_envelope", id, column, version};
}
vault::Place key_place(CaseId id) { return {"case_key", id, "wrapped", 1}; }

Failure no_such_case() { return fail(Code::not_found, "There is no such record, or it is not yours to see."); }

Result<void> log(storage::Writer& writer, const access::Session& session, Instant now, std::string_view deed,
                 CaseId id) {
  NWD_CHECK(audit::append(writer, {now, session.member, session.organization, deed, "case", id, "care"}));
  return {};
}

// For what is written from here on: a new key, if the one that the record has is of an older epoch. Whoever left may
// have that one. Both envelopes are written anew with it.
Result<vault::Key> key_to_write(storage::Writer& writer, const access::Session& session, CaseId id) {
  NWD_CHECK(access::check_newest(writer, session));
  NWD_TRY(const auto wrapped, store::find_wrapped_key(writer, id, session.organization));
  if (!wrapped) return no_such_case();
  NWD_TRY(const bool older, vault::is_older(session.keys, *wrapped));
  if (!older) return session.keys.unwrap(key_place(id), *wrapped);
  auto key = vault::new_key();
  NWD_TRY(const auto renewed, vault::wrap_again(session.keys, session.keys.newest(), key_place(id), key, *wrapped));
  NWD_CHECK(store::set_wrapped_key(writer, id, session.organization, renewed));
  return key;
}

Result<vault::Key> key_of(storage::Reader& reader, const access::Session& session, CaseId id) {
  NWD_TRY(const auto wrapped, store::find_wrapped_key(reader, id, session.organization));
  if (!wrapped) return no_such_case();
  return session.keys.unwrap(key_place(id), *wrapped);
}

template <class T>
Result<T> open_column(storage::Reader& reader, const vault::Key& key, CaseId id, std::string_view column) {
  NWD_TRY(const auto row, store::find_envelope(reader, id, column));
  if (!row) return fail(Code::corrupt, "A part of this record is missing. Tell your administrator.", "no envelope");
  NWD_TRY(const auto plain, vault::open(key, envelope_place(id, column, row->version), row->body));
  return T::decode(plain.view());
}

template <class T>
Result<Bytes> seal_column(const vault::Key& key, CaseId id, std::string_view column, std::int64_t version,
                          const T& value) {
  auto plain = value.encode();
  auto sealed = vault::seal(key, envelope_place(id, column, version), plain);
  vault::wipe(plain);
  return sealed;
}

Result<SealedCase> seal_new(const access::Session& session, Random& random, const Facts& facts,
                            const Identity& identity) {
  SealedCase sealed;
  sealed.id = CaseId::random(random);
  const auto key = vault::new_key();
  NWD_TRY(sealed.wrapped_key, session.keys.wrap(session.keys.newest(), key_place(sealed.id), key));
  NWD_TRY(sealed.facts, seal_column(key, sealed.id, facts_column, 1, facts));
  NWD_TRY(sealed.identity, seal_column(key, sealed.id, identity_column, 1, identity));
  return sealed;
}

Result<Case> store_new(storage::Writer& writer, const access::Session& session, Instant now, const SealedCase& sealed,
                       const Thread* thread, std::string_view deed) {
  NWD_CHECK(access::check_newest(writer, session));
  Case c;
  c.id = sealed.id;
  c.organization = session.organization;
  c.opened_by = session.member;
  c.opened = now;
  if (thread != nullptr) {
    c.thread = thread->id;
    c.reference = thread->reference;
    c.state = CaseState::open;
  }
  NWD_CHECK(store::insert_case(writer, c, sealed.wrapped_key));
  NWD_CHECK(store::put_envelope(writer, c.id, facts_column, {1, sealed.facts}));
  NWD_CHECK(store::put_envelope(writer, c.id, identity_column, {1, sealed.identity}));
  NWD_CHECK(log(writer, session, now, deed, c.id));
  return c;
}

Failure moved_on() {
  return fail(Code::stale, "Somebody changed this meanwhile. Load the page again; what you typed was not saved.");
}

// "7KQ-4M2": 31^6 of them, no digit or letter that sounds or looks like another.
std::string new_reference(Random& random) {
  constexpr std::string_view letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  std::string reference;
  while (reference.size() < 7) {
    if (reference.size() == 3) reference += '-';
    std::uint8_t byte = 0;
    random.fill({&byte, 1});
    // Bytes beyond the last whole multiple would favour the first letters.
    if (byte < 256 / letters.size() * letters.size()) reference += letters[byte % letters.size()];
  }
  return reference;
}

Result<std::string> fresh_reference(storage::Reader& reader, Random& random) {
  while (true) {
    auto reference = new_reference(random);
    NWD_TRY(const bool taken, store::reference_taken(reader, reference));
    if (!taken) return reference;
  }
}

}  // namespace

Result<SealedCase> seal_intake(const access::Session& session, Random& random, const Facts& facts,
                               const Identity& identity) {
  NWD_CHECK(access::decide(session, access::Deed::create_intake, {}));
  return seal_new(session, random, facts, identity);
}

Result<Case> store_intake(storage::Writer& writer, const access::Session& session, Instant now,
                          const SealedCase& sealed) {
  return store_new(writer, session, now, sealed, nullptr, "intake.begin");
}

Result<Case> begin_intake(storage::Writer& writer, const access::Session& session, Random& random, Instant now,
                          const Facts& facts, const Identity& identity) {
  NWD_TRY(const auto sealed, seal_intake(session, random, facts, identity));
  return store_intake(writer, session, now, sealed);
}

Result<Case> open_case(storage::Writer& writer, const access::Session& session, Random& random, Instant now,
                       const Thread& thread, const Facts& facts, const Identity& identity) {
  NWD_TRY(const auto sealed, seal_new(session, random, facts, identity));
  return store_new(writer, session, now, sealed, &thread, "case.open");
}

Result<Case> save_intake(storage::Writer& writer, const access::Session& session, Instant now, CaseId id,
                         std::int64_t version, const Facts& facts, const Identity& identity) {
  NWD_TRY(auto c, may(writer, {session, now}, access::Deed::write_case, id));
  if (c.version != version) return moved_on();
  NWD_TRY(const auto key, key_to_write(writer, session, id));
  NWD_TRY(const auto changed, store::raise_version(writer, id, version));
  if (changed == 0) return moved_on();
  ++c.version;
  NWD_TRY(const auto sealed_facts, seal_column(key, id, facts_column, c.version, facts));
  NWD_TRY(const auto left, move_told(writer, session, now, id, identity));
  NWD_TRY(const auto sealed_identity, seal_column(key, id, identity_column, c.version, left));
  NWD_CHECK(store::put_envelope(writer, id, facts_column, {c.version, sealed_facts}));
  NWD_CHECK(store::put_envelope(writer, id, identity_column, {c.version, sealed_identity}));
  NWD_CHECK(renew_persons_copy(writer, id, facts));
  NWD_CHECK(store::delete_name(writer, id));
  NWD_CHECK(log(writer, session, now, "case.write", id));
  return c;
}

Result<OpenCase> read_case(storage::Writer& writer, const access::Session& session, Instant now, CaseId id) {
  OpenCase open;
  NWD_TRY(open.record, may(writer, {session, now}, access::Deed::read_case, id));
  NWD_TRY(const auto key, key_of(writer, session, id));
  NWD_CHECK(log(writer, session, now, "case.read", id));
  NWD_TRY(open.facts, open_column<Facts>(writer, key, id, facts_column));
  NWD_TRY(open.identity, open_column<Identity>(writer, key, id, identity_column));
  NWD_CHECK(add_told(writer, session, id, open.identity));
  NWD_TRY(open.placements, store::placements_of(writer, id));
  return open;
}

Result<std::string> called_of(storage::Reader& reader, const access::Session& session, CaseId id) {
  NWD_TRY(const auto key, key_of(reader, session, id));
  NWD_TRY(auto identity, open_column<Identity>(reader, key, id, identity_column));
  NWD_CHECK(add_told(reader, session, id, identity));
  return std::move(identity.called);
}

Result<Emergency> read_emergency(storage::Writer& writer, const Asking& asking, CaseId id) {
  NWD_CHECK(may(writer, asking, access::Deed::read_emergency, id));
  NWD_TRY(const auto key, key_of(writer, asking.session, id));
  NWD_CHECK(log(writer, asking.session, asking.now, "glass.read", id));
  NWD_TRY(auto identity, open_column<Identity>(writer, key, id, identity_column));
  NWD_CHECK(add_told(writer, asking.session, id, identity));
  NWD_TRY(const auto facts, open_column<Facts>(writer, key, id, facts_column));
  Emergency emergency;
  emergency.called = std::move(identity.called);
  emergency.contact = std::move(identity.contact);
  NWD_TRY(emergency.contact_notes, written_in(writer, asking.session, id, Compartment::contact));
  emergency.asked_for_doctor = facts.needs && facts.needs->has(Need::doctor);
  NWD_TRY(emergency.health, written_in(writer, asking.session, id, Compartment::health));
  return emergency;
}

Result<Listed<Case>> list_cases(storage::Reader& reader, const access::Session& session, Part part) {
  if (session.has(access::Role::caseworker)) return store::cases_of(reader, session, part);
  if (session.has(access::Role::door_worker)) return store::own_cases(reader, session, part);
  return Listed<Case>{};
}

Result<Listed<Case>> cases_held(storage::Reader& reader, const access::Session& session, Part part) {
  if (!session.has(access::Role::caseworker)) return Listed<Case>{};
  return store::cases_in(reader, session, CaseState::open, part);
}

Result<Listed<Case>> cases_at_door(storage::Reader& reader, const access::Session& session, Instant now, Part part) {
  if (!session.has(access::Role::door_worker)) return Listed<Case>{};
  return store::cases_at_door(reader, session, now + -day_ms, part);
}

Result<std::optional<CaseId>> case_of_thread(storage::Reader& reader, const access::Session& session, ThreadId thread) {
  if (!session.has(access::Role::caseworker)) return std::nullopt;
  return store::case_of_thread(reader, session, thread, CaseState::open);
}

Result<PlacementId> begin_placement(storage::Writer& writer, const access::Session& session, Random& random,
                                    Instant now, CaseId id, std::string_view service, Day from) {
  NWD_TRY(const auto c, may(writer, {session, now}, access::Deed::write_case, id));
  if (!is_service(service))  // it stands outside the envelopes: no words of a worker's own
    return fail(Error{Code::invalid,
                      "Name the service that has begun.",
                      "",
                      {{"service", "json-word", "No charter names this service."}}});
  NWD_TRY(const auto before, store::placements_of(writer, id));
  for (const auto& p : before)
    if (p.service == service && !p.until) return fail(Code::conflict, "This service has been recorded already.");
  const Placement placement{PlacementId::random(random), std::string(service), from, std::nullopt};
  NWD_CHECK(store::insert_placement(writer, id, placement));
  NWD_CHECK(store::raise_version(writer, id, c.version));
  NWD_CHECK(log(writer, session, now, "placement.begin", id));
  return placement.id;
}

Result<void> end_placement(storage::Writer& writer, const access::Session& session, Instant now, CaseId id,
                           PlacementId placement, Day until) {
  NWD_TRY(const auto c, may(writer, {session, now}, access::Deed::write_case, id));
  NWD_TRY(const auto ended, store::end_placement(writer, id, placement, until));
  if (ended == 0) return fail(Code::not_found, "There is no such service under way, or it began after that day.");
  NWD_CHECK(store::raise_version(writer, id, c.version));
  return log(writer, session, now, "placement.end", id);
}

Result<Listed<Thread>> threads_of_region(storage::Reader& reader, const access::Session& session, Part part) {
  if (!session.has(access::Role::navigator)) return Listed<Thread>{};
  return store::threads_of_region(reader, session, part);
}

Result<Listed<Thread>> threads_of_organization(storage::Reader& reader, const access::Session& session, Part part) {
  if (!session.has(access::Role::supervisor)) return Listed<Thread>{};
  return store::threads_of_organization(reader, session, part);
}

Result<Thread> begin_thread(storage::Writer& writer, Random& random, Instant now, const std::string& region,
                            const Case& sender, access::OrganizationId owner, Instant due) {
  Thread thread;
  thread.id = ThreadId::random(random);
  NWD_TRY(thread.reference, fresh_reference(writer, random));
  thread.region = region;
  thread.step_owner = owner;
  thread.step_due = due;
  thread.opened = now;
  NWD_CHECK(store::insert_thread(writer, thread));
  NWD_CHECK(store::set_thread(writer, sender.id, thread.id));
  return thread;
}

Result<void> advance(storage::Writer& writer, ThreadId id, const Progress& progress) {
  NWD_TRY(const auto changed, store::move_thread(writer, id, progress));
  if (changed == 0) return fail(Code::not_found, "There is no such thread.");
  return {};
}

Result<void> take_step(storage::Writer& writer, const access::Session& session, Instant now, ThreadId id,
                       std::int64_t version) {
  constexpr std::int64_t time_for_it = hour_ms;
  NWD_CHECK(may(writer, {session, now}, access::Deed::escalate_thread, id));
  NWD_TRY(const auto changed, store::take_over(writer, id, version, session.organization, now + time_for_it));
  if (changed == 0) return moved_on();
  NWD_CHECK(
      audit::append(writer, {now, session.member, session.organization, "thread.take_step", "thread", id, "care"}));
  return {};
}

Result<void> finish_step(storage::Writer& writer, const access::Session& session, Instant now, CaseId id, Step seen) {
  constexpr std::int64_t for_a_plan = 7 * day_ms;
  constexpr std::int64_t between_looks = 30 * day_ms;
  NWD_TRY(const auto c, may(writer, {session, now}, access::Deed::write_case, id));
  if (!c.thread || c.state != CaseState::open) return fail(Code::invalid, "This record has no next step here.");
  NWD_TRY(const auto thread, find_thread(writer, *c.thread));
  if (!is_of_holder(seen)) return fail(Code::invalid, "This is not a step of the one who holds the record.");
  if (!thread || thread->step != seen) return moved_on();
  const Progress next =
      seen == Step::welcome
          ? Progress{ThreadState::placed, Step::make_plan, session.organization, now + for_a_plan}
          : Progress{ThreadState::placed, Step::review_plan, session.organization, now + between_looks};
  NWD_CHECK(advance(writer, thread->id, next));
  return log(writer, session, now, "thread.finish_step", id);
}

Result<void> set_case_state(storage::Writer& writer, CaseId id, CaseState state) {
  return store::set_state(writer, id, state);
}

}  // namespace nwd::casework
