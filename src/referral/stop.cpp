// "Stop": one release ends, whatever it is of.
#include "audit/audit.h"
#include "referral/route_on.h"

namespace nwd::referral {
namespace {

// Who stopped, as the log is told.
struct By {
  std::optional<IdBytes> member{};
  std::optional<IdBytes> organization{};
  std::string_view deed;
};

Result<void> end_packet(storage::Writer& writer, const By& by, Instant now, ReleaseId id) {
  NWD_TRY(const auto row, store::of_release(writer, id));
  if (!row) return {};
  switch (row->referral.state) {
    case State::waiting: return end_waiting(writer, *row, now);
    case State::asked: break;
    default: return store::destroy_packet(writer, row->referral.id);
  }
  NWD_CHECK(end_asked(writer, *row, State::withdrawn, now, std::nullopt));
  NWD_CHECK(audit::append(writer, {now, by.member, by.organization, by.deed, "referral", row->referral.id, "hand-off",
                                   row->referral.from}));
  NWD_CHECK(route_on(writer, row->referral.thread, row->referral.from, now));
  return {};
}

}  // namespace

Result<void> stop_sharing(storage::Writer& writer, const access::Session& session, Instant now, ReleaseId id) {
  NWD_CHECK(release::withdraw(writer, session, now, id));
  return end_packet(writer, {session.member, session.organization, "referral.withdraw"}, now, id);
}

Result<void> stop_by_person(storage::Writer& writer, Instant now, casework::CaseId theirs, ReleaseId id) {
  NWD_CHECK(release::withdraw_by_person(writer, now, theirs, id));
  return end_packet(writer, {{}, {}, "person.stop_sharing"}, now, id);
}

}  // namespace nwd::referral
