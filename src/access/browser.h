// What a session is called in its member's list: the family of the browser, and nothing else of what it says of itself.
#pragma once

#include <string>
#include <string_view>

namespace nwd::access {

std::string browser_family(std::string_view user_agent);  // "Firefox"; "" when it is none that is known

}  // namespace nwd::access
