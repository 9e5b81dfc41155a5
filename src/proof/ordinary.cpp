#include "proof/ordinary.h"

#include <algorithm>

namespace nwd::proof {

using charter::Charter;
using charter::DateRange;
using charter::DayBounds;
using charter::FactId;
using charter::Facts;
using charter::FactType;
using charter::none;

namespace {

constexpr Day modern{16436};  // 2015-01-01: laws from before are shown by somebody met after it

Day usual_start(const Law& law) { return law.from >= modern || law.until <= modern ? law.from : modern; }

DayBounds always() { return DayBounds::known(DaySet::all()); }

class Shaper {
 public:
  Shaper(const Charter& charter, const Example& example, Facts& one, Facts* other)
      : charter_(charter), example_(example), one_(one), other_(other), start_(usual_start(example.law)) {}

  void run() {
    whole_persons();
    for (int pass = 0; pass < 2; ++pass) {
      for (FactId id = 0; id < charter_.facts.size(); ++id) rows(id);
      for (FactId id = 0; id < charter_.facts.size(); ++id) days(id);
      ages();
      for (FactId id = 0; id < charter_.facts.size(); ++id) choices(id);
      for (FactId id = 0; id < charter_.facts.size(); ++id) dates(id);
    }
  }

 private:
  using Value = Facts::Value;

  [[nodiscard]] bool differs(FactId id) const { return other_ != nullptr && (example_.differs >> id & 1U) != 0; }

  bool breaks() const { return example_.still(one_, other_); }

  // Of both persons, unless they differ in this fact.
  bool try_both(FactId id, const Value& value) {
    if (differs(id)) {
      const bool first = try_one(one_, id, value);
      return try_one(*other_, id, value) || first;
    }
    const Value before = one_.values()[id];
    set_both(id, value);
    if (breaks()) return true;
    set_both(id, before);
    return false;
  }

  bool try_one(Facts& person, FactId id, const Value& value) {
    const Value before = person.values()[id];
    person.replace(id, value);
    if (breaks()) return true;
    person.replace(id, before);
    return false;
  }

  void set_both(FactId id, const Value& value) {
    one_.replace(id, value);
    if (other_ != nullptr && !differs(id)) other_->replace(id, value);
  }

  [[nodiscard]] Value date_value(FactId id, Day day) const {
    Value out = one_.values()[id];
    out.date = DateRange::known(day);
    return out;
  }

  // Somebody plain altogether, but for what the two persons differ in and the words that were found.
  void whole_persons() {
    const Facts plain = ordinary_person(charter_, example_.law);
    const Facts was = one_;
    for (const bool with_rows : {false, true}) {
      for (FactId id = 0; id < charter_.facts.size(); ++id) {
        const auto type = charter_.facts[id].self.type;
        if (differs(id) || type == FactType::choice || (with_rows && type == FactType::list)) continue;
        set_both(id, plain.values()[id]);
      }
      if (ages()) return;
      for (FactId id = 0; id < charter_.facts.size(); ++id)
        set_both(id, differs(id) ? one_.values()[id] : was.values()[id]);
    }
  }

  // Age and identification hang together more often than not.
  bool ages() {
    const auto born = charter_.fact("born");
    const auto identified = charter_.fact("identified");
    if (born == none || identified == none || differs(born) || differs(identified)) return breaks();
    const Value born_before = one_.values()[born];
    const Value identified_before = one_.values()[identified];
    for (const std::int32_t later : {0, 365, 1000, 3650})
      for (const std::int32_t age : {30, 22, 16, 12, 24, 19, 40, 60, 5}) {
        const Day met = start_ + later;
        if (met >= example_.law.until) continue;
        set_both(identified, date_value(identified, met));
        set_both(born, date_value(born, add_years(met, -age) - 100));
        if (breaks()) return true;
      }
    set_both(born, born_before);
    set_both(identified, identified_before);
    return false;
  }

  // Fewer rows, and each of them open and soon after the person was met.
  void rows(FactId id) {
    if (charter_.facts[id].self.type != FactType::list) return;
    for (std::size_t r = one_.values()[id].rows.size(); r-- > 0;) {
      Value fewer = one_.values()[id];
      fewer.rows.erase(fewer.rows.begin() + static_cast<std::ptrdiff_t>(r));
      try_both(id, fewer);
    }
    const auto& fields = charter_.facts[id].fields;
    for (std::size_t r = 0; r < one_.values()[id].rows.size(); ++r)
      for (std::size_t f = 0; f < fields.size(); ++f) field(id, r, f);
  }

