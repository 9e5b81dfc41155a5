// The log of an organization's deeds, for its supervisors and auditors: who did what and when, and to which record by
// the first letters of its id, never a word of anybody. Looking is a deed too.
#pragma once

#include <vector>

#include "audit/audit.h"
#include "casework/case_access.h"

namespace nwd::front {

inline constexpr int log_page = 100;

struct LogPage {
  std::vector<audit::Recorded> entries;  // newest first; without what is about a record whose person named the reader
  std::int64_t next = 0;                 // where the page of older ones begins; 0: there are none
};
// With numbers below `before`. forbidden.
Result<LogPage> read_log(storage::Writer&, const casework::Asking&, std::int64_t before);

}  // namespace nwd::front
