// The larger commands of the group `charter`. Used by charter.cpp only.
#pragma once

#include "cli/commands.h"

namespace nwd::cli {

void add_charter_prove(CLI::App& group, Common&);       // prove
void add_charter_diff(CLI::App& group, Common&);        // diff
void add_charter_population(CLI::App& group, Common&);  // run, total, compare

}  // namespace nwd::cli
