// What a charter says of one day, as formulas over persons and that day. Pointwise: a set of days becomes the question
// whether the day is in it.
#pragma once

#include <unordered_map>
#include <vector>

#include "proof/calendar.h"
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

  Encoder(const charter::Charter&, Smt&, People&, Calendar&);

  Formula days(charter::ExprId, Place);
  Formula granted(const Subject&, Place, Counting);
  Formula needed(const Subject&, Place);  // true for an immunity
  Formula keys_in_law(const Subject&, Place, const Law&);

 private:
  struct Key {
    charter::ExprId expr;
    std::uint32_t day, person, service, row;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Key&) const;
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
  Formula version(const charter::Rule&, const charter::Version&, const Place&, Counting);
  Formula window(const charter::Rule&, const charter::Version&, const Place&);

  const charter::Charter& charter_;
  Smt& smt_;
  People& people_;
  Calendar& calendar_;
  std::unordered_map<Key, Formula, Hash> known_;
  std::unordered_map<Key, Date, Hash> known_dates_;
};

}  // namespace nwd::proof
