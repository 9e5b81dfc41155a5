// A counterexample in words, and what to change.
#pragma once

#include <functional>

#include "proof/difference.h"
#include "proof/proof.h"
#include "proof/question.h"

namespace nwd::proof {

std::string long_day(Day);                                               // "2 Feb 2015"
std::string days_words(const DaySet&);                                   // "from 1 May 2020 on", "never"
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

// As masks (bit i: fact i): what the standard or the rules speak of; by what a reader knows a person.
std::uint64_t spoken_of(const charter::Charter&, const Question&);
std::uint64_t known_by(const charter::Charter&);

// One fact of a person: "born 2 Jan 1990", "not recovered", "holding no status".
std::string fact_words(const charter::Charter&, const charter::Facts&, charter::FactId);
// "born 2 Jan 1990, identified 3 Feb 2015": the facts of the mask (bit i: fact i).
std::string person_words(const charter::Charter&, const charter::Facts&, std::uint64_t which);
// "case management, housing and health (immediate, mental)": a service all of whose parts are there stands for them.
std::string listed(const charter::Charter&, const std::vector<What>&);
std::string indented(const std::string& lines, const char* margin);  // each line, and a line end after the last
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
