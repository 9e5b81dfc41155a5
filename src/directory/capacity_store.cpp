#include "directory/capacity.h"

namespace nwd::directory {
namespace {

using storage::Row;
using storage::Sql;

constexpr Sql select_capacity =
    "SELECT total, occupied, held, confirmed_at, confirmed_by, version FROM directory_capacity WHERE service = $1";

// Every change is one conditional UPDATE: the database orders those of one row, and the last bed goes to one.
constexpr Sql take_beds =
    "UPDATE directory_capacity SET held = held + $2, version = version + 1 "
    "WHERE service = $1 AND occupied + held + $2 <= total";
constexpr Sql give_back =
    "UPDATE directory_capacity SET held = held - $2, version = version + 1 WHERE service = $1 AND held >= $2";
constexpr Sql fill_held =
    "UPDATE directory_capacity SET held = held - $2, occupied = occupied + $2, version = version + 1 "
    "WHERE service = $1 AND held >= $2";
constexpr Sql empty_beds =
    "UPDATE directory_capacity SET occupied = occupied - $2, version = version + 1 "
    "WHERE service = $1 AND occupied >= $2";
constexpr Sql set_confirmed =
    "UPDATE directory_capacity SET total = $2, occupied = $3, confirmed_at = $5, confirmed_by = $6, "
    "version = version + 1 WHERE service = $1 AND version = $4 AND held + $3 <= $2";

constexpr Sql insert_hold =
    "INSERT INTO directory_hold (id, service, until, beds) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING";
constexpr Sql select_hold = "SELECT id, service, until, beds FROM directory_hold WHERE id = $1";
constexpr Sql delete_hold = "DELETE FROM directory_hold WHERE id = $1";
constexpr Sql select_ended = "SELECT id, service, until, beds FROM directory_hold WHERE until <= $1 ORDER BY until, id";

Capacity to_capacity(const Row& row) {
  return {row.get<std::int32_t>(0),           row.get<std::optional<std::int32_t>>(1),     row.get<std::int32_t>(2),
          row.get<std::optional<Instant>>(3), row.get<std::optional<access::MemberId>>(4), row.get<std::int64_t>(5)};
}

Hold to_hold(const Row& row) {
  return {row.get<HoldId>(0), row.get<ServiceId>(1), row.get<Instant>(2), row.get<int>(3)};
}

Failure no_such_service() { return fail(Code::not_found, "There is no such service, or it has no places to count."); }

// Takes the hold's row away and changes its service's numbers by `change`. Whoever deletes the row does the rest: a
// hold ends once.
Result<void> end_hold(storage::Writer& w, HoldId id, Sql change) {
  NWD_TRY(const auto held, find_hold(w, id));
  if (held) {
    NWD_TRY(const auto deleted, w.run(delete_hold, id));
    if (deleted == 1) {
      NWD_TRY(const auto changed, w.run(change, held->service, held->beds));
      if (changed == 1) return {};
      return fail(Code::internal, "", "a hold without its beds");
    }
  }
  return fail(Code::gone, "This hold has ended.");
}

}  // namespace

Result<Capacity> read_capacity(storage::Reader& r, ServiceId service) {
  NWD_TRY(const auto capacity, r.first(select_capacity, to_capacity, service));
  if (!capacity) return no_such_service();
  return *capacity;
}

Result<HoldId> hold(storage::Writer& w, ServiceId service, Instant until, const IdBytes& referral, int beds) {
  if (beds < 1 || beds > most_beds) return fail(Code::invalid, "At least one bed must be held.");
  NWD_TRY(const auto taken, w.run(take_beds, service, beds));
  if (taken == 0) {
    NWD_CHECK(read_capacity(w, service));
    return fail(Code::conflict, "No bed is free there any more. Choose another.");
  }
  NWD_TRY(const auto added, w.run(insert_hold, referral, service, until, beds));
  if (added == 0) {
    NWD_CHECK(w.run(give_back, service, beds));  // the caller may go on with something else
    return fail(Code::conflict, "This referral already holds a bed.");
  }
  return HoldId{referral};
}

Result<void> release_hold(storage::Writer& w, HoldId id) { return end_hold(w, id, give_back); }
Result<void> hold_to_occupied(storage::Writer& w, HoldId id) { return end_hold(w, id, fill_held); }

Result<std::optional<Hold>> find_hold(storage::Reader& r, HoldId id) { return r.first(select_hold, to_hold, id); }

Result<std::vector<Hold>> expire_holds(storage::Writer& w, Instant now) {
  NWD_TRY(const auto ended, w.all(select_ended, to_hold, now));
  std::vector<Hold> released;
  for (const auto& hold : ended) {
    const auto done = release_hold(w, hold.id);
    if (done) {
      released.push_back(hold);
    } else if (done.error().code != Code::gone) {
      return fail(done.error());
    }
  }
  return released;
}

Result<void> vacate(storage::Writer& w, ServiceId service, int beds) {
  if (beds < 1 || beds > most_beds) return fail(Code::invalid, "At least one bed must become free.");
  NWD_TRY(const auto emptied, w.run(empty_beds, service, beds));
  if (emptied == 1) return {};
  NWD_CHECK(read_capacity(w, service));
  return fail(Code::conflict, "Fewer beds are occupied there.");
}

Result<Capacity> confirm_capacity(storage::Writer& w, ServiceId service, const Confirmation& c) {
  if (c.total < 0 || c.total > most_beds || c.occupied < 0 || c.occupied > c.total) {
    return fail(Code::invalid, "The occupied beds must be between none and all of them.");
  }
  NWD_TRY(const auto set, w.run(set_confirmed, service, c.total, c.occupied, c.version, c.at, c.by));
  NWD_TRY(auto now, read_capacity(w, service));
  if (set == 1) return now;
  if (now.version != c.version) return fail(Code::stale, "The beds have changed since you looked. Look again.");
  return fail(Code::conflict, "So many beds are held for referrals that they would not fit.");
}

}  // namespace nwd::directory
