// The rows of referral. Used inside this folder only.
#pragma once

#include "referral/referral.h"

namespace nwd::referral::store {

struct NewReferral {
  Referral referral;
  access::MemberId from_member;
  ReleaseId release;
  int beds = 1;
};
// What the operations need of a referral beyond what is shown.
struct Row {
  Referral referral;
  access::MemberId from_member;
  ReleaseId release;
  std::optional<directory::HoldId> hold;
  int beds = 1;
};

Result<void> insert_referral(storage::Writer&, const NewReferral&);
Result<std::optional<Row>> find(storage::Reader&, ReferralId);
Result<std::optional<Row>> of_release(storage::Reader&, ReleaseId);
// With a packet, and its release has run out.
Result<std::vector<ReferralId>> outlived(storage::Reader&, Instant now);
Result<std::vector<Row>> waiting_of(storage::Reader&, casework::ThreadId);  // in the agreed order
Result<std::vector<Row>> due(storage::Reader&, Instant now);                // asked, and the hold has run out
// Of the session's organization, without whom a person does not want this member to see.
Result<std::vector<Referral>> asked_of(storage::Reader&, const access::Session&);
Result<std::vector<Referral>> of_case(storage::Reader&, casework::CaseId);
Result<std::vector<Referral>> of_thread(storage::Reader&, casework::ThreadId);

Result<void> set_asked(storage::Writer&, ReferralId, directory::HoldId, Instant now, Instant hold_until);
// The end of a referral, or its acceptance: nothing is held any more.
Result<void> set_ended(storage::Writer&, ReferralId, State, Instant now, std::optional<CannotTake>);
Result<void> set_question(storage::Writer&, ReferralId, bool open);

struct Sealed {
  Bytes wrapped;
  Bytes body;
};
Result<void> insert_packet(storage::Writer&, ReferralId, const Sealed&);
Result<std::optional<Sealed>> find_packet(storage::Reader&, ReferralId);
// With what was asked and answered about it.
Result<void> destroy_packet(storage::Writer&, ReferralId);
Result<void> insert_address(storage::Writer&, ReferralId, const Sealed&);
Result<std::optional<Sealed>> find_address(storage::Reader&, ReferralId);

using MessageId = Id<struct MessageTag>;
struct MessageRow {
  MessageId id;
  access::OrganizationId from;
  Instant at;
  Bytes wrapped_from;
  Bytes wrapped_to;
  Bytes body;
};
Result<void> insert_message(storage::Writer&, ReferralId, const MessageRow&);
Result<std::vector<MessageRow>> messages_of(storage::Reader&, ReferralId);

}  // namespace nwd::referral::store
