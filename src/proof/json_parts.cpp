#include "proof/json_parts.h"

#include <boost/json.hpp>

namespace nwd::proof {

namespace json = boost::json;

json::array days_json(const DaySet& days) {
  json::array out;
  for (const auto& i : days.intervals())
    out.push_back(json::object{{"from", day_json(i.begin)}, {"until", day_json(i.end)}});
  return out;
}

json::object place_json(charter::Span span, std::string_view text) {
  const auto from = charter::position_of(text, span.begin);
  const auto to = charter::position_of(text, span.end);
  return {{"line", from.line}, {"column", from.column}, {"end_line", to.line}, {"end_column", to.column}};
}

namespace {

json::value choice_json(const charter::Field& field, std::uint64_t choices) {
  for (std::size_t i = 0; i < field.choices.size(); ++i)
    if (choices == std::uint64_t{1} << i) return json::string(field.choices[i]);
  return nullptr;
}

json::array rows_json(const charter::Fact& fact, const std::vector<charter::Facts::Row>& rows) {
  json::array out;
  for (const auto& row : rows) {
    json::object one;
    for (std::size_t f = 0; f < fact.fields.size(); ++f)
      one[fact.fields[f].name] = fact.fields[f].type == charter::FactType::choice
                                     ? choice_json(fact.fields[f], row.choices[f])
                                     : day_json(row.dates[f].earliest);
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

json::object person_json(const charter::Facts& facts) {
  const auto& charter = facts.charter();
  json::object out;
  for (std::size_t i = 0; i < charter.facts.size(); ++i) {
    const auto& fact = charter.facts[i];
    const auto& value = facts.values()[i];
    auto& slot = out[fact.self.name];
    switch (fact.self.type) {
      case charter::FactType::date:
      case charter::FactType::maybe_date: slot = day_json(value.date.earliest); break;
      case charter::FactType::state: slot = days_json(value.days.certain); break;
      case charter::FactType::choice: slot = choice_json(fact.self, value.choices); break;
      case charter::FactType::list: slot = rows_json(fact, value.rows); break;
      case charter::FactType::state_per_service: {
        json::object per;
        for (const auto& [service, days] : value.per_service)
          if (!days.certain.empty()) per[charter.services[service].path] = days_json(days.certain);
        slot = std::move(per);
        break;
      }
    }
  }
  return out;
}

}  // namespace nwd::proof
