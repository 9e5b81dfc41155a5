// "Stop": one release ends, whatever it is of.
#include "audit/audit.h"
#include "referral/route_on.h"

namespace nwd::referral {

Result<void> stop_sharing(storage::Writer& writer, const access::Session& session, Instant now, ReleaseId id) {
  NWD_CHECK(release::withdraw(writer, session, now, id));
  NWD_TRY(const auto row, store::of_release(writer, id));
  if (!row) return {};
  switch (row->referral.state) {
    case State::waiting: return end_waiting(writer, *row, now);
    case State::asked: break;
    default: return store::destroy_packet(writer, row->referral.id);
  }
  NWD_CHECK(end_asked(writer, *row, State::withdrawn, now, std::nullopt));
  NWD_CHECK(audit::append(writer, {now, session.member, session.organization, "referral.withdraw", "referral",
                                   row->referral.id, "hand-off"}));
  NWD_CHECK(route_on(writer, row->referral.thread, row->referral.from, now));
  return {};
}

}  // namespace nwd::referral
