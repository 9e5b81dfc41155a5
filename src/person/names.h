// Names to sign in with that say nothing of anybody: two words and a number, "maple-kettle-47". The program offers
// them, and takes no others, so that nobody chooses their own name, and so that no question about a name that is taken
// tells which there are.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/random.h"
#include "ui/messages.h"

namespace nwd::person {

inline constexpr std::size_t offered_at_once = 3;
std::array<std::string, offered_at_once> offer_names(Random&, ui::Locale);
bool could_be_offered(std::string_view name);  // in any language

// As it is kept: "Maple Kettle 47 " is "maple-kettle-47". At most 64 bytes of what was typed count.
std::string as_kept(std::string_view typed);

}  // namespace nwd::person
