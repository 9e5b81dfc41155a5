#include "casework/case.h"

namespace nwd::casework {

std::string_view word(CaseState state) {
  constexpr std::string_view words[] = {"intake", "sent", "handed_off", "open", "closed"};
  return words[static_cast<std::size_t>(state)];
}

std::string_view word(Step step) {
  constexpr std::string_view words[] = {"await_answer", "answer_question", "find_another",
                                        "welcome",      "make_plan",       "none"};
  return words[static_cast<std::size_t>(step)];
}

std::string_view word(ThreadState state) {
  constexpr std::string_view words[] = {"seeking", "placed", "closed"};
  return words[static_cast<std::size_t>(state)];
}

}  // namespace nwd::casework
