// The pages of a referral: the door's last three screens, what became of it, the shelter's request, the navigator's
// thread.
#pragma once

#include <string>

#include "casework/pages_kit.h"
#include "referral/referral.h"

namespace nwd::referral {

using casework::PageKitPtr;
using casework::PageRoutes;
using casework::Visit;

Result<void> add_pages(const PageKitPtr&, directory::Catalogues&);

std::string sent_path(ReferralId);            // "/a/{referral}": the sender's
std::string request_path(ReferralId);         // "/r/{referral}": the asked organization's
std::string thread_path(casework::ThreadId);  // "/t/{thread}": the navigator's

// The one of a list that matters now: accepted, else asked, else the last that was. Null for an empty list.
const Referral* current(const std::vector<Referral>&);
// What a list is like, for Live: ids, states and versions, no person.
std::string state_of(const std::vector<Referral>&);

}  // namespace nwd::referral
