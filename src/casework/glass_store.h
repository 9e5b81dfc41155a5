// The rows of break-glass. Used inside this folder only.
#pragma once

#include "casework/glass.h"

namespace nwd::casework::store {

struct SealedWords {
  Bytes key;
  Bytes words;
};
Result<void> insert_glass(storage::Writer&, const Glass&, const std::optional<SealedWords>&);
Result<std::optional<Glass>> find_glass(storage::Reader&, GlassId);
Result<std::optional<SealedWords>> find_glass_words(storage::Reader&, GlassId);
Result<std::optional<Glass>> live_glass(storage::Reader&, CaseId, access::MemberId asked_by, Instant now);
Result<void> open_glass(storage::Writer&, GlassId, access::MemberId by, Instant now, Instant until);
Result<void> set_review(storage::Writer&, GlassId, access::MemberId by, Instant now, bool was_right,
                        const std::optional<SealedWords>&);
// Of the session's organization, that another member asked for (and, to review, opened), unless the person does not
// want this member.
Result<std::vector<Glass>> waiting_glasses(storage::Reader&, const Asking&);
Result<std::vector<Glass>> unreviewed_glasses(storage::Reader&, const Asking&);
Result<Listed<Case>> cases_in_hand(storage::Reader&, const access::Session&, Part);

}  // namespace nwd::casework::store
