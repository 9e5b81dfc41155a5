// The person's own door: a sign-in to what concerns them, and to nothing else. Off by default. Whoever holds their
// record opens it together with them, and may close it; the person needs nothing of it to get help.
//
//   passphrase ─> the person's key ─(keyring)─> the reading key ─> what they are owed   casework/persons_copy.h
//                                                             └─> who looked            audit/copies.h
//
// What is kept for the person is sealed to the reading key when it is written. No key of an organization opens it, and
// the reading key opens nothing else: not where they are, how to reach them, or any part of the record. Closing
// destroys the number of the wrap between the two keys, so that an older database opens nothing either.
//
// Table: migrations/153-persons-door.sql. docs/security/persons-door.md says what holds and what does not.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "casework/case_access.h"

namespace nwd::person {

using casework::CaseId;
using DoorId = Id<struct DoorTag>;

struct Door {
  DoorId id;
  CaseId case_id;
  std::string sign_in;
  Instant opened;
};

// --- for whoever holds the case ---

struct NewDoor {
  CaseId case_id;
  std::string_view sign_in;     // one that names.h offers
  std::string_view passphrase;  // as members choose one (access/proof.h)
};
// By whoever holds the case, stepped up. invalid: fields "sign_in", "passphrase". conflict: there is one already.
Result<DoorId> open_door(storage::Database&, vault::Derivations&, Random&, const casework::Asking&, const NewDoor&);
Result<std::optional<Door>> door_of(storage::Reader&, const casework::Asking&, CaseId);
// Also after the hand-off. Twice is as good as once.
Result<void> close_door(storage::Writer&, const casework::Asking&, CaseId);

// --- for the person ---

struct Entered {
  Door door;
  vault::PrivateKey reads;
};
// A wrong passphrase, a name that nobody has and a door that was closed are the same: in words, in work, in what is
// counted and logged. unauthenticated, rate_limited (access/tries.h), busy.
Result<Entered> enter(storage::Database&, vault::Derivations&, Instant now, std::string_view sign_in,
                      std::string_view passphrase, std::string_view peer);
Result<bool> is_open(storage::Reader&, DoorId);

}  // namespace nwd::person
