#include "charter/evaluate.h"

#include "charter/evaluator.h"

namespace nwd::charter {
namespace {

void add_to(Days& sum, const Days& days) {
  if (!days.hopeless()) sum = sum.hopeless() ? days : sum | days;
}

void owe(const Rule& rule, Evaluator& evaluator, std::vector<Days>& services, std::vector<Days>& immunities) {
  for (const auto& version : rule.versions) {
    const auto fixed = evaluator.fixed(rule, version);
    if (fixed.hopeless()) continue;
    if (rule.effect == Effect::immune) add_to(immunities[rule.immunity], fixed);
    const bool varies = evaluator.varies(version);
    for (const auto service : rule.services) {
      if (varies) evaluator.set_service(service);
      add_to(services[service], varies ? fixed & evaluator.varying(version, service) : fixed);
    }
  }
}

std::vector<DayBounds> bounds(const std::vector<Days>& all) {
  std::vector<DayBounds> out;
  out.reserve(all.size());
  for (const auto& days : all) out.push_back(days.bounds());
  return out;
}

}  // namespace

Entitlements evaluate(const Charter& charter, const Facts& facts) {
  Evaluator evaluator(charter, facts);
  std::vector<Days> services(charter.services.size());
  std::vector<Days> immunities(charter.immunities.size());
  for (const auto& rule : charter.rules) owe(rule, evaluator, services, immunities);
  for (std::size_t i = charter.services.size(); i-- > 0;)
    if (charter.services[i].parent != none) add_to(services[charter.services[i].parent], services[i]);
  return {bounds(services), bounds(immunities)};
}

std::vector<std::vector<DayBounds>> paid(const Charter& charter, const Facts& facts) {
  Evaluator evaluator(charter, facts);
  std::vector<Days> taken(charter.services.size());
  std::vector<std::vector<DayBounds>> out;
  for (std::uint32_t fund = 0; fund < charter.funds.size(); ++fund) {
    std::vector<Days> services(charter.services.size());
    std::vector<Days> immunities(charter.immunities.size());
    for (const auto& rule : charter.rules)
      if (rule.fund == fund) owe(rule, evaluator, services, immunities);
    auto& pays = out.emplace_back();
    for (std::size_t s = 0; s < services.size(); ++s) {
      const auto days = services[s].bounds();
      const auto before = taken[s].bounds();
      pays.push_back({days.certain - before.certain, days.possible - before.possible});
      add_to(taken[s], services[s]);
    }
  }
  return out;
}

}  // namespace nwd::charter
