// For tests alone: small charters and their verdicts.
#pragma once

#include <stdexcept>
#include <string>

#include "proof/proof.h"

namespace nwd::proof {

inline charter::Charter checked(const std::string& text) {
  auto result = charter::check(text);
  if (!result.charter) throw std::runtime_error(charter::render_text(result.diagnostics, "test.charter", text) + text);
  return *std::move(result.charter);
}

inline charter::Charter small(const std::string& rest) {
  return checked(
      "charter X \"Test\"\ncalendar gregorian, feb29 becomes mar1\n"
      "source S \"Act 1, section 2\" in force from 2020-01-01\n" +
      rest);
}

inline std::vector<Verdict> proved(const charter::Charter& charter, const Options& options) {
  auto verdicts = prove(charter, options);
  if (!verdicts) throw std::runtime_error(verdicts.error().message + " " + verdicts.error().detail);
  return *std::move(verdicts);
}

// The first standard that the charter itself states.
inline Verdict own_verdict(const charter::Charter& charter, Options options = {}) {
  options.shared = false;
  return proved(charter, options).at(0);
}

inline Verdict shared_verdict(const charter::Charter& charter, const std::string& standard) {
  for (auto& v : proved(charter, {}))
    if (v.shared && v.standard == standard) return v;
  throw std::runtime_error("no standard " + standard);
}

// Of a service, or of the immunity if there is no service of that name.
inline DaySet days_owed(const charter::Charter& charter, const charter::Facts& facts, const std::string& what) {
  const auto all = charter::evaluate(charter, facts);
  const auto service = charter.service(what);
  return service != charter::none ? all.services[service].certain : all.immunities[charter.immunity(what)].certain;
}

}  // namespace nwd::proof
