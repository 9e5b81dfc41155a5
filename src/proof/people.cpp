#include "proof/people.h"

#include <algorithm>
#include <bit>

namespace nwd::proof {

using charter::Charter;
using charter::DateRange;
using charter::DayBounds;
using charter::FactId;
using charter::Facts;
using charter::FactType;
using charter::none;
using charter::ServiceId;

namespace {

Day as_day(std::int64_t number) { return {static_cast<std::int32_t>(number)}; }

constexpr Day ordinary_day{10957};  // 2000-01-01: of a date that nothing hangs on

}  // namespace

People::People(const Charter& charter, Smt& smt, bool plausible)
    : charter_(charter), smt_(smt), plausible_(plausible) {}

std::uint32_t People::another(std::uint64_t facts) {
  differs_.push_back(facts);
  return static_cast<std::uint32_t>(differs_.size() - 1);
}

std::uint32_t People::owner(std::uint32_t person, std::uint64_t facts) const {
  return (differs_[person] & facts) == 0 ? 0 : person;
}

void People::not_before(const Place& place, const Date& date) {
  const auto born = charter_.fact("born");
  if (!plausible_ || place.fact == born) return;
  if (born != none) smt_.always(smt_.at_most(this->date(born, place.person).is, date.is));
  if (place.field == none) return;
  const auto& fields = charter_.facts[place.fact].fields;
  for (std::uint32_t f = 0; f < place.field; ++f)
    if (fields[f].name == "opened" && is_date(fields[f].type))
      smt_.always(smt_.at_most(date_at({place.fact, place.person, place.row, f}, fields[f].type).is, date.is));
}

Date People::date_at(const Place& place, FactType type) {
  if (const auto at = dates_.find(place); at != dates_.end()) return at->second;
  const bool may_never = type == FactType::maybe_date;
  const Date out{smt_.number(first_day.number, may_never ? never_number : last_day.number), first_day.number,
                 last_day.number};
  dates_.emplace(place, out);
  if (may_never) {
    const auto never = smt_.constant(never_number);
    smt_.always(smt_.any_of({smt_.at_most(out.is, smt_.constant(last_day.number)), smt_.at_most(never, out.is)}));
  }
  not_before(place, out);
  return out;
}

Date People::date(FactId fact, std::uint32_t person) {
  const auto whose = owner(person, std::uint64_t{1} << fact);
  const auto fixed = fixed_.find(whose);
  if (fixed == fixed_.end()) return date_at({fact, whose, none, none}, charter_.facts[fact].self.type);
  const auto number = fixed->second.values()[fact].date.earliest.number;
  return {smt_.constant(number), number, number};
}

Date People::field(FactId fact, std::uint32_t person, std::uint32_t row, std::uint32_t field) {
  const auto whose = owner(person, std::uint64_t{1} << fact);
  const auto fixed = fixed_.find(whose);
  if (fixed == fixed_.end()) return date_at({fact, whose, row, field}, charter_.facts[fact].fields[field].type);
  const auto& rows = fixed->second.values()[fact].rows;
  const std::int64_t number = row < rows.size() ? rows[row].dates[field].earliest.number : 0;
  return {smt_.constant(number), number, number};
}

Number People::choice_at(const Place& place, std::size_t count) {
  if (const auto at = choices_.find(place); at != choices_.end()) return at->second;
  return choices_.emplace(place, smt_.number(0, std::max<std::int64_t>(1, static_cast<std::int64_t>(count)) - 1))
      .first->second;
}

Number People::choice(FactId fact, std::uint32_t person) {
  const auto whose = owner(person, std::uint64_t{1} << fact);
  const auto fixed = fixed_.find(whose);
  if (fixed == fixed_.end()) return choice_at({fact, whose, none, none}, charter_.facts[fact].self.choices.size());
  return smt_.constant(std::countr_zero(fixed->second.values()[fact].choices));
}

Number People::field_choice(FactId fact, std::uint32_t person, std::uint32_t row, std::uint32_t field) {
  const auto whose = owner(person, std::uint64_t{1} << fact);
  const auto fixed = fixed_.find(whose);
  if (fixed == fixed_.end())
    return choice_at({fact, whose, row, field}, charter_.facts[fact].fields[field].choices.size());
  const auto& rows = fixed->second.values()[fact].rows;
  return smt_.constant(row < rows.size() ? std::countr_zero(rows[row].choices[field]) : 0);
}

// Rows are there from the first on, so that no two answers are the same person in another order of empty rows.
Formula People::row(FactId fact, std::uint32_t person, std::uint32_t row) {
  const auto whose = owner(person, std::uint64_t{1} << fact);
  if (const auto fixed = fixed_.find(whose); fixed != fixed_.end())
    return smt_.truth(row < fixed->second.values()[fact].rows.size());
  const Place place{fact, whose, row, none};
  if (const auto at = rows_.find(place); at != rows_.end()) return at->second;
  const auto there = smt_.truth();
  rows_.emplace(place, there);
  if (row > 0) smt_.always(smt_.implies(there, this->row(fact, person, row - 1)));
  return there;
}

Formula People::in(const DaySet& days, Number day) {
  std::vector<Formula> parts;
  for (const auto& i : days.intervals())
    parts.push_back(
        smt_.all_of({smt_.at_most(smt_.constant(i.begin.number), day), smt_.less(day, smt_.constant(i.end.number))}));
  return smt_.any_of(parts);
}

Formula People::on(FactId fact, std::uint32_t person, ServiceId leaf, Number day) {
  const auto whose = owner(person, std::uint64_t{1} << fact);
  if (const auto fixed = fixed_.find(whose); fixed != fixed_.end()) {
    const auto& value = fixed->second.values()[fact];
    if (leaf == none) return in(value.days.certain, day);
    DaySet days;
    for (ServiceId at = leaf; at != none; at = charter_.services[at].parent)
      for (const auto& [service, bounds] : value.per_service)
        if (service == at) days = days | bounds.certain;
    return in(days, day);
  }
  auto& spots = spots_[{fact, whose, leaf}];
  for (const auto& spot : spots)
    if (spot.day == day) return spot.in;
  const auto in = smt_.truth();
  for (const auto& spot : spots)
    smt_.always(
        smt_.implies(smt_.equal(spot.day, day),
                     smt_.any_of({smt_.all_of({spot.in, in}), smt_.all_of({smt_.not_(spot.in), smt_.not_(in)})})));
  spots.push_back({day, in});
  return in;
}

void People::fix(std::uint32_t person, const Facts& facts) { fixed_.insert_or_assign(person, facts); }

// From a day that is in the set until the next that is not.
DayBounds People::days_found(const SetOfDays& which) const {
  const auto at = spots_.find(which);
  if (at == spots_.end()) return DayBounds::known({});
  std::map<std::int64_t, bool> known;
  for (const auto& spot : at->second) known[smt_.found(spot.day)] = smt_.found(spot.in);
  std::vector<DayInterval> out;
  for (auto day = known.begin(); day != known.end(); ++day) {
    if (!day->second) continue;
    const auto next = std::next(day);
    out.push_back({day == known.begin() ? distant_past : as_day(day->first),
                   next == known.end() ? distant_future : as_day(next->first)});
  }
  return DayBounds::known(DaySet::of(out));
}

std::vector<Facts::Row> People::rows_found(FactId id, std::uint32_t person) const {
  std::vector<Facts::Row> out;
  const auto& fields = charter_.facts[id].fields;
  for (std::uint32_t r = 0; r < most_rows; ++r) {
    const auto there = rows_.find({id, person, r, none});
    if (there == rows_.end() || !smt_.found(there->second)) break;
    Facts::Row row{std::vector<DateRange>(fields.size()), std::vector<std::uint64_t>(fields.size(), 1)};
    for (std::uint32_t f = 0; f < fields.size(); ++f) {
      const Place place{id, person, r, f};
      if (const auto choice = choices_.find(place); choice != choices_.end())
        row.choices[f] = std::uint64_t{1} << static_cast<unsigned>(smt_.found(choice->second));
      const auto date = dates_.find(place);
      row.dates[f] = date != dates_.end()                     ? DateRange::known(as_day(smt_.found(date->second.is)))
                     : fields[f].type == FactType::maybe_date ? DateRange::never()
                                                              : DateRange::known(last_day);
    }
    out.push_back(std::move(row));
  }
  return out;
}

Facts::Value People::value_found(FactId id, std::uint32_t person) const {
  Facts::Value value;
  const auto& fact = charter_.facts[id].self;
  const Place place{id, person, none, none};
  switch (fact.type) {
    case FactType::date:
    case FactType::maybe_date: {
      const auto at = dates_.find(place);
      value.date = at != dates_.end()                  ? DateRange::known(as_day(smt_.found(at->second.is)))
                   : fact.type == FactType::maybe_date ? DateRange::never()
                   : fact.name == "born"               ? DateRange::known(ordinary_day)
                                                       : DateRange::known(last_day);
      break;
    }
    case FactType::state: value.days = days_found({id, person, none}); break;
    case FactType::state_per_service:
      for (ServiceId s = 0; s < charter_.services.size(); ++s)
        if (charter_.services[s].leaf()) value.per_service.emplace_back(s, days_found({id, person, s}));
      break;
    case FactType::choice: {
      const auto at = choices_.find(place);
      value.choices = std::uint64_t{1} << static_cast<unsigned>(at == choices_.end() ? 0 : smt_.found(at->second));
      break;
    }
    case FactType::list: value.rows = rows_found(id, person); break;
  }
  return value;
}

Facts People::found(std::uint32_t person) const {
  Facts out(charter_);
  for (FactId id = 0; id < charter_.facts.size(); ++id)
    out.replace(id, value_found(id, owner(person, std::uint64_t{1} << id)));
  return out;
}

}  // namespace nwd::proof
