#include <algorithm>

#include "referral/referral.h"

namespace nwd::referral {
namespace {

constexpr std::string_view states[] = {"waiting", "asked", "accepted", "declined", "lapsed", "withdrawn", "dropped"};
constexpr std::string_view reasons[] = {"full", "no_staff", "not_equipped", "outside_licence", "closed_tonight"};

template <class Enum, std::size_t N>
std::optional<Enum> parse(const std::string_view (&words)[N], std::string_view text) {
  const auto* found = std::find(std::begin(words), std::end(words), text);
  return found == std::end(words) ? std::nullopt : std::optional(static_cast<Enum>(found - std::begin(words)));
}

}  // namespace

std::string_view word(State state) { return states[static_cast<std::size_t>(state)]; }
std::string_view word(CannotTake reason) { return reasons[static_cast<std::size_t>(reason)]; }
std::optional<CannotTake> parse_cannot_take(std::string_view text) { return parse<CannotTake>(reasons, text); }

}  // namespace nwd::referral
