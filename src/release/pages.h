// The pages of sharing: what is shared of a case and with whom, how it is agreed to, what others share with us.
#pragma once

#include <string>

#include "casework/pages_kit.h"
#include "release/release.h"

namespace nwd::release {

using casework::PageKitPtr;
using casework::PageRoutes;
using casework::Visit;

Result<void> add_pages(const PageKitPtr&);

std::string sharing_path(CaseId);    // "/c/{case}/sharing"
std::string stop_path(ReleaseId);    // "/s/{release}/stop": referral's page
std::string shared_path(ReleaseId);  // "/shared/{release}"

std::string purpose_words(ui::Say, Purpose);
// "Health, Legal"; of a packet "what a place must know to say yes".
std::string covered_words(ui::Say, const Release&);
// A text kept as it was read, line by line, in its own language.
ui::Html agreed_view(const std::string& language, const std::string& text);

}  // namespace nwd::release
