// For tests alone: the slow model's persons as columns, and its days beside those of a block.
#pragma once

#include "charter/slow_model_test.h"
#include "population/runner.h"

namespace nwd::population {

charter::Charter checked_law(const std::string& text);

// With every fact known, or each forgotten with this chance in a hundred.
charter::slow::Person random_known(charter::slow::Dice&, int forgotten);
void append(Columns&, const charter::slow::Person&);

}  // namespace nwd::population
