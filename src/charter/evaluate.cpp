#include "charter/evaluate.h"

#include <fmt/format.h>

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

std::string both(const DayBounds& b) {
  return b.exact() ? to_text(b.certain)
                   : fmt::format("certainly {}, possibly {}", to_text(b.certain), to_text(b.possible));
}

void check_expectation(const Charter& charter, const Example& example, const Expectation& x, const Entitlements& got,
                       const Evaluator& evaluator, std::vector<ExampleFailure>& out) {
  const auto& days = x.owed ? got.services[x.service] : got.immunities[x.immunity];
  const auto expected = evaluator.days(x.days, none, nullptr).bounds();
  if (x.possibly ? days.possible == expected.possible : days == expected) return;
  const auto& what = x.owed ? charter.services[x.service].path : charter.immunities[x.immunity];
  out.push_back({example.title, x.span,
                 fmt::format("{} {}: expected {}, the charter gives {}", x.owed ? "owed" : "immune from", what,
                             both(expected), both(days))});
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

std::vector<ExampleFailure> run_examples(const Charter& charter) {
  std::vector<ExampleFailure> out;
  for (const auto& example : charter.examples) {
    const auto facts = facts_from(charter, example.given);
    const auto got = evaluate(charter, facts);
    const Evaluator evaluator(charter, facts);
    for (const auto& x : example.expected) check_expectation(charter, example, x, got, evaluator, out);
  }
  return out;
}

}  // namespace nwd::charter
