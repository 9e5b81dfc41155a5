#include "person/door.h"

#include "access/failures.h"
#include "access/proof.h"
#include "access/tries.h"
#include "audit/audit.h"
#include "audit/copies.h"
#include "casework/persons_copy.h"
#include "keyring/keyring.h"
#include "person/names.h"
#include "person/store.h"

namespace nwd::person {
namespace {

using access::Deed;
using casework::Asking;

vault::Place wrap_place(DoorId id) { return {"persons_door", id, "wrapped", 1}; }

Failure not_let_in() { return fail(Code::unauthenticated, "The name or the passphrase is not right."); }

Result<void> log(storage::Writer& writer, const Asking& asking, std::string_view deed, CaseId id) {
  NWD_CHECK(audit::append(
      writer, {asking.now, asking.session.member, asking.session.organization, deed, "case", id, "person"}));
  return {};
}

Result<void> check(const NewDoor& wanted) {
  if (!could_be_offered(wanted.sign_in))
    return fail(Error{Code::invalid, "Choose one of the names.", "", {{"sign_in", "door-name-choose", ""}}});
  return access::check_passphrase(wanted.passphrase);
}

Result<void> check_free(storage::Reader& reader, const NewDoor& wanted) {
  NWD_TRY(const auto before, store::find_of_case(reader, wanted.case_id));
  if (before) return fail(Code::conflict, "There is a sign-in of the person already. Close it first.");
  NWD_TRY(const auto namesake, store::find_named(reader, wanted.sign_in));
  if (namesake) return fail(Error{Code::invalid, "Choose another name.", "", {{"sign_in", "door-name-choose", ""}}});
  return {};
}

struct Sealed {
  store::DoorRow row;
  vault::PublicKey reads;
};
// The slow part, outside of any transaction.
Result<Sealed> seal(vault::Derivations& derivations, Random& random, Instant now, const NewDoor& wanted) {
  const auto persons = vault::PrivateKey::generate();
  const auto reading = vault::PrivateKey::generate();
  Sealed sealed{{{DoorId::random(random), wanted.case_id, std::string(wanted.sign_in), now}, {}, {}},
                reading.public_key()};
  const auto id = sealed.row.door.id;
  NWD_TRY(sealed.row.locked_key, derivations.lock(persons, id, wanted.passphrase));
  NWD_TRY(sealed.row.wrapped, vault::wrap(*derivations.keyring(), {persons.public_key(), vault::first_epoch},
                                          wrap_place(id), reading.secret()));
  return sealed;
}

Result<void> write_door(storage::Writer& writer, const Asking& asking, const NewDoor& wanted, const Sealed& sealed) {
  const auto id = wanted.case_id;
  NWD_CHECK(casework::may(writer, asking, Deed::open_door, id));
  NWD_CHECK(check_free(writer, wanted));
  NWD_TRY(const auto open, casework::read_case(writer, asking.session, asking.now, id));
  NWD_CHECK(store::insert(writer, sealed.row));
  NWD_CHECK(casework::begin_persons_copy(writer, id, sealed.reads, open.facts));
  NWD_CHECK(audit::begin_copies(writer, id, sealed.reads, asking.now));
  return log(writer, asking, "door.open", id);
}

// An older database beside the present keyring brings back the row of a door that was closed, and not its number.
Result<vault::PrivateKey> reading_key(vault::Derivations& derivations, const store::DoorRow& row,
                                      std::string_view passphrase) {
  NWD_TRY(const auto persons, derivations.unlock(row.locked_key, row.door.id, passphrase));
  auto secret = vault::unwrap(*derivations.keyring(), persons, wrap_place(row.door.id), row.wrapped);
  if (!secret && secret.error().code == Code::gone) return not_let_in();
  if (!secret) return Failure(std::move(secret).error());
  return vault::PrivateKey::from(*std::move(secret));
}

Result<vault::PrivateKey> look_for_key(vault::Derivations& derivations, const std::optional<store::DoorRow>& row,
                                       std::string_view passphrase) {
  if (row) return reading_key(derivations, *row, passphrase);
  return Failure(derivations.pretend(passphrase).error());
}

// Whose door it was, if it was one, is not written down: an unknown name is logged alike.
Failure turned_away(storage::Database& database, Instant now, const access::Tries& tries, Error why) {
  if (why.code == Code::unauthenticated) {
    const auto noted = access::note_failure(database, now, std::nullopt, std::nullopt);
    if (!noted) return fail(noted.error());
    return not_let_in();
  }
  if (why.code == Code::busy) {
    const auto taken_back = tries.take_back(database);
    if (!taken_back) return fail(taken_back.error());
  }
  return fail(std::move(why));
}

Result<void> note_entry(storage::Writer& writer, Instant now, const Door& door) {
  NWD_TRY(const auto record, casework::find_case(writer, door.case_id));
  NWD_CHECK(audit::append(writer, {.at = now,
                                   .member = {},
                                   .organization = {},
                                   .deed = "person.enter",
                                   .subject = "case",
                                   .subject_id = door.case_id,
                                   .purpose = "person",
                                   .concerns = record->organization}));
  return {};
}

}  // namespace

Result<DoorId> open_door(storage::Database& database, vault::Derivations& derivations, Random& random,
                         const Asking& asking, const NewDoor& wanted) {
  NWD_CHECK(check(wanted));
  NWD_CHECK(database.read([&](storage::Reader& reader) -> Result<void> {
    NWD_CHECK(casework::may(reader, asking, Deed::open_door, wanted.case_id));
    return check_free(reader, wanted);
  }));
  NWD_TRY(const auto sealed, seal(derivations, random, asking.now, wanted));
  NWD_CHECK(database.write([&](storage::Writer& writer) { return write_door(writer, asking, wanted, sealed); }));
  return sealed.row.door.id;
}

Result<std::optional<Door>> door_of(storage::Reader& reader, const Asking& asking, CaseId id) {
  NWD_CHECK(casework::may(reader, asking, Deed::close_door, id));
  NWD_TRY(const auto row, store::find_of_case(reader, id));
  return row ? std::optional(row->door) : std::nullopt;
}

Result<void> close_door(storage::Writer& writer, const Asking& asking, CaseId id) {
  NWD_CHECK(casework::may(writer, asking, Deed::close_door, id));
  NWD_TRY(const auto row, store::find_of_case(writer, id));
  if (!row) return {};
  NWD_CHECK(keyring::destroy(writer, row->wrapped));
  NWD_CHECK(store::remove(writer, id));
  NWD_CHECK(casework::end_persons_copy(writer, id));
  NWD_CHECK(audit::end_copies(writer, id));
  return log(writer, asking, "door.close", id);
}

Result<Entered> enter(storage::Database& database, vault::Derivations& derivations, Instant now,
                      std::string_view sign_in, std::string_view passphrase, std::string_view peer) {
  const std::string name = as_kept(sign_in);
  // A member of the same name has tries of their own.
  const auto tries = access::Tries::at_the_door("person " + name, peer);
  NWD_CHECK(tries.begin(database, now));
  NWD_TRY(const auto row, database.read([&](storage::Reader& reader) { return store::find_named(reader, name); }));
  auto key = look_for_key(derivations, row, passphrase);
  if (!key) return turned_away(database, now, tries, std::move(key).error());
  NWD_CHECK(database.write([&](storage::Writer& writer) -> Result<void> {
    NWD_CHECK(note_entry(writer, now, row->door));
    return tries.succeeded(writer);
  }));
  return Entered{row->door, *std::move(key)};
}

Result<bool> is_open(storage::Reader& reader, DoorId id) { return store::is_there(reader, id); }

}  // namespace nwd::person
