// Whom a person does not want near their record: also staff. They are turned away as if there were no such record, in
// lists and counts too, whatever their role, in every organization on the person's way; and whoever holds the record is
// told that they tried.
#pragma once

#include <string>
#include <vector>

#include "casework/case_access.h"

namespace nwd::casework {

// Somebody who may be named: an active member of the case's organization, or a navigator of its region. Never whoever
// asks: a record that nobody can open helps no one.
struct Nameable {
  access::MemberId member;
  std::string name;
  std::string organization;
  bool named = false;
};
Result<std::vector<Nameable>> nameable(storage::Reader&, const Asking&, CaseId);
// The records whose persons named this member, and the others of the same way: for lists that leave them out.
Result<std::vector<Case>> records_naming(storage::Reader&, const access::Session&);
// The whole list anew. invalid: somebody who cannot be named.
Result<void> set_blocked(storage::Writer&, const Asking&, CaseId, const std::vector<access::MemberId>&);

enum class AlertKind : std::uint8_t {
  turned_away,  // somebody whom the person does not want tried to open it
  glass_open    // somebody opened contact and medical alert (glass.h)
};

struct Alert {
  CaseId case_id;  // the record as this session may read it
  std::string reference;
  AlertKind kind = AlertKind::turned_away;
  Instant at;
  std::int64_t times = 1;
  std::string who;  // a colleague by name, of others the organization
  bool seen = false;
};
// Of the records that this session may read; the newest first. `most_alerts` at most.
inline constexpr int most_alerts = 50;
Result<std::vector<Alert>> alerts(storage::Reader&, const Asking&);
Result<std::vector<Alert>> alerts_of(storage::Reader&, const Asking&, CaseId);
// They have been read: they leave Today until it happens again.
Result<void> alerts_seen(storage::Writer&, const Asking&, CaseId);

// For those who cause one: in their own transaction.
Result<void> raise_alert(storage::Writer&, Instant now, CaseId, access::MemberId, AlertKind);

}  // namespace nwd::casework
