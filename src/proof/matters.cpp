#include "proof/matters.h"

#include <optional>

namespace nwd::proof {

using charter::Charter;
using charter::DateRange;
using charter::DayBounds;
using charter::FactId;
using charter::Facts;
using charter::FactType;
using charter::none;

namespace {

using Value = Facts::Value;

struct Persons {
  Facts one;
  std::optional<Facts> other;

  void set(FactId id, const Value& value) {
    one.replace(id, value);
    if (other) other->replace(id, value);
  }
};

class Sieve {
 public:
  Sieve(const Charter& charter, const StillSo& still, const Facts& one, const Facts* other)
      : charter_(charter), still_(still), as_found_{one, other == nullptr ? std::nullopt : std::optional(*other)} {
    const auto born = charter.fact("born");
    const auto met = charter.fact("identified");
    for (const auto id : {born, met})
      if (id != none && one.values()[id].date.earliest > distant_past) dates_.push_back(one.values()[id].date.earliest);
  }

  bool matters(FactId id) {
    const auto others = alternatives(id);
    for (const auto& value : others)
      if (!still(as_found_, id, value) || !still(changed_, id, value)) return true;
    if (!others.empty()) changed_.set(id, others.back());
    return false;
  }

 private:
  [[nodiscard]] bool still(const Persons& persons, FactId id, const Value& value) const {
    Persons with = persons;
    with.set(id, value);
    return still_(with.one, with.other ? &*with.other : nullptr);
  }

  [[nodiscard]] std::vector<Value> alternatives(FactId id) const {
    const auto& fact = charter_.facts[id];
    std::vector<Value> out;
    const auto add = [&](const auto& change) {
      Value value = as_found_.one.values()[id];
      change(value);
      out.push_back(std::move(value));
    };
    switch (fact.self.type) {
      case FactType::date:
      case FactType::maybe_date:
        for (const Day day : dates_)
          for (const std::int32_t later : {0, 1, 30, 400, 3000})
            add([&](Value& v) { v.date = DateRange::known(day + later); });
        if (fact.self.type == FactType::maybe_date) add([](Value& v) { v.date = DateRange::never(); });
        break;
      case FactType::state:
        add([](Value& v) { v.days = DayBounds::known({}); });
        add([](Value& v) { v.days = DayBounds::known(DaySet::all()); });
        break;
      case FactType::choice:
        for (std::size_t i = 0; i < fact.self.choices.size(); ++i)
          add([&](Value& v) { v.choices = std::uint64_t{1} << i; });
        break;
      case FactType::list:
        add([](Value& v) { v.rows.clear(); });
        for (const auto& row : rows(fact)) add([&](Value& v) { v.rows = {row}; });
        break;
      case FactType::state_per_service: break;
    }
    return out;
  }

  // One for each word of each field, open since birth.
  [[nodiscard]] std::vector<Facts::Row> rows(const charter::Fact& list) const {
    Facts::Row plain{std::vector<DateRange>(list.fields.size(), DateRange::never()),
                     std::vector<std::uint64_t>(list.fields.size(), 1)};
    for (std::size_t f = 0; f < list.fields.size(); ++f)
      if (list.fields[f].type == FactType::date && !dates_.empty()) plain.dates[f] = DateRange::known(dates_.front());
    std::vector<Facts::Row> out{plain};
    for (std::size_t f = 0; f < list.fields.size(); ++f)
      for (std::size_t i = 0; i < list.fields[f].choices.size(); ++i) {
        out.push_back(plain);
        out.back().choices[f] = std::uint64_t{1} << i;
      }
    return out;
  }

  const Charter& charter_;
  const StillSo& still_;
  Persons as_found_;
  Persons changed_{as_found_};
  std::vector<Day> dates_{};
};

}  // namespace

std::uint64_t that_matter(const Charter& charter, std::uint64_t which, std::uint64_t kept, const StillSo& still,
                          const Facts& one, const Facts* other) {
  Sieve sieve(charter, still, one, other);
  std::uint64_t out = which & kept;
  for (const bool shared : {false, true})  // what only this charter speaks of is told last
    for (FactId id = 0; id < charter.facts.size(); ++id) {
      const auto bit = std::uint64_t{1} << id;
      if ((which & bit) == 0 || (kept & bit) != 0 || charter.facts[id].shared != shared) continue;
      if (sieve.matters(id)) out |= bit;
    }
  return out;
}

}  // namespace nwd::proof
