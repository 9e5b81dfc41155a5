// One step of a question, by the side whose turn it is. Used inside this folder only.
#pragma once

#include "same_person/store.h"

namespace nwd::same_person {

// The number of marks in an answer about so many persons: it tells little of how many there are.
std::size_t filled_up(std::size_t persons);

// The asker's first step, with the question's row in place.
Result<void> begin(storage::Writer&, const access::Session&, const store::Ask&, const vault::SecretBytes& name);
// By the organization that was asked.
Result<void> answer(storage::Writer&, const access::Session&, Instant now, const store::Ask&);
Result<void> settle(storage::Writer&, const access::Session&, Instant now, const store::Ask&);
// By whoever asked.
Result<void> conclude(storage::Writer&, const access::Session&, Instant now, const store::Ask&);

// Whether somebody was found, and at the asked organization, who. None: it does not open, or is not there.
struct ToldAnswerer {
  bool known = false;
  CaseId case_id;
};
Result<bool> told_asker(storage::Reader&, const access::Session&, const store::Ask&);
Result<ToldAnswerer> told_answerer(storage::Reader&, const access::Session&, const store::Ask&);

// Nothing of it is told to anybody any more.
Result<void> end(storage::Writer&, const store::Ask&);
// The answer that was given is taken back; it is given anew.
Result<void> take_back(storage::Writer&, const store::Ask&);

// What does not open is for nobody: a damaged or destroyed message. A session that does not know the newest epoch yet
// is given it and asks again.
bool is_lost(const Error&);

}  // namespace nwd::same_person
