// A counterexample in words, and what to change.
#pragma once

#include <functional>

#include "proof/proof.h"
#include "proof/question.h"

namespace nwd::proof {

std::string long_day(Day);                                               // "2 Feb 2015"
std::string service_words(const charter::Charter&, charter::ServiceId);  // "housing (emergency)"

Nearest nearest_rule(const charter::Charter&, const Question&, const charter::Facts& one, const charter::Facts* other,
                     Day);
// One change of wording, and the same made in a charter.
struct Change {
  charter::RuleId rule = charter::none;
  std::string text;
  std::function<void(charter::Charter&)> make;  // empty if it hangs on a source that only a lawyer finds
};
Change change_for(const charter::Charter&, const Question&, const Nearest&);

// One fact of a person: "born 2 Jan 1990", "not recovered", "holding no status".
std::string fact_words(const charter::Charter&, const charter::Facts&, charter::FactId);
// "born 2 Jan 1990, identified 3 Feb 2015": the facts of the mask (bit i: fact i).
std::string person_words(const charter::Charter&, const charter::Facts&, std::uint64_t which);
// Lines "1990-01-02  born", and `more` among them, in the order of days.
struct Event {
  Day day;
  std::string what;
};
std::string events_text(const charter::Charter&, const charter::Facts&, std::uint64_t which,
                        const std::vector<Event>& more);

std::string sentence(const charter::Charter&, const Question&, const Counterexample&, const Nearest&);
std::string timeline(const charter::Charter&, const Question&, const Counterexample&);

}  // namespace nwd::proof
