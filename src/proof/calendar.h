// Calendar shifts as numbers (born + 18 years): variables within their bounds, 6574 to 6575 days later, in step with
// each other. `refine` adds exact values where an answer has missed the calendar, and at last the calendar itself. One
// for all formulas that go to one Smt, whichever charter they are of.
#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include "proof/smt.h"

namespace nwd::proof {

// A day, or never, or before all days (see people.h); `up` as Charter::feb29_becomes_mar1.
struct Shift {
  Number from;
  std::int32_t months;
  bool up;
  Number to;
  bool exact = false;
};

class Calendar {
 public:
  explicit Calendar(Smt& smt) : smt_(smt) {}

  // Where so many months lead; beyond 400 million days it stands for never, or before all days. Not yet put right.
  Number shifted(Number from, std::int32_t months, bool up);
  // How many days so many months are at least and at most.
  std::pair<std::int64_t, std::int64_t> lengths(std::int32_t months, bool up);

  // After a possible answer: true if something was added that rules it out. `wholly`: by the calendar itself, which is
  // slow; otherwise by exact values near this answer.
  bool refine(bool wholly);
  // From now on the calendar itself, for all shifts that formulas speak of so far.
  void take();

 private:
  // A year that begins in March, in parts: 400 cycle + 100 century + 4 four + one.
  struct March {
    Number begins;  // the day before its first, counted from 1970-01-01
    Formula leap;   // whether it ends on 29 February
  };
  struct MonthTo {
    std::size_t month, to_month;
    bool up;
  };

  void in_step(const Shift&);
  void missed(const Shift&, std::vector<Formula>&);
  void make_exact(Shift&);
  March march_year(Number year);
  Formula month_shifted(Number day_of_year, const March& to, MonthTo, Number day);

  Smt& smt_;
  std::vector<Shift> shifts_;
  std::unordered_map<std::uint64_t, std::size_t> known_[2];  // by rounding: (from, months) -> place in shifts_
  std::map<std::pair<std::int32_t, bool>, std::pair<std::int64_t, std::int64_t>> lengths_;
};

}  // namespace nwd::proof
