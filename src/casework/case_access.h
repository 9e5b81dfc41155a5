// What a case or a thread is to a session: the one place that works it out. Every operation of casework/, release/
// and referral/ that decides about a case asks here, and access::decide says what follows.
//
// A case that is not there, one of another organization and one whose person does not want this member are looked for
// with the same statements and told of in the same words, so that nobody can tell which it was.
#pragma once

#include <optional>

#include "access/site.h"
#include "casework/case.h"

namespace nwd::casework {

// Who asks, and when.
struct Asking {
  const access::Session& session;
  Instant now;
  bool stepped_up = false;

  static Asking of(const access::Context& context) { return {*context.session, context.now, context.stepped_up}; }
};

struct CaseStanding {
  Case record;
  access::Relation relation;
  std::optional<CaseId> blocked_in;  // the record of this person's way that names the member; if so, `blocked` holds
};
struct ThreadStanding {
  Thread record;
  access::Relation relation;
  std::optional<CaseId> blocked_in;
};
// none: no such case. The caller decides.
Result<std::optional<CaseStanding>> standing_of(storage::Reader&, const Asking&, CaseId);
Result<std::optional<ThreadStanding>> standing_of(storage::Reader&, const Asking&, ThreadId);

// The case or thread, if the session may do this to it.
Result<Case> may(storage::Reader&, const Asking&, access::Deed, CaseId);
Result<Thread> may(storage::Reader&, const Asking&, access::Deed, ThreadId);

// For records that hang on a case (a referral): which of the person's records names this member, if any does.
Result<std::optional<CaseId>> blocked_in(storage::Reader&, const access::Session&, CaseId);
// access::decide; of whoever is blocked the error remembers, for `note_try`, which record named them.
Result<void> decide(const access::Session&, access::Deed, const access::Relation&, std::optional<CaseId> blocked_in);

// If this error turned somebody away whom the person does not want, whoever holds the record is told that they tried.
// Called where a handler's error leaves: the operation's own transaction has been undone by then.
void note_try(access::Site&, const access::Context&, const Error&);
// A handler of the API, with that.
access::Handler noting(access::Site&, access::Handler);

}  // namespace nwd::casework
