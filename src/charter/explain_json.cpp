#include <boost/json.hpp>

#include "charter/explain.h"
#include "charter/json_parts.h"

namespace nwd::charter {

namespace json = boost::json;

json::value day_json(Day day) {
  if (day <= distant_past || day >= distant_future) return nullptr;
  return json::string(to_text(day));
}

namespace {

json::array sources_json(const Charter& charter, const std::vector<SourceId>& ids) {
  json::array out;
  for (const auto id : ids)
    out.push_back(json::object{{"id", charter.sources[id].id}, {"citation", charter.sources[id].citation}});
  return out;
}

json::object cause_json(const Charter& charter, const Cause& c) {
  json::object out{{"rule", charter.rules[c.rule].id}, {"clause", name(c.clause)}, {"sentence", sentence(charter, c)}};
  if (c.fact != none) {
    out["fact"] = charter.facts[c.fact].self.name;
    out["earliest"] = day_json(c.value.earliest);
    out["latest"] = day_json(c.value.latest);
  }
  if (c.field != none) out["field"] = charter.facts[c.fact].fields[c.field].name;
  if (c.row != none) out["row"] = c.row;
  out["words"] = std::string_view(charter.text).substr(c.part.begin, c.part.end - c.part.begin);
  if (c.source != none) out["source"] = charter.sources[c.source].id;
  if (c.counted.parameter != none) {
    const auto& parameter = charter.parameters[c.counted.parameter];
    const auto& value = parameter.values[c.counted.value];
    out["parameter"] = json::object{
        {"name", parameter.name}, {"value", to_text(value)}, {"sources", sources_json(charter, value.cites)}};
  }
  out["sources"] = sources_json(charter, sources_of(charter, c));
  return out;
}

json::value endpoint_json(const Charter& charter, const Endpoint& e) {
  if (e.open || e.cause.rule == none) return nullptr;
  return cause_json(charter, e.cause);
}

json::array intervals_json(const Charter& charter, const std::vector<ExplainedInterval>& all) {
  json::array out;
  for (const auto& i : all) {
    json::object one{{"from", day_json(i.days.begin)},
                     {"until", day_json(i.days.end)},
                     {"begins", endpoint_json(charter, i.begin)},
                     {"ends", endpoint_json(charter, i.end)}};
    json::array rules;
    for (const auto rule : i.rules)
      rules.push_back(json::object{{"id", charter.rules[rule].id},
                                   {"subject_to_appropriations", charter.rules[rule].subject_to_appropriations}});
    json::array conditions;
    for (const auto& c : i.conditions) conditions.push_back(cause_json(charter, c));
    one["rules"] = std::move(rules);
    one["conditions"] = std::move(conditions);
    out.push_back(std::move(one));
  }
  return out;
}

json::object explained_json(const Charter& charter, const Facts& facts, const Explained& e, std::string_view what) {
  json::object out{{"what", what}, {"owed", intervals_json(charter, e.certain)}};
  if (!e.possible.empty()) out["possibly"] = intervals_json(charter, e.possible);
  if (!e.unknown.empty()) {
    json::array unknown;
    for (const auto fact : e.unknown) unknown.push_back(json::string(charter.facts[fact].self.name));
    out["unknown"] = std::move(unknown);
  }
  if (e.why_not) {
    json::object why{{"sentence", sentence(charter, *e.why_not, facts)}};
    if (e.why_not->rule != none) {
      why["rule"] = charter.rules[e.why_not->rule].id;
      why["clause"] = name(e.why_not->clause);
    }
    out["why_not"] = std::move(why);
  }
  return out;
}

}  // namespace

std::string render_json(const Charter& charter, const Facts& facts, const Explanation& all) {
  json::array services;
  json::array immunities;
  for (const auto& e : all.services)
    services.push_back(explained_json(charter, facts, e, charter.services[e.what].path));
  for (const auto& e : all.immunities)
    immunities.push_back(explained_json(charter, facts, e, charter.immunities[e.what]));
  return json::serialize(json::object{{"charter", charter.id},
                                      {"title", charter.title},
                                      {"services", std::move(services)},
                                      {"immunities", std::move(immunities)}});
}

}  // namespace nwd::charter
