// Finding a record by what its person is called, within one's own organization. Every record that this member may read
// is opened in locked memory and compared; nothing of any other is opened, counted or told of. The words that were
// looked for stand in no address, no log and no table (docs/security/search.md).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/part.h"
#include "casework/case_access.h"
#include "casework/name_index.h"

namespace nwd::search {

inline constexpr std::size_t longest_sought = 100;  // bytes
inline constexpr int page_size = 10;
inline constexpr std::int64_t last_page = 100;
inline constexpr int built_at_once = 500;  // records of the index that one search makes at most

inline const access::Roles searchers{access::Role::door_worker, access::Role::caseworker};

struct Found {
  casework::CaseId id;
  std::string called;
  std::string reference;  // "" before it was sent
  casework::CaseState state = casework::CaseState::intake;
  Instant opened;
};
struct Answer {
  Listed<Found> found;    // the best first, then the newest
  bool complete = true;   // false: some of this member's records are not in the index yet; searching again goes on
  bool undamaged = true;  // false: some did not open
};
// Logged as a search, and each record shown as found by one, before anything is returned. invalid (nothing to look
// for, too long), rate_limited (access/tries.h), forbidden.
Result<Answer> find(storage::Database&, const casework::Asking&, std::string_view name, std::int64_t page = 1);

}  // namespace nwd::search
