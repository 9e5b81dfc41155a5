// Pages about who may see a record: whom the person does not want near it, and break-glass.
#pragma once

#include "casework/blocked.h"
#include "casework/glass.h"
#include "casework/pages_kit.h"

namespace nwd::casework {

void add_blocked_pages(PageRoutes&);
void add_glass_pages(PageRoutes&);

std::string blocked_path(CaseId);     // "/c/{case}/blocked"
std::string case_glass_path(CaseId);  // "/c/{case}/glass"
std::string glass_path(GlassId);      // "/glass/{glass}"

std::string alert_words(const Visit&, const Alert&);
// A record as it is called before and after it has a reference.
std::string record_words(const Visit&, std::string_view reference, Instant opened);
ui::Html alerts_view(const Visit&, CaseId, const std::vector<Alert>&);  // on the page of the case

}  // namespace nwd::casework
