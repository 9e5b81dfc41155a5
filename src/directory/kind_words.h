// What a service gives, told from the words that directories file it under.
#pragma once

#include <string_view>

#include "match/service_words.h"

namespace nwd::directory {

match::Kinds kinds_named(std::string_view words);  // empty when none is recognised
bool names_a_shelter(std::string_view words);      // "Homeless Shelter", "Shelter/Refuge"

}  // namespace nwd::directory
