// Asks one standard of a charter, subject by subject, and replays what fails. Each standard wants a Prover of its own:
// what the solver learned of one only burdens the next.
#pragma once

#include <chrono>

#include "proof/proof.h"
#include "proof/question.h"
#include "proof/search.h"

namespace nwd::proof {

class Prover {
 public:
  // `charter` is `original` with further standards: the same facts, rules and services. Verdicts point to the original.
  Prover(const charter::Charter& original, const charter::Charter& charter, const Options&);
  Result<Verdict> verdict(const charter::Standard&);

 private:
  using Clock = std::chrono::steady_clock;

  // A person (for independence, two), whom the standard fails.
  struct Witness {
    charter::Facts one;
    std::optional<charter::Facts> other;
  };

  void provided(const charter::Standard&, Verdict&) const;
  Result<void> ask_all(const charter::Standard&, Verdict&);
  Result<void> included(const charter::Standard&, Verdict&);
  std::vector<Subject> subjects(const charter::Standard&) const;
  void note_mentions(const charter::Standard&, const std::vector<Subject>&, Verdict&) const;
  bool mentions(charter::RuleId, std::uint64_t facts) const;
  [[nodiscard]] bool silent(const Question&) const;
  // The answer for one subject; a witness if it fails.
  Result<Answer> ask(const Question&, std::optional<Witness>&);
  Search search(const Question&);
  bool take(const Question&, std::optional<Witness>&) const;
  Result<void> make_usual(const Question&, std::optional<Witness>&);
  Answer ask(const std::vector<Formula>&);
  Result<void> tell(const Question&, Witness, Verdict&) const;
  Result<Suggestion> suggest(const Question&, const Nearest&) const;
  Result<void> check_replay(const Question&, const Witness&, Day) const;
  [[nodiscard]] std::string scope(const charter::Standard&, const std::vector<Subject>&) const;
  [[nodiscard]] std::chrono::milliseconds left() const;

  const charter::Charter& original_;
  const charter::Charter& charter_;
  Options options_;
  Law law_;
  Smt smt_;
  People people_;
  Calendar calendar_{smt_};
  Encoder encoder_;
  Clock::time_point deadline_{};
};

}  // namespace nwd::proof
