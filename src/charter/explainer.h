// Finds what moved an endpoint: descends into the part of a rule that changed on that very day.
#pragma once

#include <vector>

#include "charter/evaluator.h"
#include "charter/explain.h"

namespace nwd::charter {

class Explainer {
 public:
  Explainer(const Charter&, const Facts&);
  Explanation run();

 private:
  struct Piece {  // the days that one version of a rule owes
    RuleId rule = none;
    std::uint32_t version = 0;
    Days days;
  };
  // A change of truth on `day`: from the day before it.
  struct Flip {
    Day day;
    bool rising = true;
    bool possible = false;  // of the upper bound
    ServiceId service = none;
  };

  void collect();
  std::vector<ExplainedInterval> intervals(const std::vector<Piece>&, const DaySet&, bool possible, ServiceId);
  Endpoint endpoint(const std::vector<Piece>&, Day, bool rising, bool possible, ServiceId);
  const Cause& cause(const Piece&, const Flip&);
  Cause find_cause(const Piece&, const Flip&) const;
  void descend(ExprId, Flip, const Facts::Row*, Cause&) const;
  void descend_date(ExprId, const Flip&, const Facts::Row*, Cause&) const;
  bool flips(const Days&, const Flip&) const;
  bool flips(ExprId, const Flip&, const Facts::Row*) const;
  std::vector<Cause> conditions(const Piece&) const;
  Explained explained(std::uint32_t what, const std::vector<Piece>&, const DayBounds&, bool service);
  WhyNot why_not(std::uint32_t what, bool service, bool possible);
  std::uint32_t failing(RuleId, std::uint32_t version, ServiceId, bool possible, WhyNot&);
  void narrow(ExprId, Days so_far, bool possible, ServiceId, WhyNot&) const;
  [[nodiscard]] bool unknown(FactId) const;
  std::vector<FactId> unknown_facts(std::uint32_t what, bool service) const;

  const Charter& charter_;
  const Facts& facts_;
  Evaluator evaluator_;
  std::vector<std::vector<Piece>> by_service_;
  std::vector<std::vector<Piece>> by_immunity_;
  struct Known {
    RuleId rule;
    std::uint32_t version;
    Flip flip;
    Cause cause;
  };
  std::vector<Known> known_;  // causes found already; the same rule owes many services alike
};

}  // namespace nwd::charter
