#include "referral/route_on.h"

#include "audit/audit.h"

namespace nwd::referral {
namespace {

Result<void> log(storage::Writer& writer, Instant now, std::string_view deed, const Referral& r) {
  NWD_CHECK(audit::append(writer, {now, std::nullopt, std::nullopt, deed, "referral", r.id, "care", r.from}));
  return {};
}

}  // namespace

Result<void> end_waiting(storage::Writer& writer, const store::Row& row, Instant now) {
  NWD_CHECK(store::set_ended(writer, row.referral.id, State::dropped, now, std::nullopt));
  NWD_CHECK(store::destroy_packet(writer, row.referral.id));
  return release::end_release(writer, row.release, now);
}

Result<bool> route_on(storage::Writer& writer, casework::ThreadId thread, access::OrganizationId sender, Instant now) {
  NWD_TRY(const auto waiting, store::waiting_of(writer, thread));
  for (const auto& row : waiting) {
    const auto& r = row.referral;
    auto held = directory::hold(writer, r.service, now + hold_ms, r.id, row.beds);
    const bool gone = !held && (held.error().code == Code::conflict || held.error().code == Code::not_found);
    if (!held && !gone) return Failure(std::move(held).error());
    if (!held) {
      NWD_CHECK(end_waiting(writer, row, now));
      NWD_CHECK(log(writer, now, "referral.drop", r));
      continue;
    }
    NWD_CHECK(store::set_asked(writer, r.id, *held, now, now + hold_ms));
    NWD_CHECK(casework::advance(writer, thread,
                                {casework::ThreadState::seeking, casework::Step::await_answer, r.to, now + answer_ms}));
    NWD_CHECK(log(writer, now, "referral.ask_organization", r));
    return true;
  }
  NWD_CHECK(
      casework::advance(writer, thread, {casework::ThreadState::seeking, casework::Step::find_another, sender, now}));
  return false;
}

Result<void> end_asked(storage::Writer& writer, const store::Row& row, State state, Instant now,
                       std::optional<CannotTake> reason) {
  if (row.hold) {
    auto released = directory::release_hold(writer, *row.hold);
    if (!released && released.error().code != Code::gone) return released;  // gone: it has run out already
  }
  NWD_CHECK(store::set_ended(writer, row.referral.id, state, now, reason));
  NWD_CHECK(store::destroy_packet(writer, row.referral.id));
  return release::end_release(writer, row.release, now);
}

Result<void> drop_waiting(storage::Writer& writer, casework::ThreadId thread, Instant now) {
  NWD_TRY(const auto waiting, store::waiting_of(writer, thread));
  for (const auto& row : waiting) NWD_CHECK(end_waiting(writer, row, now));
  return {};
}

}  // namespace nwd::referral
