// Break-glass, inside one organization: whoever needs to reach a person in an emergency and may not open their record
// sees contact and medical alert for an hour, and nothing else. Two people, or a supervisor alone; always with a
// reason. Whoever holds the record is told at once, and a supervisor who had no part in it looks afterwards whether it
// was right.
#pragma once

#include <string>
#include <vector>

#include "casework/case_access.h"

namespace nwd::casework {

using GlassId = Id<struct GlassTag>;

inline constexpr std::int64_t glass_ms = 60 * minute_ms;
inline constexpr std::int64_t glass_waits_ms = 15 * minute_ms;  // for the second person
inline constexpr std::size_t longest_glass_words = 500;         // characters

enum class GlassReason : std::uint8_t { medical, danger, missing };
std::string_view word(GlassReason);
std::optional<GlassReason> parse_glass_reason(std::string_view);

enum class GlassState : std::uint8_t { waiting, open, ended };
std::string_view word(GlassState);

struct Glass {
  GlassId id;
  CaseId case_id;
  std::string reference;  // "" before the record has one
  access::MemberId asked_by;
  std::string asked_by_name;
  GlassReason reason = GlassReason::medical;
  Instant asked;
  std::optional<access::MemberId> opened_by;
  std::string opened_by_name;  // "" while nobody has
  std::optional<Instant> opened;
  Instant until;
  bool ended = false;
  std::optional<bool> was_right;  // none: not yet looked at
};
GlassState state_at(const Glass&, Instant now);

// What may be known while the glass is open.
struct Emergency {
  std::string called;
  std::string contact;        // as it was told at the door
  std::string contact_notes;  // what was written about it since
  bool asked_for_doctor = false;
  std::string health;  // what was written about it; nothing of alcohol and drugs, which has a part of its own
};

// What the session's member has asked for and has not ended: waiting or open. none otherwise.
Result<std::optional<Glass>> own_glass(storage::Reader&, const Asking&, CaseId);
// The records of the organization that are in its hands: what they are called and when they were begun, no more.
Result<Listed<Case>> records_here(storage::Reader&, const Asking&, Part = {});

// A supervisor's opens at once. Asked twice, the first one stands. invalid: the record is theirs to read anyway.
Result<Glass> ask_glass(storage::Writer&, const Asking&, Random&, CaseId, GlassReason, std::string_view words);
// By a second person. gone: it has ended, or is open already.
Result<Glass> confirm_glass(storage::Writer&, const Asking&, GlassId);
// Logged, as every read of a person. (In case.cpp, where envelopes are opened.)
Result<Emergency> read_emergency(storage::Writer&, const Asking&, CaseId);

struct OpenGlass {
  Glass glass;
  std::string words;  // the asker's
  bool may_confirm = false;
  bool may_review = false;
};
// For whoever may confirm or review it.
Result<OpenGlass> read_glass(storage::Writer&, const Asking&, GlassId);
// conflict: somebody has looked already; invalid: it was not right, and no words say why.
Result<void> review_glass(storage::Writer&, const Asking&, GlassId, bool was_right, std::string_view words);

Result<std::vector<Glass>> glasses_to_confirm(storage::Reader&, const Asking&);
Result<std::vector<Glass>> glasses_to_review(storage::Reader&, const Asking&);

// By the clock: ends what has run out.
Result<bool> any_glass_due(storage::Reader&, Instant now);
Result<void> end_glasses(storage::Writer&, Instant now);

}  // namespace nwd::casework
