// Beds and slots: how many, how many taken, how many kept for a referral. 0 <= held + occupied <= total always holds,
// by conditional updates: two senders never get the same last bed. Every change raises the version.
#pragma once

#include <vector>

#include "base/instant.h"
#include "directory/directory.h"
#include "storage/database.h"

namespace nwd::directory {

// A referral has at most one hold, known by the referral's own id.
using HoldId = Id<struct HoldTag>;

inline constexpr int most_beds = 100'000;

Result<Capacity> read_capacity(storage::Reader&, ServiceId);  // not_found

// Keeps `beds` until that minute. conflict when so many are not known to be free, or the referral already holds some.
Result<HoldId> hold(storage::Writer&, ServiceId, Instant until, const IdBytes& referral, int beds = 1);
Result<void> release_hold(storage::Writer&, HoldId);      // gone when it has ended
Result<void> hold_to_occupied(storage::Writer&, HoldId);  // the person has the bed; gone when it has ended

struct Hold {
  HoldId id;
  ServiceId service;
  Instant until;
  int beds = 1;
};
Result<std::optional<Hold>> find_hold(storage::Reader&, HoldId);
// Ends the holds whose minute has come (until <= now), the oldest first.
Result<std::vector<Hold>> expire_holds(storage::Writer&, Instant now);

Result<void> vacate(storage::Writer&, ServiceId, int beds = 1);  // conflict when fewer are occupied

struct Confirmation {
  std::int32_t total = 0;  // 0..most_beds
  std::int32_t occupied = 0;
  std::int64_t version = 0;  // what was seen
  Instant at;
  access::MemberId by;
};
// stale when something changed since; conflict when what is held would no longer fit; invalid when the numbers cannot
// be.
Result<Capacity> confirm_capacity(storage::Writer&, ServiceId, const Confirmation&);

}  // namespace nwd::directory