  void field(FactId id, std::size_t r, std::size_t f) {
    const auto& field = charter_.facts[id].fields[f];
    if (r >= one_.values()[id].rows.size()) return;
    if (field.type == FactType::choice) {
      for (std::size_t c = 0; c < field.choices.size(); ++c) {
        Value value = one_.values()[id];
        value.rows[r].choices[f] = std::uint64_t{1} << c;
        if (try_both(id, value)) return;
      }
      return;
    }
    for (const Day day : candidates(field.type, 30 + 60 * static_cast<std::int32_t>(r))) {
      Value value = one_.values()[id];
      value.rows[r].dates[f] = DateRange::known(day);
      if (try_both(id, value)) return;
    }
  }

  void days(FactId id) {
    const auto type = charter_.facts[id].self.type;
    Value value = one_.values()[id];
    if (type == FactType::state) {
      for (const auto& set :
           {DaySet::all(), DaySet{}, DaySet{start_, distant_future}, DaySet{distant_past, start_ + 60}}) {
        value.days = DayBounds::known(set);
        if (try_both(id, value)) return;
      }
    } else if (type == FactType::state_per_service) {
      value.per_service.clear();
      if (example_.service != none) {
        if (charter_.facts[id].self.name == "needs") value.per_service.emplace_back(example_.service, always());
        if (try_both(id, value)) return;
        value.per_service.clear();
      }
      for (charter::ServiceId s = 0; s < charter_.services.size(); ++s)
        if (charter_.services[s].parent == none) value.per_service.emplace_back(s, always());
      try_both(id, value);
    }
  }

  void choices(FactId id) {
    const auto& fact = charter_.facts[id].self;
    if (fact.type != FactType::choice) return;
    for (std::size_t c = 0; c < fact.choices.size(); ++c) {
      Value value = one_.values()[id];
      value.choices = std::uint64_t{1} << c;
      if (try_both(id, value)) return;
    }
  }

  void dates(FactId id) {
    const auto& fact = charter_.facts[id].self;
    if (!is_date(fact.type) || fact.name == "born" || fact.name == "identified") return;
    const std::int32_t after = fact.name == "conduct" ? -10 : 365;
    for (const Day day : candidates(fact.type, after))
      if (try_both(id, date_value(id, day))) return;
  }

  // From the plainest on: never, some days after the person was met, and dates near the law's and the birth's.
  [[nodiscard]] std::vector<Day> candidates(FactType type, std::int32_t after) const {
    std::vector<Day> out;
    if (type == FactType::maybe_date) out.push_back(distant_future);
    const auto identified = charter_.fact("identified");
    const Day met = identified == none ? start_ : one_.values()[identified].date.earliest;
    if (met.number > first_day.number && met < last_day)
      for (const std::int32_t later : {after, 1, 10, 30, 90, 180, 365, 730, 1460, 3650, 0, -1, -10, -365})
        out.push_back(met + later);
    for (const std::int32_t later : {0, 30, 365}) out.push_back(start_ + later);
    return out;
  }

  const Charter& charter_;
  const Example& example_;
  Facts& one_;
  Facts* other_;
  Day start_;
};

}  // namespace

Facts ordinary_person(const Charter& charter, const Law& law) {
  Facts out(charter);
  const Day met = usual_start(law);
  for (FactId id = 0; id < charter.facts.size(); ++id) {
    const auto& fact = charter.facts[id].self;
    Facts::Value value;
    value.choices = 1;
    value.days = DayBounds::known({});
    value.date = DateRange::known(fact.name == "born" ? add_years(met, -30) - 100 : met);
    if (fact.type == FactType::maybe_date) value.date = DateRange::never();
    if (fact.name == "needs")
      for (charter::ServiceId s = 0; s < charter.services.size(); ++s)
        if (charter.services[s].parent == none) value.per_service.emplace_back(s, always());
    out.replace(id, std::move(value));
  }
  return out;
}

void make_ordinary(const Charter& charter, const Example& example, Facts& one, Facts* other) {
  Shaper(charter, example, one, other).run();
}

void make_ordinary(const Charter& charter, const Question& q, Facts& one, Facts* other) {
  if (q.standard->property == charter::Property::includes) return;
  const auto still = [&](const Facts& a, const Facts* b) { return !breaches(charter, q, a, b).empty(); };
  make_ordinary(charter, Example{q.law, q.subject->service, mask_of(q.standard->facts), still}, one, other);
}

}  // namespace nwd::proof
