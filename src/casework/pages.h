// The door's first three questions, and the page of a case.
#pragma once

#include "casework/case.h"
#include "casework/pages_kit.h"

namespace nwd::casework {

Result<void> add_pages(const PageKitPtr&);

std::string intake_path(CaseId, int screen);  // "/i/{case}/4"
std::string case_path(CaseId);                // "/c/{case}"

}  // namespace nwd::casework
