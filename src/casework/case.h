// A case: one organization's record of one person, sealed to that organization alone. A thread ties the cases of one
// person's way through several organizations together by a reference and a next step; it names no one.
//
// Tables (migrations/040-casework.sql). Outside envelopes stand only ids, states, times and the thread's region.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "access/policy.h"
#include "access/session.h"
#include "base/part.h"
#include "casework/answers.h"
#include "storage/database.h"
#include "vault/envelope.h"

namespace nwd::casework {

using CaseId = Id<struct CaseTag>;
using ThreadId = Id<struct ThreadTag>;
using PlacementId = Id<struct PlacementTag>;

enum class CaseState : std::uint8_t {
  intake,      // being asked at a door; nobody else knows of it
  sent,        // a referral is out; the door still holds the person
  handed_off,  // another organization accepted: the door may no longer read it
  open,        // held by this organization
  closed
};
std::string_view word(CaseState);

// What must happen next for a thread. Every thread that is not closed has one, with an owner and a due time.
enum class Step : std::uint8_t {
  await_answer,     // the asked organization answers
  answer_question,  // the sender answers the asked organization
  find_another,     // nobody on the list could take the person: choose again or call
  welcome,          // the accepting organization receives the person
  make_plan,        // the holder agrees a plan with the person
  none,             // closed
  review_plan       // the holder and the person look at the plan again
};
std::string_view word(Step);
std::optional<Step> step_of(std::string_view word);
bool is_of_holder(Step);  // welcome, make_plan, review_plan: whoever holds the case does it

enum class ThreadState : std::uint8_t { seeking, placed, closed };
std::string_view word(ThreadState);

struct Thread {
  ThreadId id;
  std::string reference;  // "7KQ-4M2": to say on the telephone; no 0/O, 1/I/L
  std::string region;     // "MN-504"
  ThreadState state = ThreadState::seeking;
  Step step = Step::await_answer;
  access::OrganizationId step_owner;
  Instant step_due;
  Instant opened;
  std::int64_t version = 1;
};

struct Case {
  CaseId id;
  access::OrganizationId organization;
  access::MemberId opened_by;
  std::optional<ThreadId> thread;  // none before it is sent
  std::string reference;           // the thread's, "" before
  CaseState state = CaseState::intake;
  Instant opened;
  std::int64_t version = 1;  // of the whole record: goes up with each write (ETag)
};

// A case with its envelopes opened, for one request.
struct OpenCase {
  Case record;
  Facts facts;
  Identity identity;
  std::vector<struct Placement> placements;
};

// A service actually being received. `service` is a charter's service name ("emergency housing").
struct Placement {
  PlacementId id;
  std::string service;
  Day from;
  std::optional<Day> until;  // the first day without it
};

// Every operation decides by access::policy, appends to the audit log in its own transaction, and opens nothing that
// the session's organization does not hold a key to.

Result<Case> begin_intake(storage::Writer&, const access::Session&, Random&, Instant now, const Facts&,
                          const Identity&);
// The same in two halves: the sealing, which is slow and needs no database, and the writing.
struct SealedCase {
  CaseId id;
  Bytes wrapped_key;
  Bytes facts;
  Bytes identity;
};
Result<SealedCase> seal_intake(const access::Session&, Random&, const Facts&, const Identity&);
Result<Case> store_intake(storage::Writer&, const access::Session&, Instant now, const SealedCase&);

// Also of an open case, by its holder. `version` is what the writer saw: Code::stale when the record has moved on
// since.
Result<Case> save_intake(storage::Writer&, const access::Session&, Instant now, CaseId, std::int64_t version,
                         const Facts&, const Identity&);
// Logged as a read of the person before the plaintext is returned: hence a Writer.
Result<OpenCase> read_case(storage::Writer&, const access::Session&, Instant now, CaseId);
// Lists, the newest first; nobody else's cases are in them.
Result<Listed<Case>> list_cases(storage::Reader&, const access::Session&, Part = {});  // all; a door worker's own
Result<Listed<Case>> cases_held(storage::Reader&, const access::Session&, Part = {});  // the organization's open ones
// Those this member asks for: until somebody has accepted, and what was begun or handed off within a day.
Result<Listed<Case>> cases_at_door(storage::Reader&, const access::Session&, Instant now, Part = {});
// The organization's open case of a thread.
Result<std::optional<CaseId>> case_of_thread(storage::Reader&, const access::Session&, ThreadId);

// Opens a case for the session's organization, with what a packet told. Used by referral/ on acceptance.
Result<Case> open_case(storage::Writer&, const access::Session&, Random&, Instant now, const Thread&, const Facts&,
                       const Identity&);

// `service` is one that the charter names (owed.h).
Result<PlacementId> begin_placement(storage::Writer&, const access::Session&, Random&, Instant now, CaseId,
                                    std::string_view service, Day from);
Result<void> end_placement(storage::Writer&, const access::Session&, Instant now, CaseId, PlacementId, Day until);

// Threads.
// `owner` has the first step; the sender's case becomes part of the thread.
Result<Thread> begin_thread(storage::Writer&, Random&, Instant now, const std::string& region, const Case& sender,
                            access::OrganizationId owner, Instant due);
struct Progress {
  ThreadState state;
  Step step;
  access::OrganizationId owner;
  Instant due;
};
Result<void> advance(storage::Writer&, ThreadId, const Progress&);
Result<std::optional<Thread>> find_thread(storage::Reader&, ThreadId);
// A navigator's: those of the organization's region that are not closed. Whoever has no place yet comes first, then by
// when the next step is due.
Result<Listed<Thread>> threads_of_region(storage::Reader&, const access::Session&, Part = {});
// A supervisor's: those that the organization has a record of and that are not closed.
Result<Listed<Thread>> threads_of_organization(storage::Reader&, const access::Session&, Part = {});
// The navigator takes the next step over: the thread's owner becomes the navigator's organization.
Result<void> take_step(storage::Writer&, const access::Session&, Instant now, ThreadId, std::int64_t version);

// The holder of the case has done the step `seen`: after the welcome a plan is made within 7 days, and looked at again
// every 30. stale when the next step is another by now.
Result<void> finish_step(storage::Writer&, const access::Session&, Instant now, CaseId, Step seen);

// Of the organization, for counts that find nobody (the caller decides, and leaves small ones out).
struct RecordCounts {
  std::array<std::int64_t, 5> by_state{};  // in the order of CaseState
  std::int64_t glasses = 0;                // emergency contacts opened (glass.h)
};
Result<RecordCounts> count_records(storage::Reader&, access::OrganizationId);

// For referral/: a case without opening it (the caller decides), and its state, which follows the referral's.
Result<std::optional<Case>> find_case(storage::Reader&, CaseId);
Result<void> set_case_state(storage::Writer&, CaseId, CaseState);

}  // namespace nwd::casework
