// Asks, class of services by class, for a person and a day that one charter grants and the other does not.
#pragma once

#include <chrono>
#include <map>

#include "proof/difference.h"
#include "proof/encoder.h"
#include "proof/joined.h"
#include "proof/search.h"

namespace nwd::proof {

class Comparison {
 public:
  Comparison(const charter::Charter& before, const charter::Charter& after, const Joined&, const DifferenceOptions&);
  Result<Differences> run();

 private:
  using Clock = std::chrono::steady_clock;

  // One service (or services that neither charter tells apart), or one immunity, as each charter grants it.
  struct Pair {
    Subject before, after;
  };
  struct Asked {
    const Pair* pair = nullptr;
    Direction direction = Direction::gains;
    Counting counting = Counting::all;  // `unconditional`: of days that do not hang on money voted
  };
  struct Found {
    Asked asked;
    std::vector<const Pair*> pairs{};
    charter::Facts person;  // of the vocabulary
    Day day{};
  };

  std::vector<Pair> pairs() const;
  Result<Answer> settle(const Asked&, std::vector<Found>&);
  bool take(const Asked&, std::optional<charter::Facts>& person) const;
  bool joins(const Asked&, std::vector<Found>&) const;
  Formula formula(const Asked&);
  DaySet days(const Asked&, const charter::Facts& vocabulary_person) const;
  [[nodiscard]] bool hangs_on_money(const Pair&) const;
  Result<Difference> told(const Found&);
  Result<void> replay(const Found&, Difference&) const;  // fills in `what` and what is owed
  void find_rules(const Found&, Difference&) const;
  [[nodiscard]] std::string on_day(const Found&) const;
  [[nodiscard]] std::uint64_t told_facts(const Found&) const;
  [[nodiscard]] std::uint64_t rules_speak_of(const Found&) const;
  std::vector<std::string> only(const Found&);
  bool nobody(Formula differing, Formula and_also);
  void only_ages(Formula differing, std::vector<std::string>& out);
  void only_days(Formula differing, std::vector<std::string>& out);
  void only_choices(charter::FactId, Formula differing, std::vector<std::string>& out);
  void only_states(charter::FactId, Formula differing, std::vector<std::string>& out);
  std::vector<What> what(const Pair&) const;
  [[nodiscard]] std::chrono::milliseconds left() const;

  const charter::Charter& before_;
  const charter::Charter& after_;
  const Joined& joined_;
  DifferenceOptions options_;
  Day start_;
  Smt smt_;
  People people_;
  Calendar calendar_{smt_};
  Encoder of_before_;
  Encoder of_after_;
  Number day_;
  Clock::time_point deadline_{};
};

}  // namespace nwd::proof
