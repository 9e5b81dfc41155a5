// Telling what a law or a court demands, without the person's agreement: its own way, never that of a release. One
// member prepares it, another confirms it after showing again who they are, and the person is told, or it is written
// down why not yet. Nothing leaves the program by this: it is the record of what two people decided to tell, and of the
// notice (34 USC 12291(b)(2)(C), 42 USC 10406(c)(5)(C)).
//
//   prepared ──> confirmed      and a notice: not yet (why) ──> given
//            └─> set aside
//
// Table: migrations/122-mandated.sql. Whom, by which law and what is sealed to the organization.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/case.h"

namespace nwd::release {

using MandatedId = Id<struct MandatedTag>;
using casework::CaseId;

// Stored by number, all of these.
enum class Demand : std::uint8_t { child_abuse_report, adult_abuse_report, court_order, other_law };
inline constexpr int demand_count = 4;
std::string_view word(Demand);
enum class MandatedState : std::uint8_t { prepared, confirmed, set_aside };
std::string_view word(MandatedState);
enum class Notice : std::uint8_t { not_said, given, not_safe_yet, not_reached_yet, court_forbids };
inline constexpr int notice_count = 5;
std::string_view word(Notice);

struct MandatedText {
  std::string to;    // the authority, at most 200 bytes
  std::string law;   // the section or the order's number, at most 300
  std::string what;  // what is told, and no more than is demanded; at most 4,000
  [[nodiscard]] Bytes encode() const;
  static Result<MandatedText> decode(ByteView);
};

struct Mandated {
  MandatedId id;
  CaseId case_id;
  access::OrganizationId organization;
  Demand demand = Demand::court_order;
  MandatedState state = MandatedState::prepared;
  access::MemberId prepared_by;
  Instant prepared;
  std::optional<Instant> decided;
  Notice notice = Notice::not_said;
  std::optional<Instant> notice_at;
  std::int64_t version = 1;
};

// invalid (lengths, empty).
Result<MandatedId> prepare_mandated(storage::Writer&, const access::Session&, Random&, Instant now, CaseId, Demand,
                                    const MandatedText&);
// By another member than the first, stepped up. stale.
Result<void> confirm_mandated(storage::Writer&, const access::Session&, Instant now, bool stepped_up, MandatedId,
                              std::int64_t version);
// By whoever could confirm it, or by the one who prepared it. stale, conflict (it is confirmed).
Result<void> set_aside_mandated(storage::Writer&, const access::Session&, Instant now, MandatedId,
                                std::int64_t version);
// Of a confirmed one, by the holder of the case. A notice that was given stays given: conflict.
Result<void> record_notice(storage::Writer&, const access::Session&, Instant now, MandatedId, std::int64_t version,
                           Notice);

struct OpenMandated {
  Mandated record;
  MandatedText text;
  std::string organization_name;
  bool may_confirm = false;  // this member is another than the first
};
// Logged.
Result<OpenMandated> read_mandated(storage::Writer&, const access::Session&, Instant now, MandatedId);
Result<std::vector<Mandated>> mandated_of(storage::Reader&, const access::Session&, CaseId);  // newest first
// Those that wait for a second person, of the session's organization; empty for whoever could not be one.
Result<std::vector<Mandated>> mandated_waiting(storage::Reader&, const access::Session&);

}  // namespace nwd::release
