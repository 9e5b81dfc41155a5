#include <algorithm>

#include "referral/referral.h"

namespace nwd::referral {
namespace {

constexpr std::string_view states[] = {"waiting", "asked", "accepted", "declined", "lapsed", "withdrawn", "dropped"};
constexpr std::string_view reasons[] = {"full", "no_staff", "not_equipped", "outside_licence", "closed_tonight"};
constexpr std::string_view consents[] = {"spoken", "on_screen", "on_paper", "through_interpreter"};

template <class Enum, std::size_t N>
std::optional<Enum> parse(const std::string_view (&words)[N], std::string_view text) {
  const auto* found = std::find(std::begin(words), std::end(words), text);
  return found == std::end(words) ? std::nullopt : std::optional(static_cast<Enum>(found - std::begin(words)));
}

}  // namespace

std::string_view word(State state) { return states[static_cast<std::size_t>(state)]; }
std::string_view word(CannotTake reason) { return reasons[static_cast<std::size_t>(reason)]; }
std::optional<CannotTake> parse_cannot_take(std::string_view text) { return parse<CannotTake>(reasons, text); }
std::string_view word(ConsentGiven how) { return consents[static_cast<std::size_t>(how)]; }
std::optional<ConsentGiven> parse_consent(std::string_view text) { return parse<ConsentGiven>(consents, text); }

}  // namespace nwd::referral
