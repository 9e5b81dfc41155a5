// Two charters over one vocabulary, so that one person can be looked at under both: facts of one name and type are the
// same fact, services of one path the same service.
#pragma once

#include <string>
#include <vector>

#include "charter/evaluate.h"

namespace nwd::proof {

struct Joined {
  // Equal facts, services and immunities; each has the rules, the calendar and the parts of services of its own.
  charter::Charter before;
  charter::Charter after;
  std::vector<std::string> notes{};  // sentences: what only one of them speaks of
  // For each service of the vocabulary, what it is in that charter; none if there is no such service.
  std::vector<charter::ServiceId> services_before{};
  std::vector<charter::ServiceId> services_after{};
};

// `invalid` if a fact is of one type before and of another after, or if there are more than 64 in all.
Result<Joined> joined(const charter::Charter& before, const charter::Charter& after);

// The wording in force on that day, as if it had always been and always would be.
charter::Charter frozen(charter::Charter, Day);

// A person of the vocabulary in the words of one charter; `services` is that charter's of the two above.
charter::Facts in_words_of(const charter::Charter&, const std::vector<charter::ServiceId>& services,
                           const charter::Facts& person);

}  // namespace nwd::proof
