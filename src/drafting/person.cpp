#include "drafting/person.h"

#include <algorithm>
#include <bit>

namespace nwd::drafting {

using charter::Charter;
using charter::DateRange;
using charter::DayBounds;
using charter::Fact;
using charter::FactId;
using charter::Facts;
using charter::FactType;
using charter::Field;

namespace {

bool any_of_day(const ui::Form& form, const std::string& field) {
  for (const auto* part : {"", "-day", "-month", "-year", "-never"})
    if (!form.value(field + part).empty()) return true;
  return false;
}

// None: not known, or wrong.
std::optional<DateRange> read_date(ui::Form& form, const std::string& field, FactType type) {
  const auto day = form.day(field);
  const bool never = type == FactType::maybe_date && !form.value(field + "-never").empty();
  if (never && day) form.problem(field, "drafting-never-and-day");
  if (never) return DateRange::never();
  if (!day) return std::nullopt;
  return DateRange::known(*day);
}

DaySet read_spans(ui::Form& form, FactId fact) {
  std::vector<DayInterval> all;
  for (std::size_t i = 0; i < std::max<std::size_t>(1, spans_given(form, fact)); ++i) {
    const auto from = form.day(span_field(fact, i, "from"));
    const auto until = form.day(span_field(fact, i, "until"));
    if (from && until && *until <= *from) form.problem(span_field(fact, i, "until"), "drafting-until-first");
    all.push_back({from.value_or(distant_past), until.value_or(distant_future)});
  }
  return DaySet::of(all);
}

void told(ui::Form& form, const std::string& field, const Result<void>& result) {
  if (!result) form.problem(field, "form-not-offered");
}

void read_state(ui::Form& form, const Fact& fact, FactId id, Facts& facts) {
  const auto field = fact_field(id);
  const auto how = form.value(field);
  if (how == "never") told(form, field, facts.set_days(fact.self.name, DayBounds::known({})));
  if (how == "always") told(form, field, facts.set_days(fact.self.name, DayBounds::known(DaySet::all())));
  if (how == "days") told(form, field, facts.set_days(fact.self.name, DayBounds::known(read_spans(form, id))));
}

bool ticked(const std::vector<std::string_view>& services, const Charter& charter, charter::ServiceId id) {
  for (auto at = id; at != charter::none; at = charter.services[at].parent)
    for (const auto path : services)
      if (path == charter.services[at].path) return true;
  return false;
}

void read_needs(ui::Form& form, const Charter& charter, const Fact& fact, FactId id, Facts& facts) {
  const auto field = fact_field(id);
  const auto services = form.values(field + "-s");
  const bool others_never = form.value(field + "-rest") == "never";
  if (services.empty() && !others_never) return;
  const auto days = DayBounds::known(read_spans(form, id));
  const auto others = others_never ? DayBounds::known({}) : DayBounds::unknown();
  for (charter::ServiceId s = 0; s < charter.services.size(); ++s)
    if (charter.services[s].leaf())
      told(form, field + "-s",
           facts.set_days(fact.self.name, charter.services[s].path, ticked(services, charter, s) ? days : others));
}

void read_rows(ui::Form& form, const Charter& charter, const Fact& fact, FactId id, Facts& facts) {
  for (std::size_t row = 0; row < charter::max_rows; ++row) {
    if (!row_given(form, charter, id, row)) continue;
    std::vector<Facts::FieldValue> values;
    for (std::size_t f = 0; f < fact.fields.size(); ++f) {
      const auto name = row_field(id, row, f);
      Facts::FieldValue value{.field = fact.fields[f].name};
      if (fact.fields[f].type == FactType::choice)
        value.choice = form.value(name);
      else
        value.date = read_date(form, name, fact.fields[f].type).value_or(DateRange::unknown());
      values.push_back(value);
    }
    told(form, row_field(id, row, 0), facts.add_row(fact.self.name, values));
  }
  if (!form.value(fact_field(id) + "-more").empty())
    told(form, fact_field(id) + "-more", facts.set_incomplete(fact.self.name));
}

void read_fact(ui::Form& form, const Charter& charter, FactId id, Facts& facts) {
  const auto& fact = charter.facts[id];
  const auto field = fact_field(id);
  switch (fact.self.type) {
    case FactType::date:
    case FactType::maybe_date:
      if (const auto date = read_date(form, field, fact.self.type))
        told(form, field, facts.set_date(fact.self.name, *date));
      return;
    case FactType::choice:
      if (!form.value(field).empty()) told(form, field, facts.set_choice(fact.self.name, form.value(field)));
      return;
    case FactType::state: return read_state(form, fact, id, facts);
    case FactType::state_per_service: return read_needs(form, charter, fact, id, facts);
    case FactType::list: return read_rows(form, charter, fact, id, facts);
  }
}

// The other way.
class Writer {
 public:
  explicit Writer(const Facts& facts) : facts_(facts), charter_(facts.charter()) {}
  ui::FormValues all() {
    for (FactId id = 0; id < charter_.facts.size(); ++id) fact(id);
    return std::move(values_);
  }

