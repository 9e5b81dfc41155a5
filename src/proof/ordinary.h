// Makes a counterexample as plain as it can be: nothing in it that the breach does not need.
#pragma once

#include "proof/question.h"

namespace nwd::proof {

// A grown person met soon after the law came into force, who needs everything, with no dates and rows besides.
charter::Facts ordinary_person(const charter::Charter&, const Law&);

// Tries plainer facts one after the other and keeps each with which the standard still fails. By evaluation alone.
void make_ordinary(const charter::Charter&, const Question&, charter::Facts& one, charter::Facts* other);

}  // namespace nwd::proof
