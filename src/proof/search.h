// Asking the solver for a person, and taking only whom the evaluator confirms. Used by Prover and Comparison.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "proof/calendar.h"

namespace nwd::proof {

struct Search {
  Smt& smt;
  Calendar& calendar;
  std::function<std::chrono::milliseconds()> left;
  std::string not_replayed;  // what is said if solver and evaluator disagree: a bug

  // `take` looks at the answer just found and keeps it if the evaluator says the same; otherwise the calendar was
  // missed, and is refined.
  Result<Answer> find(const std::vector<Formula>& parts, std::uint32_t effort, const std::function<bool()>& take);
  // Takes on what a reader expects of a person, one thing after the other, as long as there is such a person.
  Result<void> make_usual(const std::vector<Formula>& wishes, std::vector<Formula> parts,
                          const std::function<bool()>& take);
};

}  // namespace nwd::proof
