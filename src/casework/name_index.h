// The names that an organization's cases are found by. Each case has one short sealed record with what its person is
// called, under one key of the organization: a search opens all of them in less time than one case takes with its own
// key (docs/security/search.md).
//
// A record is a copy of what the case says. Whoever writes the name takes the record away in the same transaction; the
// next search makes what is missing before it looks, so many at a time. Cases from before there was an index are simply
// missing. In a new epoch there is a new key, and the records move over to it in the same way.
//
// Tables: migrations/160-name-index.sql.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "casework/case.h"

namespace nwd::casework {

struct Called {
  CaseId id;
  Instant opened;
  std::string_view name;  // in locked memory, until the function returns
};
struct Looked {
  std::int64_t missing = 0;  // have no record yet: not found
  std::int64_t older = 0;    // under an older key: found, and to be moved
  std::int64_t damaged = 0;  // did not open: not found
  [[nodiscard]] bool settled() const { return missing == 0 && older == 0; }
};
// What this member may read, and nothing else, not even as a number: of the organization for a caseworker, their own
// for a door worker, nothing for anybody else; nothing handed over, and nobody who does not want them.
Result<Looked> each_called(storage::Reader&, const access::Session&, const std::function<void(const Called&)>& see);
// Makes what is missing of these and moves what is older, at most so many; logged. A case whose key was destroyed, or
// that does not open, gets a record without a name.
Result<void> build_name_index(storage::Writer&, const access::Session&, Instant now, int most);
// What one is called by the index, "" if it says nothing. The caller decides and logs.
Result<std::string> called_in_index(storage::Reader&, const access::Session&, CaseId);

}  // namespace nwd::casework
