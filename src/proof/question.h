// One standard asked of one subject: as formulas, and by evaluation of a person who is known.
#pragma once

#include <vector>

#include "proof/encoder.h"

namespace nwd::proof {

struct Question {
  const charter::Standard* standard = nullptr;
  const Subject* subject = nullptr;
  Law law{};
  std::uint32_t other = 0;  // independence: the second person
};

struct Encoded {
  std::vector<Formula> mandate;  // somebody is in the case that the standard speaks of
  std::vector<Formula> breach;   // and it fails that person
  std::vector<Number> days{};    // on which that is to be seen
};

std::uint64_t mask_of(const std::vector<charter::FactId>&);

Encoded encode(Encoder&, Smt&, const Question&);

// The days on which the standard fails this person (and, for independence, the other one).
DaySet breaches(const charter::Charter&, const Question&, const charter::Facts& one, const charter::Facts* other);

}  // namespace nwd::proof
