// What a charter owes a person, as a timeline: what is known of the person above, what is owed below.
#pragma once

#include "charter/explain.h"
#include "drafting/room.h"
#include "proof/difference.h"
#include "ui/timeline.h"

namespace nwd::drafting {

struct Drawn {
  std::string id;
  std::string caption;
  Day day{};               // the one that is marked
  std::string day_text{};  // what it is called; empty: today
};

// Every service that is owed, or may be, and every immunity.
ui::Timeline person_timeline(ui::Say, const charter::Charter&, const charter::Facts&, const charter::Explanation&,
                             const Drawn&);
// One service or immunity, for one person (for independence: two), and the day on which the standard is not met.
ui::Timeline counterexample_timeline(ui::Say, const charter::Charter&, const proof::Counterexample&,
                                     const std::string& id);
// The person of a difference: the first service or immunity, by the one charter and by the other.
ui::Timeline change_timeline(ui::Say, const proof::Difference&, const std::string& id);

}  // namespace nwd::drafting
