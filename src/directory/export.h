// The directory as HSDS 3.0 JSON (Open Referral): an array of organizations with their services. Ids are the
// directory's own. Addresses of confidential sites are not in it.
#pragma once

#include <functional>
#include <string_view>

#include "base/result.h"
#include "storage/database.h"

namespace nwd::directory {

using Sink = std::function<Result<void>(std::string_view bytes)>;

struct ExportCounts {
  std::int64_t organizations = 0;
  std::int64_t services = 0;
};

// Streams organization by organization: memory does not grow with the directory. The same tables give the same bytes.
Result<ExportCounts> export_hsds(storage::Database&, const Sink&);

}  // namespace nwd::directory
