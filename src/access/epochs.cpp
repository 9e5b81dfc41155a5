#include "access/epochs.h"

#include "access/member_wraps.h"
#include "audit/audit.h"
#include "audit/readers.h"

namespace nwd::access {
namespace {

Failure not_newest() {
  return fail(Code::corrupt, "Your organization's keys were changed just now. Send it once more.",
              std::string(vault::epoch_not_held));
}

// The new key pair, as rows: a wrap for each member who stays, and the way back to the epoch before.
Result<vault::OrganizationKeys> write_epoch(storage::Writer& writer, Instant now, const Organization& known,
                                            const vault::OrganizationKeys& before) {
  const auto organization = known.id;
  vault::OrganizationKeys next(before.keyring(), before.newest().epoch + 1, vault::PrivateKey::generate());
  const auto recipient = next.newest();
  NWD_TRY(auto previous, wraps::link(before, organization, recipient));
  NWD_TRY(const auto members, store::wraps_of(writer, organization));
  for (const auto& row : members) {
    if (!wraps::proven(before, row)) continue;
    NWD_TRY(const auto fresh, wraps::make(next, row.member, row.public_key));
    NWD_CHECK(store::set_wrap(writer, fresh));
  }
  NWD_CHECK(store::insert_epoch(writer, organization, {recipient, std::move(previous)}, now));
  NWD_CHECK(store::set_newest(writer, organization, recipient));
  NWD_CHECK(store::delete_epoch_due(writer, organization));
  NWD_CHECK(audit::hand_on(writer, known.recipient.key, {organization, known.name, recipient.key, now}));
  return next;
}

}  // namespace

Result<bool> begin_due_epoch(storage::Database& database, Instant now, OrganizationId organization,
                             const vault::OrganizationKeys& keys, MemberId by) {
  NWD_TRY(
      const auto begun, database.write([&](storage::Writer& writer) -> Result<std::optional<vault::OrganizationKeys>> {
        NWD_TRY(const bool due, store::epoch_due(writer, organization));
        if (!due) return std::nullopt;
        NWD_TRY(const auto known, find_organization(writer, organization));
        if (!known || known->recipient.epoch != keys.newest().epoch) return not_newest();
        NWD_TRY(auto next, write_epoch(writer, now, *known, keys));
        NWD_CHECK(
            audit::append(writer, {now, by, organization, "epoch.begin", "organization", organization, "operations"}));
        return next;
      }));
  if (!begun) return false;
  begun->teach(keys);
  return true;
}

Result<bool> refresh_keys(storage::Database& database, const Session& session) {
  NWD_TRY(const auto rows, database.read([&](storage::Reader& reader) {
    return wraps::read(reader, session.organization, session.member);
  }));
  if (!rows) return fail(Code::unauthenticated, "You can no longer sign in here.", "no wrap");
  if (rows->epochs.empty() || rows->epochs.front().keys.epoch <= session.keys.newest().epoch) return false;
  NWD_TRY(const auto opened, wraps::open(session.keys.keyring(), *rows, session.member_key));
  opened.teach(session.keys);
  return true;
}

Result<void> check_newest(storage::Reader& reader, const Session& session) {
  NWD_TRY(const auto known, find_organization(reader, session.organization));
  if (!known || known->recipient.epoch != session.keys.newest().epoch) return not_newest();
  return {};
}

}  // namespace nwd::access
