#include "proof/search.h"

#include "proof/people.h"

namespace nwd::proof {
namespace {

constexpr int patient_refinements = 8;  // by exact values; then by the calendar itself
constexpr int most_refinements = 200;   // for one question

}  // namespace

Result<Answer> Search::find(const std::vector<Formula>& parts, std::uint32_t effort,
                            const std::function<bool()>& take) {
  for (int i = 0; i < most_refinements; ++i) {
    const auto answer = smt.ask(parts, left(), effort);
    if (answer != Answer::possible) return answer;
    if (take()) return Answer::possible;
    if (!calendar.refine(i >= patient_refinements))
      return fail(Code::internal, not_replayed, "solver and evaluator disagree");
  }
  return Answer::unknown;
}

Result<void> Search::make_usual(const std::vector<Formula>& wishes, std::vector<Formula> parts,
                                const std::function<bool()>& take) {
  for (const auto wish : wishes) {
    parts.push_back(wish);
    NWD_TRY(const auto answer, find(parts, effort_of_a_nicety, take));
    if (answer != Answer::possible) parts.pop_back();
  }
  return {};
}

}  // namespace nwd::proof
