#include "match/service_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace nwd::match {
namespace {

constexpr std::array<std::string_view, kind_count> kinds = {
    "housing",   "health",   "mental_health",   "substance_use", "legal",     "interpretation",
    "education", "training", "case_management", "food",          "transport", "other"};
constexpr std::array<std::string_view, housing_count> housings = {"none", "emergency", "transitional", "permanent"};
constexpr std::array<std::string_view, taken_count> takens = {
    "women", "men", "girls", "boys", "women_with_children", "men_with_children", "couples"};
constexpr std::array<std::string_view, asked_count> askeds = {"immigration_status", "income", "veteran", "health"};
constexpr std::array<std::pair<std::string_view, std::string_view>, language_count> languages = {{
    {"en", "english"},
    {"es", "spanish"},
    {"so", "somali"},
    {"hmn", "hmong"},
    {"ar", "arabic"},
    {"zh", "chinese"},
    {"vi", "vietnamese"},
    {"ko", "korean"},
    {"ru", "russian"},
    {"tl", "tagalog"},
    {"fr", "french"},
    {"ht", "haitian"},
    {"pt", "portuguese"},
    {"hi", "hindi"},
    {"ur", "urdu"},
    {"pl", "polish"},
}};

template <class Word, std::size_t N>
std::optional<Word> parse(const std::array<std::string_view, N>& words, std::string_view text) {
  const auto found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) return std::nullopt;
  return static_cast<Word>(found - words.begin());
}

template <class Word, std::size_t N>
std::string_view word_of(const std::array<std::string_view, N>& words, Word w) {
  return words.at(static_cast<std::size_t>(w));
}

}  // namespace

std::string_view word(Kind w) { return word_of(kinds, w); }
std::string_view word(Housing w) { return word_of(housings, w); }
std::string_view word(Taken w) { return word_of(takens, w); }
std::string_view word(Asked w) { return word_of(askeds, w); }
std::string_view word(Language w) { return languages.at(static_cast<std::size_t>(w)).first; }

std::optional<Kind> parse_kind(std::string_view text) { return parse<Kind>(kinds, text); }
std::optional<Housing> parse_housing(std::string_view text) { return parse<Housing>(housings, text); }
std::optional<Taken> parse_taken(std::string_view text) { return parse<Taken>(takens, text); }
std::optional<Asked> parse_asked(std::string_view text) { return parse<Asked>(askeds, text); }

std::optional<Language> parse_language(std::string_view text) {
  const auto lower = ascii_lower(trim(text));
  const auto first = std::string_view(lower).substr(0, lower.find_first_of("-_ ("));
  // The languages spoken as Chinese are written alike; directories name them by city.
  if (first == "mandarin" || first == "cantonese" || first == "taiwanese") return Language::chinese;
  for (std::size_t i = 0; i < languages.size(); ++i) {
    if (first == languages[i].first || first == languages[i].second) return static_cast<Language>(i);
  }
  return std::nullopt;
}

std::string to_text(Ages ages) {
  if (ages.from == 0 && ages.to >= 120) return "any age";
  if (ages.to >= 120) return std::to_string(ages.from) + "+";
  return std::to_string(ages.from) + "-" + std::to_string(ages.to);
}

bool open_on(Season season, Day day) {
  if (season.from == 0) return true;
  const auto date = civil(day);
  const auto today = date.month * 100 + date.day;
  if (season.from <= season.to) return season.from <= today && today <= season.to;
  return today >= season.from || today <= season.to;
}

std::string to_text(Takes takes) {
  std::string text;
  for (int i = 0; i < taken_count; ++i) {
    if (!takes.has(static_cast<Taken>(i))) continue;
    if (!text.empty()) text += ", ";
    for (const char c : word(static_cast<Taken>(i))) text += c == '_' ? ' ' : c;
  }
  return text;
}

}  // namespace nwd::match
