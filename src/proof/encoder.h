// What a charter says of one day, as formulas over persons and that day. Pointwise: a set of days becomes the question
// whether the day is in it. Calendar shifts (born + 18 years) become variables within their bounds, 6574 to 6575 days
// later; `refine` adds exact values where an answer has missed the calendar, and at last the calendar itself.
#pragma once

#include <unordered_map>
#include <vector>

#include "proof/law.h"
#include "proof/people.h"

namespace nwd::proof {

class Encoder {
 public:
  // Where an expression stands.
  struct Place {
    Number day{};
    std::uint32_t person = 0;
    charter::ServiceId service = charter::none;  // without parts
    std::uint32_t row = charter::none;
  };

  Encoder(const charter::Charter&, Smt&, People&);

  Formula days(charter::ExprId, Place);
  Formula granted(const Subject&, Place, Counting);
  Formula needed(const Subject&, Place);  // true for an immunity
  Formula keys_in_law(const Subject&, Place, const Law&);

  // After a possible answer: true if something was added that rules it out. `wholly`: by the calendar itself, which is
  // slow; otherwise by exact values near this answer.
  bool refine(bool wholly);
  // From now on the calendar itself, for all shifts that formulas speak of so far.
  void take_calendar();

 private:
  struct Key {
    charter::ExprId expr;
    std::uint32_t day, person, service, row;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Key&) const;
  };
  struct Shift {
    Number from;
    std::int32_t months;
    Number to;
    bool exact = false;
  };
  // A year that begins in March, in parts: 400 cycle + 100 century + 4 four + one.
  struct March {
    Number begins;  // the day before its first, counted from 1970-01-01
    Formula leap;   // whether it ends on 29 February
  };

  Key key_of(charter::ExprId, const Place&) const;
  Formula compute(const charter::Expr&, const Place&);
  Formula joined(const charter::Expr&, const Place&);
  Formula rows(const charter::Expr&, const Place&);
  Formula during(Date, charter::ExprId, const Place&);
  Formula chosen(Number, std::uint64_t choices, std::size_t count);
  Formula service_state(charter::FactId, charter::ServiceId, const Place&);
  void states_first(charter::ExprId, const Place&);
  Date date(charter::ExprId, const Place&);
  Date compute_date(const charter::Expr&, const Place&);
  Date extreme(Date, Date, bool earliest);
  Date of_rows(const charter::Expr&, const Place&);
  Date shifted(Date, std::int32_t amount, charter::Unit);
  Date by_calendar(Date, std::int32_t months);
  void in_step(const Shift&);
  void missed(const Shift&, std::vector<Formula>&);
  void make_exact(Shift&);
  March march_year(Number year);
  Formula month_shifted(Number day_of_year, const March& to, std::size_t month, std::size_t to_month, Number day);
  std::pair<std::int64_t, std::int64_t> lengths(std::int32_t months);
  Formula version(const charter::Rule&, const charter::Version&, const Place&, Counting);
  Formula window(const charter::Rule&, const charter::Version&, const Place&);

  const charter::Charter& charter_;
  Smt& smt_;
  People& people_;
  std::unordered_map<Key, Formula, Hash> known_;
  std::unordered_map<Key, Date, Hash> known_dates_;
  std::vector<Shift> shifts_;
  std::unordered_map<std::uint64_t, std::size_t> known_shifts_;  // (from, months) -> place in shifts_
  std::unordered_map<std::int32_t, std::pair<std::int64_t, std::int64_t>> lengths_;
};

}  // namespace nwd::proof
