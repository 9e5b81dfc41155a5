#include <boost/json.hpp>

#include "proof/json_parts.h"
#include "proof/render.h"

namespace nwd::proof {

using charter::Charter;
using charter::none;

namespace {

namespace json = boost::json;

json::array services(const Charter& charter, const std::vector<charter::ServiceId>& ids) {
  json::array out;
  for (const auto id : ids)
    if (id != none) out.push_back(json::string(charter.services[id].path));
  return out;
}

json::object counterexample_json(const Charter& charter, const Counterexample& c) {
  json::object out{
      {"day", day_json(c.day)},
      {"service", c.service == none ? json::value(nullptr) : json::value(charter.services[c.service].path)},
      {"immunity", c.immunity.empty() ? json::value(nullptr) : json::value(c.immunity)},
      {"sentence", c.sentence},
      {"timeline", c.timeline},
      {"person", person_json(c.facts)}};
  if (c.other) out["other"] = person_json(*c.other);
  if (c.gap) out["gap"] = json::object{{"from", day_json(c.gap->begin)}, {"until", day_json(c.gap->end)}};
  return out;
}

json::object nearest_json(const Charter& charter, const Nearest& n, std::string_view text) {
  json::array sources;
  for (const auto id : n.sources)
    sources.push_back(json::object{{"id", charter.sources[id].id}, {"citation", charter.sources[id].citation}});
  return {{"rule", charter.rules[n.rule].id},
          {"clause", charter::name(n.clause)},
          {"span", place_json(n.part, text)},
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
                                    {"span", place_json(p.span, text)}};
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
