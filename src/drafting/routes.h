// The drafter's pages: charters with their sources, verdicts, persons to try, two versions compared. And the same as
// JSON, under /api/v1/charters.
#pragma once

#include "casework/pages_kit.h"
#include "drafting/desk.h"

namespace nwd::drafting {

Result<void> add_routes(const casework::PageKitPtr&, const DeskLimits& = {});

}  // namespace nwd::drafting
