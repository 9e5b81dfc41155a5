#include "proof/dependences.h"

#include <algorithm>

#include "proof/prover.h"

namespace nwd::proof {

using charter::Charter;
using charter::FactId;
using charter::none;
using charter::Standard;

namespace {

class Independence {
 public:
  Independence(const Charter& charter, const DifferenceOptions& options) : charter_(charter) {
    options_.timeout = options.timeout;
    options_.shared = false;
  }

  // What hangs on the fact and what does not; both are proved. `service`: only that one.
  Result<Verdict> of_services(FactId fact, charter::ServiceId service) {
    Standard standard;
    standard.service = service;
    return verdict(fact, std::move(standard));
  }
  Result<Verdict> of_immunity(FactId fact, std::uint32_t immunity) {
    Standard standard;
    standard.about_owed = false;
    standard.immunity = immunity;
    return verdict(fact, std::move(standard));
  }

 private:
  Result<Verdict> verdict(FactId fact, Standard standard) {
    standard.property = charter::Property::independent;
    standard.facts = {fact};
    charter_.standards = {std::move(standard)};
    return Prover(charter_, charter_, options_).verdict(charter_.standards.front());
  }

  Charter charter_;
  Options options_{};
};

bool has(const std::vector<charter::ServiceId>& all, charter::ServiceId id) {
  return std::find(all.begin(), all.end(), id) != all.end();
}

// What hangs on the fact in `with` and, for all that is known, not in `without`.
Result<void> add(const Joined& joined, const DifferenceOptions& options, FactId fact, bool newly,
                 std::vector<Dependence>& out) {
  Independence with(newly ? joined.after : joined.before, options);
  Independence without(newly ? joined.before : joined.after, options);
  const auto& vocabulary = joined.before;
  Dependence found{newly, vocabulary.facts[fact].self.name};
  NWD_TRY(const auto now, with.of_services(fact, none));
  if (now.status == Status::fails) {
    NWD_TRY(const auto then, without.of_services(fact, none));
    for (const auto id : now.fails_for) {
      if (has(then.fails_for, id) || has(then.unknown_for, id)) continue;
      if (!newly && !has(then.holds_for, id)) continue;  // it is owed no more
      if (found.what.empty()) {
        NWD_TRY(const auto one, with.of_services(fact, id));
        if (one.counterexample) found.sentence = one.counterexample->sentence;
      }
      found.what.push_back({true, vocabulary.services[id].path});
    }
  }
  for (std::uint32_t id = 0; id < vocabulary.immunities.size(); ++id) {
    NWD_TRY(const auto one, with.of_immunity(fact, id));
    if (one.status != Status::fails) continue;
    NWD_TRY(const auto then, without.of_immunity(fact, id));
    if (then.status != Status::holds) continue;
    if (found.what.empty()) found.sentence = one.counterexample->sentence;
    found.what.push_back({false, vocabulary.immunities[id]});
  }
  if (!found.what.empty()) out.push_back(std::move(found));
  return {};
}

}  // namespace

Result<std::vector<Dependence>> dependences(const Joined& joined, const DifferenceOptions& options) {
  std::vector<Dependence> out;
  for (const bool newly : {true, false})
    for (FactId fact = 0; fact < joined.before.facts.size(); ++fact)
      if (joined.before.facts[fact].sensitive) NWD_CHECK(add(joined, options, fact, newly, out));
  return out;
}

}  // namespace nwd::proof
