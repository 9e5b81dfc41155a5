#include "casework/owed.h"

#include <algorithm>
#include <map>
#include <set>

#include "charter/charter.h"
#include "charter/evaluate.h"
#include "charter/explain.h"

namespace nwd::casework {
namespace {

constexpr std::string_view charter_name = "us-mn-safe-harbor";

// Checked once: the text is part of the program.
Result<const charter::Charter*> minnesota() {
  static const charter::Checked checked = charter::check(charter::builtin(charter_name));
  if (!checked.charter) return fail(Code::internal, "The charter cannot be read.", "the built-in charter has errors");
  return &*checked.charter;
}

// What a need asks for, in the charters' words. Somebody who holds it all together is needed by whoever is referred.
std::vector<std::string_view> services_for(Need need) {
  switch (need) {
    case Need::bed: return {"housing"};
    case Need::doctor: return {"health"};
    case Need::someone_to_talk_to: return {"health > mental"};
    case Need::substance_care: return {"health > substance use"};
    case Need::lawyer: return {"legal"};
    case Need::interpreter: return {"interpretation"};
    case Need::food_and_clothes: return {"basic needs"};
    case Need::school: return {"education"};
    case Need::work: return {"training", "employment"};
    case Need::transport: return {"basic needs"};
  }
  return {};
}

bool within(std::string_view path, std::string_view service) {
  return path == service || (path.starts_with(service) && path.substr(service.size()).starts_with(" > "));
}

bool asked_for(const Facts& facts, std::string_view path) {
  if (within(path, "case management")) return true;
  if (!facts.needs) return false;
  for (const auto need : facts.needs->list())
    for (const auto service : services_for(need))
      if (within(path, service)) return true;
  return false;
}

bool reads(const charter::Charter& law, std::string_view fact) {
  for (std::size_t f = 0; f < law.facts.size(); ++f)
    if (law.facts[f].self.name == fact)
      return std::any_of(law.rules.begin(), law.rules.end(),
                         [&](const auto& rule) { return (rule.mentions >> f & 1U) != 0; });
  return false;
}

Result<void> add_sensitive(charter::Facts& known, const charter::Charter& law, const Facts& facts) {
  if (facts.immigration && reads(law, "immigration"))
    NWD_CHECK(known.set_choice("immigration", word(*facts.immigration)));
  if (facts.cooperates && reads(law, "cooperates"))
    NWD_CHECK(known.set_days("cooperates", charter::DayBounds::known(*facts.cooperates == Cooperates::yes
                                                                         ? DaySet(facts.identified, distant_future)
                                                                         : DaySet())));
  return {};
}

// A need that was not spoken of is not known: at two in the morning nobody lists everything. What was said holds from
// identification on.
Result<charter::Facts> facts_for(const charter::Charter& law, const Facts& facts) {
  charter::Facts known(law);
  if (facts.age) {
    const auto born = born_between(*facts.age, facts.identified);
    NWD_CHECK(known.set_date("born", charter::DateRange::between(born.first, born.last)));
  }
  NWD_CHECK(known.set_date("identified", charter::DateRange::known(facts.identified)));
  NWD_CHECK(
      known.set_date("recovered", charter::DateRange::never()));  // in their own judgement, which has not been told
  if (facts.exploitation) NWD_CHECK(known.set_choice("exploitation", word(*facts.exploitation)));
  NWD_CHECK(add_sensitive(known, law, facts));
  const auto from_now_on = charter::DayBounds::known(DaySet(facts.identified, distant_future));
  for (const auto& service : law.services) {
    if (!service.leaf()) continue;
    NWD_CHECK(known.set_days("needs", service.path,
                             asked_for(facts, service.path) ? from_now_on : charter::DayBounds::unknown()));
  }
  return known;
}

DaySet received_days(const std::vector<Placement>& placements, std::string_view service, Day today) {
  std::vector<DayInterval> days;
  for (const auto& p : placements)
    if (p.service == service) days.push_back({p.from, p.until.value_or(today + 1)});
  return DaySet::of(days);
}

// Nothing set an endpoint that is not there: since ever, for ever.
void add_cause(std::vector<std::string>& because, const charter::Charter& law, const charter::Endpoint& endpoint) {
  if (endpoint.open || endpoint.cause.rule == charter::none) return;
  auto sentence = charter::sourced_sentence(law, endpoint.cause);
  if (std::find(because.begin(), because.end(), sentence) == because.end()) because.push_back(std::move(sentence));
}

OwedService describe(const charter::Charter& law, const charter::Explanation& explanation, const charter::Explained& e,
                     const std::vector<Placement>& placements, Day today) {
  OwedService out;
  out.service = law.services[e.what].path;
  out.certain = explanation.entitlements.services[e.what].certain;
  out.possible = explanation.entitlements.services[e.what].possible;
  out.received = received_days(placements, out.service, today);
  out.owed_today = out.certain.contains(today);
  out.received_today = out.received.contains(today);
  for (const auto& interval : e.certain.empty() ? e.possible : e.certain) {
    add_cause(out.because, law, interval.begin);
    add_cause(out.because, law, interval.end);
    if (!out.source.empty() || interval.begin.cause.rule == charter::none) continue;
    const auto& rule = law.rules[interval.begin.cause.rule];
    if (!rule.cites.empty()) out.source = law.sources[rule.cites.front()].citation;
  }
  if (e.certain.empty())
    for (const auto unknown : e.unknown)
      out.because.push_back("To be certain, this is not known yet: " + law.facts[unknown].self.name + ".");
  return out;
}

std::vector<std::string> protections_of(const charter::Charter& law, const charter::Explanation& explanation) {
  std::vector<std::string> out;
  for (const auto& e : explanation.immunities) {
    const auto& bounds = explanation.entitlements.immunities[e.what];
    if (bounds.possible.empty()) continue;
    std::set<std::string> citations;
    for (const auto& interval : e.possible.empty() ? e.certain : e.possible) {
      for (const auto source : charter::sources_of(law, interval.begin.cause))
        citations.insert(law.sources[source].citation);
      for (const auto& condition : interval.conditions)
        for (const auto source : charter::sources_of(law, condition)) citations.insert(law.sources[source].citation);
    }
    std::string text = "Immune from " + law.immunities[e.what];
    if (bounds.certain.empty()) text += ", for conduct before the age in the law";
    for (const auto& citation : citations) text += " (" + citation + ")";
    out.push_back(std::move(text));
  }
  return out;
}

}  // namespace

bool is_service(std::string_view path) {
  const auto law = minnesota();
  if (!law) return false;
  const auto& all = (*law)->services;
  return std::any_of(all.begin(), all.end(), [&](const auto& service) { return service.path == path; });
}

Result<Owed> owed_to(const Facts& facts, const std::vector<Placement>& placements, Day today) {
  NWD_TRY(const auto* law, minnesota());
  return owed_under(*law, facts, placements, today);
}

Result<Owed> owed_under(const charter::Charter& law, const Facts& facts, const std::vector<Placement>& placements,
                        Day today) {
  NWD_TRY(const auto known, facts_for(law, facts));
  const auto explanation = charter::explain(law, known);
  Owed owed;
  owed.charter = law.title;
  std::vector<OwedService> besides;  // after what the person asked for: what may be owed too
  for (const auto& e : explanation.services) {
    auto service = describe(law, explanation, e, placements, today);
    if (service.possible.empty() && service.received.empty()) continue;
    (asked_for(facts, service.service) ? owed.services : besides).push_back(std::move(service));
  }
  std::move(besides.begin(), besides.end(), std::back_inserter(owed.services));
  owed.protections = protections_of(law, explanation);
  return owed;
}

}  // namespace nwd::casework
