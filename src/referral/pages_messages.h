// Questions and answers between the door and the shelter.
#pragma once

#include "referral/pages.h"

namespace nwd::referral {

ui::Html messages_view(const Visit&, const std::vector<Message>&, std::string_view other_name);

}  // namespace nwd::referral
