#include "population/columns.h"

#include <algorithm>
#include <stdexcept>

namespace nwd::population {
namespace {

using charter::FactType;

}  // namespace

ListRow unknown_row(const FactColumns& list) {
  ListRow row;
  for (const auto& field : list.fields)
    row.push_back(field.field.type == FactType::choice ? std::int32_t{unknown_word} : unknown_day);
  return row;
}

Columns::Columns(SchemaPtr schema)
    : schema_(std::move(schema)),
      days_(schema_->day_columns()),
      day_fill_(schema_->day_columns(), unknown_day),
      bytes_(schema_->byte_columns()),
      byte_fill_(schema_->byte_columns(), unknown_word) {
  for (const auto& fact : schema_->facts()) {
    for (const auto& state : fact.states)
      for (std::uint32_t i = 1; i < 2 * schema_->layout().state_slots; ++i) day_fill_[state.first + i] = never_day;
    if (fact.self.type != FactType::list) continue;
    byte_fill_[fact.column] = 0;
    for (const auto& field : fact.fields)
      for (const auto column : field.rows) {
        if (is_date(field.field.type))
          day_fill_[column] = never_day;
        else
          byte_fill_[column] = no_row;
      }
  }
}

void Columns::resize(std::size_t size) {
  for (std::size_t i = 0; i < days_.size(); ++i) days_[i].resize(size, day_fill_[i]);
  for (std::size_t i = 0; i < bytes_.size(); ++i) bytes_[i].resize(size, byte_fill_[i]);
  beside_.erase(beside_.lower_bound(size), beside_.end());
  lines.resize(std::min(lines.size(), size));
  ids.resize(std::min(ids.size(), size));
  regions.resize(std::min(regions.size(), size));
  size_ = size;
}

void Columns::clear() { resize(0); }

void Columns::set_state(std::size_t person, const StateColumns& state, const DaySet& days) {
  const auto intervals = days.intervals();
  const auto slots = schema_->layout().state_slots;
  for (std::uint32_t i = 0; i < slots; ++i) {
    days_[state.first + 2 * i][person] = i < intervals.size() ? intervals[i].begin.number : never_day;
    days_[state.first + 2 * i + 1][person] = i < intervals.size() ? intervals[i].end.number : never_day;
  }
  if (intervals.size() > slots)
    beside_[person].states[state.first] = days;
  else if (const auto found = beside_.find(person); found != beside_.end())
    found->second.states.erase(state.first);
}

void Columns::set_unknown(std::size_t person, const StateColumns& state) {
  set_state(person, state, {});
  days_[state.first][person] = unknown_day;
}

Result<void> Columns::add_row(std::size_t person, const FactColumns& list, const ListRow& values) {
  const std::size_t row = bytes_[list.column][person];
  if (row >= charter::max_rows) return fail(Code::too_large, "A person has at most 16 of these.");
  if (values.size() != list.fields.size()) throw std::logic_error("a row of another list");
  ++bytes_[list.column][person];
  if (row >= schema_->layout().inline_rows) {
    beside_[person].rows[list.column].push_back(values);
    return {};
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto column = list.fields[i].rows[row];
    if (is_date(list.fields[i].field.type))
      days_[column][person] = values[i];
    else
      bytes_[column][person] = static_cast<std::uint8_t>(values[i]);
  }
  return {};
}

void Columns::set_incomplete(std::size_t person, const FactColumns& list) {
  beside_[person].incomplete[list.column] = true;
}

bool Columns::state_unknown(std::size_t person, const StateColumns& state) const {
  return days_[state.first][person] == unknown_day;
}

DaySet Columns::state(std::size_t person, const StateColumns& state) const {
  if (const auto found = beside_.find(person); found != beside_.end())
    if (const auto all = found->second.states.find(state.first); all != found->second.states.end()) return all->second;
  std::vector<DayInterval> intervals;
  for (std::uint32_t i = 0; i < schema_->layout().state_slots; ++i)
    intervals.push_back({{days_[state.first + 2 * i][person]}, {days_[state.first + 2 * i + 1][person]}});
  return DaySet::of(intervals);
}

std::vector<ListRow> Columns::rows(std::size_t person, const FactColumns& list) const {
  const std::size_t count = std::min<std::size_t>(bytes_[list.column][person], schema_->layout().inline_rows);
  std::vector<ListRow> out(count);
  for (std::size_t row = 0; row < count; ++row)
    for (const auto& field : list.fields) {
      const auto column = field.rows[row];
      out[row].push_back(is_date(field.field.type) ? days_[column][person] : bytes_[column][person]);
    }
  if (const auto found = beside_.find(person); found != beside_.end())
    if (const auto more = found->second.rows.find(list.column); more != found->second.rows.end())
      out.insert(out.end(), more->second.begin(), more->second.end());
  return out;
}

bool Columns::complete(std::size_t person, const FactColumns& list) const {
  const auto found = beside_.find(person);
  return found == beside_.end() || !found->second.incomplete.contains(list.column);
}

void Columns::forget(std::size_t person) {
  for (std::size_t i = 0; i < days_.size(); ++i) days_[i][person] = day_fill_[i];
  for (std::size_t i = 0; i < bytes_.size(); ++i) bytes_[i][person] = byte_fill_[i];
  beside_.erase(person);
}

void Columns::copy(std::size_t from, std::size_t to) {
  for (auto& column : days_) column[to] = column[from];
  for (auto& column : bytes_) column[to] = column[from];
  beside_.erase(to);
  if (const auto found = beside_.find(from); found != beside_.end()) beside_[to] = found->second;
  if (!lines.empty()) lines[to] = lines[from];
  if (!ids.empty()) ids[to] = ids[from];
  if (!regions.empty()) regions[to] = regions[from];
}

namespace {

void must(const Result<void>& done) {
  if (!done) throw std::logic_error("a column that the schema made does not fit the charter");
}

charter::DateRange range_of(std::int32_t day) {
  return day == unknown_day ? charter::DateRange::unknown() : charter::DateRange::known(Day{day});
}

std::string_view word_of(const charter::Field& field, std::int32_t value) {
  const auto index = static_cast<std::size_t>(value);
  return index < field.choices.size() ? std::string_view(field.choices[index]) : std::string_view{};
}

void add_rows(charter::Facts& facts, const Columns& columns, const FactColumns& list, std::size_t person) {
  for (const auto& values : columns.rows(person, list)) {
    std::vector<charter::Facts::FieldValue> row;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto& field = list.fields[i].field;
      if (is_date(field.type))
        row.push_back({field.name, range_of(values[i]), {}});
      else
        row.push_back({field.name, {}, word_of(field, values[i])});
    }
    must(facts.add_row(list.self.name, row));
  }
  if (!columns.complete(person, list)) must(facts.set_incomplete(list.self.name));
}

void set_states(charter::Facts& facts, const Columns& columns, const FactColumns& fact, std::size_t person) {
  for (const auto& state : fact.states) {
    const auto days = columns.state_unknown(person, state) ? charter::DayBounds::unknown()
                                                           : charter::DayBounds::known(columns.state(person, state));
    if (fact.self.type == FactType::state)
      must(facts.set_days(fact.self.name, days));
    else if (facts.charter().service(state.service) != charter::none)
      must(facts.set_days(fact.self.name, state.service, days));
  }
}

}  // namespace

charter::Facts facts_of(const charter::Charter& charter, const Columns& columns, std::size_t person) {
  charter::Facts facts(charter);
  for (const auto& fact : columns.schema().facts()) {
    if (charter.fact(fact.self.name) == charter::none) continue;
    switch (fact.self.type) {
      case FactType::date:
      case FactType::maybe_date:
        must(facts.set_date(fact.self.name, range_of(columns.days(fact.column)[person])));
        break;
      case FactType::choice: {
        const auto word = word_of(fact.self, columns.bytes(fact.column)[person]);
        if (!word.empty()) must(facts.set_choice(fact.self.name, word));
        break;
      }
      case FactType::state:
      case FactType::state_per_service: set_states(facts, columns, fact, person); break;
      case FactType::list: add_rows(facts, columns, fact, person); break;
    }
  }
  return facts;
}

}  // namespace nwd::population