 private:
  void put(std::string field, std::string value) { values_.emplace_back(std::move(field), std::move(value)); }
  void day(const std::string& field, Day day) { put_day(values_, field, day); }
  void date(const std::string& field, const DateRange& range) {
    if (!range.exact()) return;
    if (range.earliest >= distant_future) return put(field + "-never", "1");
    if (range.earliest > distant_past) day(field, range.earliest);
  }
  void choice(const std::string& field, const Field& declared, std::uint64_t choices) {
    if (!std::has_single_bit(choices)) return;
    const auto at = static_cast<std::size_t>(std::countr_zero(choices));
    if (at < declared.choices.size()) put(field, declared.choices[at]);
  }
  void spans(FactId id, const DaySet& days) {
    std::size_t i = 0;
    for (const auto& span : days.intervals()) {
      if (i == most_spans) return;
      if (span.begin > distant_past) day(span_field(id, i, "from"), span.begin);
      if (span.end < distant_future) day(span_field(id, i, "until"), span.end);
      ++i;
    }
  }
  void state(FactId id, const DayBounds& days) {
    if (!days.exact()) return;
    if (days.certain.empty()) return put(fact_field(id), "never");
    if (days.certain == DaySet::all()) return put(fact_field(id), "always");
    put(fact_field(id), "days");
    spans(id, days.certain);
  }
  void needs(FactId id, const Facts::Value& value) {
    if (value.per_service.empty()) return;
    DaySet all;
    bool others_never = true;
    for (const auto& [service, days] : value.per_service) {
      if (!days.certain.empty()) put(fact_field(id) + "-s", charter_.services[service].path);
      all = all | days.certain;
      others_never = others_never && days.exact();
    }
    put(fact_field(id) + "-rest", others_never ? "never" : "unknown");
    spans(id, all);
  }
  void rows(FactId id, const Facts::Value& value) {
    const auto& fields = charter_.facts[id].fields;
    for (std::size_t row = 0; row < value.rows.size(); ++row)
      for (std::size_t f = 0; f < fields.size(); ++f) {
        const auto name = row_field(id, row, f);
        if (fields[f].type == FactType::choice)
          choice(name, fields[f], value.rows[row].choices[f]);
        else
          date(name, value.rows[row].dates[f]);
      }
    if (!value.complete) put(fact_field(id) + "-more", "1");
  }
  void fact(FactId id) {
    const auto& value = facts_.values()[id];
    const auto& declared = charter_.facts[id].self;
    switch (declared.type) {
      case FactType::date:
      case FactType::maybe_date: return date(fact_field(id), value.date);
      case FactType::choice: return choice(fact_field(id), declared, value.choices);
      case FactType::state: return state(id, value.days);
      case FactType::state_per_service: return needs(id, value);
      case FactType::list: return rows(id, value);
    }
  }

  const Facts& facts_;
  const Charter& charter_;
  ui::FormValues values_;
};

}  // namespace

std::string fact_field(FactId id) { return "f" + std::to_string(id); }

std::string row_field(FactId id, std::size_t row, std::size_t field) {
  return fact_field(id) + "-r" + std::to_string(row) + "-c" + std::to_string(field);
}

std::string span_field(FactId id, std::size_t span, std::string_view end) {
  return fact_field(id) + "-" + std::to_string(span) + "-" + std::string(end);
}

bool row_given(const ui::Form& form, const Charter& charter, FactId id, std::size_t row) {
  for (std::size_t f = 0; f < charter.facts[id].fields.size(); ++f)
    if (any_of_day(form, row_field(id, row, f))) return true;
  return false;
}

std::size_t rows_given(const ui::Form& form, const Charter& charter, FactId id) {
  std::size_t given = 0;
  for (std::size_t row = 0; row < charter::max_rows; ++row)
    if (row_given(form, charter, id, row)) given = row + 1;
  return given;
}

std::size_t spans_given(const ui::Form& form, FactId id) {
  std::size_t given = 0;
  for (std::size_t i = 0; i < most_spans; ++i)
    for (const auto* end : {"from", "until"})
      if (any_of_day(form, span_field(id, i, end))) given = i + 1;
  return given;
}

Facts facts_in(ui::Form& form, const Charter& charter) {
  Facts facts(charter);
  for (FactId id = 0; id < charter.facts.size(); ++id) read_fact(form, charter, id, facts);
  return facts;
}

void put_day(ui::FormValues& values, const std::string& field, Day day) {
  const auto c = civil(day);
  values.emplace_back(field + "-day", std::to_string(c.day));
  values.emplace_back(field + "-month", std::to_string(c.month));
  values.emplace_back(field + "-year", std::to_string(c.year));
}

ui::FormValues form_values(const Facts& facts) { return Writer(facts).all(); }

}  // namespace nwd::drafting
