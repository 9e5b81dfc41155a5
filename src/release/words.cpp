#include <algorithm>
#include <array>

#include "release/release.h"

namespace nwd::release {
namespace {

constexpr std::array<std::string_view, purpose_count> purpose_words = {"find a safe bed", "together", "housing",
                                                                       "health",          "legal",    "safety"};
constexpr std::array<std::string_view, 4> consent_words = {"spoken", "on_screen", "on_paper", "through_interpreter"};
constexpr std::array<std::string_view, 4> giver_words = {"person", "minor_alone", "minor_with_parent", "guardian"};
constexpr std::array<std::string_view, 2> rules_words = {"vawa", "fvpsa"};
constexpr std::array<std::string_view, 2> way_words = {"read", "copied"};

template <class Enum, std::size_t N>
std::optional<Enum> parse(const std::array<std::string_view, N>& words, std::string_view text) {
  const auto* found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) return std::nullopt;
  return static_cast<Enum>(found - words.begin());
}

}  // namespace

std::string_view word(Purpose p) { return purpose_words.at(static_cast<std::size_t>(p)); }
std::optional<Purpose> parse_purpose(std::string_view text) { return parse<Purpose>(purpose_words, text); }
std::string_view word(ConsentGiven c) { return consent_words.at(static_cast<std::size_t>(c)); }
std::optional<ConsentGiven> parse_consent(std::string_view text) { return parse<ConsentGiven>(consent_words, text); }
std::string_view word(Giver g) { return giver_words.at(static_cast<std::size_t>(g)); }
std::optional<Giver> parse_giver(std::string_view text) { return parse<Giver>(giver_words, text); }
std::string_view word(Rules r) { return rules_words.at(static_cast<std::size_t>(r)); }
std::string_view word(Way w) { return way_words.at(static_cast<std::size_t>(w)); }

std::vector<Giver> givers_under(Rules rules) {
  if (rules == Rules::fvpsa) return {Giver::person, Giver::minor_with_parent, Giver::guardian};
  return {Giver::person, Giver::minor_alone, Giver::minor_with_parent, Giver::guardian};
}

}  // namespace nwd::release
