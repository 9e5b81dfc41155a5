#include <boost/json.hpp>

#include "proof/render.h"

namespace nwd::proof {

using charter::Charter;
using charter::none;

namespace {

namespace json = boost::json;

json::object place(charter::Span span, std::string_view text) {
  const auto from = charter::position_of(text, span.begin);
  const auto to = charter::position_of(text, span.end);
  return {{"line", from.line}, {"column", from.column}, {"end_line", to.line}, {"end_column", to.column}};
}

json::array services(const Charter& charter, const std::vector<charter::ServiceId>& ids) {
  json::array out;
  for (const auto id : ids)
    if (id != none) out.push_back(json::string(charter.services[id].path));
  return out;
}

json::value day_json(Day day) {
  if (day <= distant_past || day >= distant_future) return nullptr;
  return json::string(to_text(day));
}

json::array days_json(const DaySet& days) {
  json::array out;
  for (const auto& i : days.intervals())
    out.push_back(json::object{{"from", day_json(i.begin)}, {"until", day_json(i.end)}});
  return out;
}

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

// Dates are days or null for never; sets are lists of intervals.
json::object person(const charter::Facts& facts) {
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

json::object counterexample_json(const Charter& charter, const Counterexample& c) {
  json::object out{
      {"day", day_json(c.day)},
      {"service", c.service == none ? json::value(nullptr) : json::value(charter.services[c.service].path)},
      {"immunity", c.immunity.empty() ? json::value(nullptr) : json::value(c.immunity)},
      {"sentence", c.sentence},
      {"timeline", c.timeline},
      {"person", person(c.facts)}};
  if (c.other) out["other"] = person(*c.other);
  if (c.gap) out["gap"] = json::object{{"from", day_json(c.gap->begin)}, {"until", day_json(c.gap->end)}};
  return out;
}

json::object nearest_json(const Charter& charter, const Nearest& n, std::string_view text) {
  json::array sources;
  for (const auto id : n.sources)
    sources.push_back(json::object{{"id", charter.sources[id].id}, {"citation", charter.sources[id].citation}});
  return {{"rule", charter.rules[n.rule].id},
          {"clause", charter::name(n.clause)},
          {"span", place(n.part, text)},
          {"sources", std::move(sources)}};
}

json::object verdict_json(const Charter& charter, const Verdict& v, std::string_view text) {
  json::array mentions;
  for (const auto id : v.mentions) mentions.push_back(json::string(charter.rules[id].id));
  json::object out{{"standard", v.standard},
                   {"title", v.title},
                   {"property", v.text},
                   {"shared", v.shared},
                   {"status", name(v.status)},
                   {"vacuous", v.vacuous},
                   {"reason", v.reason},
                   {"scope", v.scope},
                   {"holds_for", services(charter, v.holds_for)},
                   {"fails_for", services(charter, v.fails_for)},
                   {"unknown_for", services(charter, v.unknown_for)},
                   {"mentions", std::move(mentions)},
                   {"depends", v.depends}};
  if (v.counterexample) out["counterexample"] = counterexample_json(charter, *v.counterexample);
  if (v.nearest && v.nearest->rule != none) out["nearest"] = nearest_json(charter, *v.nearest, text);
  if (v.suggestion) out["suggestion"] = json::object{{"text", v.suggestion->text}, {"enough", v.suggestion->enough}};
  if (v.provision != none) {
    const auto& p = charter.provisions[v.provision];
    out["provision"] = json::object{{"text", p.text},
                                    {"modality", p.modality == charter::Modality::shall ? "shall" : "may"},
                                    {"subject_to_appropriations", p.subject_to_appropriations},
                                    {"span", place(p.span, text)}};
  }
  return out;
}

}  // namespace

std::string render_json(const Charter& charter, std::span<const Verdict> all, std::string_view file,
                        std::string_view text) {
  json::array verdicts;
  for (const auto& v : all) verdicts.push_back(verdict_json(charter, v, text));
  return json::serialize(json::object{
      {"file", file}, {"charter", charter.id}, {"title", charter.title}, {"verdicts", std::move(verdicts)}});
}

}  // namespace nwd::proof
