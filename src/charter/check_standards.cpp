// Standards that a charter is measured against, and the provisions that answer some of them.
#include <fmt/format.h>

#include <algorithm>

#include "charter/checker.h"
#include "charter/parser.h"

namespace nwd::charter {

void Checker::lower_provision(const syntax::Provision& from) {
  const auto same = [&](const Provision& p) { return p.standard == from.standard.text; };
  const auto first = std::find_if(charter_.provisions.begin(), charter_.provisions.end(), same);
  if (first != charter_.provisions.end()) {
    auto& d =
        diagnostics_.error("C0511", from.standard.span, fmt::format("{} is provided for twice", from.standard.text),
                           "cite both sources in one");
    d.related.push_back({first->span, "first here"});
    return;
  }
  charter_.provisions.push_back({from.standard.text, from.text, sources(from.cites),
                                 from.shall ? Modality::shall : Modality::may, from.subject_to_appropriations,
                                 from.span});
}

std::vector<FactId> Checker::facts_of(const syntax::Standard& from) {
  std::vector<FactId> out;
  for (FactId id = 0; from.own_facts && id < charter_.facts.size(); ++id)
    if (!charter_.facts[id].shared) out.push_back(id);
  for (const auto& name : from.facts) {
    const auto found = facts_.find(name.text);
    if (found != facts_.end())
      out.push_back(found->second);
    else
      unknown_name(name, name.text);
  }
  return out;
}

void Checker::lower_standard(const syntax::Standard& from, bool library) {
  if (from.property == syntax::Property::missing || diagnostics_.full()) return;
  library_ = library;
  Standard out;
  out.id = from.id.text;
  out.title = from.title;
  out.text = from.text;
  out.span = from.span;
  out.shared = adopted_;
  out.property = static_cast<Property>(static_cast<int>(from.property) - 1);
  out.about_owed = from.about_owed || out.property == Property::provided;
  if (from.service) out.service = service(*from.service);
  if (!out.about_owed) out.immunity = immunity(from.immunity);
  out.facts = facts_of(from);
  out.own_facts = from.own_facts;
  for (const auto* set : {&from.state, &from.among})
    if (*set) (set == &from.state ? out.state : out.among) = by_the_day(**set);
  for (const auto& path : from.services) out.services.push_back(service(path));
  charter_.standards.push_back(std::move(out));
}

void Checker::check_library(const syntax::File& file) {
  library_ = true;
  declare_parameters(file);
  declare_states(file);
  states_in_order(file);
  for (const auto& standard : file.standards) lower_standard(standard, true);
}

void Checker::adopt(const Charter& charter) {
  charter_ = charter;
  adopted_ = true;
  rounding_ = charter.feb29_becomes_mar1 ? syntax::Rounding::up : syntax::Rounding::down;
  for (std::uint32_t i = 0; i < charter.facts.size(); ++i) facts_.emplace(charter.facts[i].self.name, i);
  for (std::uint32_t i = 0; i < charter.services.size(); ++i) services_[charter.services[i].name].push_back(i);
  for (std::uint32_t i = 0; i < charter.immunities.size(); ++i) immunities_.emplace(charter.immunities[i], i);
}

Checked with_standards(const Charter& charter, std::string_view library) {
  Checked out;
  Diagnostics diagnostics;
  Checker checker(diagnostics);
  checker.adopt(charter);
  checker.check_library(parse(library, diagnostics));
  out.diagnostics = std::move(diagnostics.all());
  if (out.diagnostics.empty()) out.charter = checker.take();
  return out;
}

}  // namespace nwd::charter
