// The demonstration: invented organizations and workers beside HUD's 2014 inventory of real shelters, which have no
// sign-in here. There are no real persons in it.
#pragma once

#include <string>

namespace nwd::cli {

std::string demo_guide(const std::string& address);  // who to sign in as, and what to try first

}  // namespace nwd::cli
