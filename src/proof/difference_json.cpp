#include <boost/json.hpp>

#include "proof/difference.h"
#include "proof/json_parts.h"

namespace nwd::proof {

using charter::none;

namespace {

namespace json = boost::json;

// [{"service": "housing > emergency"}, {"immunity": "prosecution for prostitution"}]
json::array what_json(const std::vector<What>& all) {
  json::array out;
  for (const auto& what : all) out.push_back(json::object{{what.owed ? "service" : "immunity", what.name}});
  return out;
}

json::array strings(const std::vector<std::string>& all) {
  json::array out;
  for (const auto& text : all) out.push_back(json::string(text));
  return out;
}

json::object rule_json(const charter::Charter& charter, charter::RuleId id) {
  return {{"rule", charter.rules[id].id}, {"span", place_json(charter.rules[id].span, charter.text)}};
}

json::object side_json(const Named& named, const Side& side) {
  json::array owed;
  for (const auto& days : side.owed) owed.push_back(days_json(days));
  json::array rules;
  for (const auto id : side.rules) rules.push_back(rule_json(named.charter, id));
  json::object out{{"person", person_json(side.person)}, {"owed", std::move(owed)}, {"rules", std::move(rules)}};
  if (!side.nearest || side.nearest->rule == none) return out;
  auto nearest = rule_json(named.charter, side.nearest->rule);
  nearest["clause"] = charter::name(side.nearest->clause);
  nearest["part"] = place_json(side.nearest->part, named.charter.text);
  out["nearest"] = std::move(nearest);
  return out;
}

json::object difference_json(const Named& before, const Named& after, const Difference& d) {
  return {{"direction", name(d.direction)},
          {"reserve", d.reserve},
          {"what", what_json(d.what)},
          {"day", day_json(d.day)},
          {"sentence", d.sentence},
          {"timeline", d.timeline},
          {"only", strings(d.only)},
          {"before", side_json(before, d.before)},
          {"after", side_json(after, d.after)}};
}

const char* word(Outcome outcome) {
  return outcome == Outcome::same ? "same" : outcome == Outcome::different ? "different" : "unknown";
}

}  // namespace

std::string render_json(const Named& before, const Named& after, const Differences& d) {
  json::array found;
  for (const auto& one : d.found) found.push_back(difference_json(before, after, one));
  json::array dependences;
  for (const auto& one : d.dependences)
    dependences.push_back(json::object{
        {"newly", one.newly}, {"fact", one.fact}, {"what", what_json(one.what)}, {"sentence", one.sentence}});
  json::array remarks;
  for (const auto& remark : d.remarks)
    remarks.push_back(json::object{{"about", remark.about}, {"sentence", remark.sentence}});
  const auto named = [](const Named& n) {
    return json::object{{"file", n.file}, {"charter", n.charter.id}, {"title", n.charter.title}};
  };
  return json::serialize(json::object{{"before", named(before)},
                                      {"after", named(after)},
                                      {"outcome", word(outcome(d))},
                                      {"dependences", std::move(dependences)},
                                      {"differences", std::move(found)},
                                      {"same", what_json(d.same)},
                                      {"unknown", what_json(d.unknown)},
                                      {"remarks", std::move(remarks)},
                                      {"notes", strings(d.notes)},
                                      {"scope", d.scope}});
}

}  // namespace nwd::proof
