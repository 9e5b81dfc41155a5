// Persons as variables: what is not known yet about them is for the solver to choose, within the types of the facts.
#pragma once

#include <map>
#include <span>
#include <tuple>
#include <vector>

#include "charter/evaluate.h"
#include "proof/smt.h"

namespace nwd::proof {

// Dates as numbers. Days beyond these stand for "before all days" and "never", as in base/day.h.
inline constexpr std::int64_t past_number = distant_past.number;
inline constexpr std::int64_t never_number = distant_future.number;
inline constexpr std::int64_t far = 400'000'000;  // a date shifted beyond is never, or before all days
inline constexpr std::uint32_t most_rows = 4;     // of a list, that are looked at

struct Date {
  Number is;
  std::int64_t least = 0;  // of the real days among its values; least > most if there are none
  std::int64_t most = -1;
};

class People {
 public:
  // `plausible`: only persons of whom nothing is before birth (see plausible() in law.h).
  People(const charter::Charter&, Smt&, bool plausible);

  // A further person, who differs from person 0 in these facts alone (bit i: fact i).
  std::uint32_t another(std::uint64_t facts);
  // The person whose fact it is: person 0 unless the facts differ.
  [[nodiscard]] std::uint32_t owner(std::uint32_t person, std::uint64_t facts) const;

  Date date(charter::FactId, std::uint32_t person);
  Date field(charter::FactId, std::uint32_t person, std::uint32_t row, std::uint32_t field);
  Number choice(charter::FactId, std::uint32_t person);
  Number field_choice(charter::FactId, std::uint32_t person, std::uint32_t row, std::uint32_t field);
  Formula row(charter::FactId, std::uint32_t person, std::uint32_t row);  // whether there is such a row
  // Whether a day is in a fact's set of days. `leaf` is none for facts that are not held per service.
  Formula on(charter::FactId, std::uint32_t person, charter::ServiceId leaf, Number day);

  // What a reader expects of a person: born and met in living memory, met soon after `start`, and not before birth; the
  // weightiest first. `days` are those on which something is to be seen. Of what formulas speak of so far.
  std::vector<Formula> usual(Day start, std::span<const Number> days);

  // The person that the last answer of the solver describes; what it does not speak of is ordinary.
  [[nodiscard]] charter::Facts found(std::uint32_t person) const;
  // Lets the person have exactly these facts. Days asked about later follow them too.
  void fix(std::uint32_t person, const charter::Facts&);

 private:
  struct Place {
    charter::FactId fact;
    std::uint32_t person, row, field;
    auto operator<=>(const Place&) const = default;
  };
  struct Spot {
    Number day;
    Formula in;
  };
  using SetOfDays = std::tuple<charter::FactId, std::uint32_t, charter::ServiceId>;
  [[nodiscard]] std::vector<std::pair<Place, Number>> dates_but(charter::FactId) const;
  Formula within(Number, Day first, Day last);
  Date date_at(const Place&, charter::FactType);
  Number choice_at(const Place&, std::size_t count);
  void not_before(const Place&, const Date&);
  Formula in(const DaySet&, Number day);
  [[nodiscard]] charter::DayBounds days_found(const SetOfDays&) const;
  [[nodiscard]] charter::Facts::Value value_found(charter::FactId, std::uint32_t person) const;
  [[nodiscard]] std::vector<charter::Facts::Row> rows_found(charter::FactId, std::uint32_t person) const;

  const charter::Charter& charter_;
  Smt& smt_;
  bool plausible_;
  std::vector<std::uint64_t> differs_{0};
  std::map<Place, Date> dates_;
  std::map<Place, Number> choices_;
  std::map<Place, Formula> rows_;
  std::map<SetOfDays, std::vector<Spot>> spots_;
  std::map<std::uint32_t, charter::Facts> fixed_;
};

}  // namespace nwd::proof
