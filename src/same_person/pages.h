// The pages of matching: what a person agreed to, whom it was asked of, what came of it, and how it stops.
#pragma once

#include "casework/pages_kit.h"
#include "same_person/ask.h"

namespace nwd::same_person {

Result<void> add_pages(const casework::PageKitPtr&);

std::string elsewhere_path(CaseId);  // "/c/{case}/elsewhere": linked from release's page of sharing

// For Today: the steps that wait for this organization are done, and what was found within a week is told.
Result<ui::Html> today_view(const casework::Visit&);

}  // namespace nwd::same_person
