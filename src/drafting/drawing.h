// What a charter owes a person, as a timeline: what is known of the person above, what is owed below.
#pragma once

#include "charter/explain.h"
#include "drafting/room.h"
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
// One service or immunity of one person, by two charters. `drawn.day` is the first day on which they differ.
ui::Timeline change_timeline(ui::Say, const charter::Facts& before, const charter::Facts& after,
                             std::string_view service, std::string_view immunity, const Drawn&);

}  // namespace nwd::drafting
