// Which part of a charter's history is measured, who grants what in it, and what is owed, found by evaluation alone.
#pragma once

#include <optional>
#include <vector>

#include "charter/evaluator.h"

namespace nwd::proof {

// The law as it stands between two changes: on the days [from, until). Dates that a rule is keyed by lie there too.
struct Law {
  Day from = first_day;
  Day until = last_day + 1;
};

// As of that day; without one, as of the last day on which any wording begins.
Law law_of(const charter::Charter&, std::optional<Day> as_of);

// What is asked about: one service without parts, or one immunity, and the rules in force that grant it.
struct Subject {
  bool owed = true;
  charter::ServiceId service = charter::none;  // of a class that the same rules grant alike: the first
  std::uint32_t immunity = charter::none;
  std::vector<charter::RuleId> rules{};
  std::vector<charter::RuleId> keyed{};     // that would grant it and go by a date, whenever in force
  std::vector<charter::ServiceId> alike{};  // all services of the class
};

bool in_force(const charter::Version&, const Law&);
bool grants(const charter::Rule&, const Subject&);
bool tells_apart(const charter::Charter&, const charter::Rule&);  // of the services it grants, one from the other

std::vector<charter::ExprId> expressions(const charter::Charter&, const Subject&);  // of its rules
// How many rows of a list these expressions can need on so many days: each that speaks of rows needs one on each.
std::size_t rows_needed(const charter::Charter&, std::vector<charter::ExprId>, std::size_t days);

// Of everything below `root` (none: of everything that is owed), in classes. Without rules only if `root` is given.
std::vector<Subject> services_owed(const charter::Charter&, const Law&, charter::ServiceId root);
Subject service_owed(const charter::Charter&, const Law&, charter::ServiceId leaf);
Subject immunity_from(const charter::Charter&, const Law&, std::uint32_t immunity);

// Which days count as granted.
enum class Counting : std::uint8_t { all, without_unless, unconditional };

DaySet granted(const charter::Charter&, charter::Evaluator&, const Subject&, Counting);
DaySet needed(const charter::Charter&, charter::Evaluator&, const Subject&);  // all days for an immunity

// Whether the person could be one: nothing is before birth, nothing closes before it opens. And whether the dates that
// rules are keyed by lie in the law that is measured.
bool plausible(const charter::Facts&);
bool keys_in_law(const charter::Charter&, const charter::Evaluator&, const Subject&, const Law&);

}  // namespace nwd::proof
