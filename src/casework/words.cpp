#include <algorithm>
#include <array>

#include "casework/case.h"

namespace nwd::casework {

std::string_view word(CaseState state) {
  constexpr std::string_view words[] = {"intake", "sent", "handed_off", "open", "closed"};
  return words[static_cast<std::size_t>(state)];
}

namespace {
constexpr std::array<std::string_view, 7> step_words = {
    "await_answer", "answer_question", "find_another", "welcome", "make_plan", "none", "review_plan"};
}

std::string_view word(Step step) { return step_words.at(static_cast<std::size_t>(step)); }

std::optional<Step> step_of(std::string_view text) {
  const auto* const found = std::find(step_words.begin(), step_words.end(), text);
  if (found == step_words.end()) return std::nullopt;
  return static_cast<Step>(found - step_words.begin());
}

bool is_of_holder(Step step) { return step == Step::welcome || step == Step::make_plan || step == Step::review_plan; }

std::string_view word(ThreadState state) {
  constexpr std::string_view words[] = {"seeking", "placed", "closed"};
  return words[static_cast<std::size_t>(state)];
}

}  // namespace nwd::casework
