// Makes a counterexample as plain as it can be: nothing in it that the breach does not need.
#pragma once

#include <functional>

#include "proof/question.h"

namespace nwd::proof {

// A grown person met soon after the law came into force, who needs everything, with no dates and rows besides.
charter::Facts ordinary_person(const charter::Charter&, const Law&);

// What a person is to be an example of.
struct Example {
  Law law{};
  charter::ServiceId service = charter::none;  // that is in question
  std::uint64_t differs = 0;                   // facts in which the other person is another (bit i: fact i)
  std::function<bool(const charter::Facts& one, const charter::Facts* other)> still{};
};

// Tries plainer facts one after the other and keeps each with which it is still an example. By evaluation alone.
void make_ordinary(const charter::Charter&, const Example&, charter::Facts& one, charter::Facts* other);
// An example of how a standard fails.
void make_ordinary(const charter::Charter&, const Question&, charter::Facts& one, charter::Facts* other);

}  // namespace nwd::proof
