#include "casework/blocked.h"

#include <algorithm>

#include "audit/audit.h"
#include "casework/access_store.h"
#include "casework/store.h"

namespace nwd::casework {
namespace {

Result<void> add_members(storage::Reader& reader, const Asking& asking, const access::Organization& organization,
                         bool navigators_only, std::vector<Nameable>& all) {
  NWD_TRY(const auto members, access::members_of(reader, organization.id));
  for (const auto& m : members) {
    const bool reaches = !navigators_only || m.roles.has(access::Role::navigator);
    if (m.active && reaches && m.id != asking.session.member) all.push_back({m.id, m.name, organization.name, false});
  }
  return {};
}

// Of the thread, once there is one; before, of the organization.
Result<std::string> region_of(storage::Reader& reader, const Asking& asking, const Case& record) {
  if (!record.thread) return asking.session.region;
  NWD_TRY(const auto thread, find_thread(reader, *record.thread));
  return thread ? thread->region : asking.session.region;
}

Result<std::vector<Nameable>> everybody(storage::Reader& reader, const Asking& asking, const Case& record) {
  std::vector<Nameable> all;
  NWD_TRY(const auto own, access::find_organization(reader, record.organization));
  if (own) NWD_CHECK(add_members(reader, asking, *own, false, all));
  NWD_TRY(const auto region, region_of(reader, asking, record));
  NWD_TRY(const auto navigators, access::navigators_of(reader, region));
  for (const auto& organization : navigators)
    if (organization.id != record.organization) NWD_CHECK(add_members(reader, asking, organization, true, all));
  NWD_TRY(const auto named, store::blocked_members(reader, record.id));
  for (auto& one : all) one.named = std::find(named.begin(), named.end(), one.member) != named.end();
  return all;
}

Result<void> log(storage::Writer& writer, const Asking& asking, std::string_view deed, CaseId id) {
  NWD_CHECK(audit::append(writer,
                          {asking.now, asking.session.member, asking.session.organization, deed, "case", id, "care"}));
  return {};
}

std::vector<Alert> told(const access::Session& session, std::vector<store::AlertRow> rows) {
  std::vector<Alert> all;
  for (auto& row : rows) {
    if (row.organization != session.organization) row.alert.who = std::move(row.organization_name);
    all.push_back(std::move(row.alert));
  }
  return all;
}

}  // namespace

Result<std::vector<Case>> records_naming(storage::Reader& reader, const access::Session& session) {
  return store::cases_naming(reader, session.member);
}

Result<std::vector<Nameable>> nameable(storage::Reader& reader, const Asking& asking, CaseId id) {
  NWD_TRY(const auto record, may(reader, asking, access::Deed::manage_blocked, id));
  return everybody(reader, asking, record);
}

Result<void> set_blocked(storage::Writer& writer, const Asking& asking, CaseId id,
                         const std::vector<access::MemberId>& members) {
  NWD_TRY(const auto record, may(writer, asking, access::Deed::manage_blocked, id));
  NWD_TRY(const auto all, everybody(writer, asking, record));
  std::size_t found = 0;
  for (const auto& one : all) {
    const bool wanted = std::find(members.begin(), members.end(), one.member) != members.end();
    if (wanted) ++found;
    if (wanted == one.named) continue;
    NWD_CHECK(wanted ? store::block(writer, id, one.member) : store::unblock(writer, id, one.member));
    NWD_CHECK(log(writer, asking, wanted ? "case.block" : "case.unblock", id));
  }
  if (found != members.size())
    return fail(Code::invalid, "Somebody on this list does not work here, is you, or stands on it twice.");
  return {};
}

Result<std::vector<Alert>> alerts(storage::Reader& reader, const Asking& asking) {
  const auto& session = asking.session;
  std::vector<store::AlertRow> rows;
  if (session.has(access::Role::caseworker)) {
    NWD_TRY(rows, store::alerts_of_holder(reader, session));
  } else if (session.has(access::Role::door_worker)) {
    NWD_TRY(rows, store::alerts_of_opener(reader, session));
  }
  return told(session, std::move(rows));
}

Result<std::vector<Alert>> alerts_of(storage::Reader& reader, const Asking& asking, CaseId id) {
  NWD_CHECK(may(reader, asking, access::Deed::read_case, id));
  NWD_TRY(auto rows, store::alerts_of_case(reader, id));
  return told(asking.session, std::move(rows));
}

Result<void> alerts_seen(storage::Writer& writer, const Asking& asking, CaseId id) {
  NWD_CHECK(may(writer, asking, access::Deed::read_case, id));
  return store::set_alerts_seen(writer, id, asking.session.member);
}

Result<void> raise_alert(storage::Writer& writer, Instant now, CaseId id, access::MemberId member, AlertKind kind) {
  return store::put_alert(writer, id, member, kind, now);
}

}  // namespace nwd::casework
