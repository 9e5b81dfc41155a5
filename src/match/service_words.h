// What is known of a service that matters to whether it fits somebody. Small sets as bits, so that the catalogue holds
// them in columns and a filter over every bed of the country stays under a millisecond.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"

namespace nwd::match {

template <class Word>
class Set {
 public:
  constexpr Set() = default;
  constexpr Set(std::initializer_list<Word> words) {
    for (const auto w : words) add(w);
  }
  static constexpr Set of_bits(std::int64_t bits) {
    Set set;
    set.bits_ = static_cast<std::uint16_t>(bits);
    return set;
  }
  constexpr void add(Word w) { bits_ = static_cast<std::uint16_t>(bits_ | 1U << static_cast<unsigned>(w)); }
  [[nodiscard]] constexpr bool has(Word w) const { return (bits_ >> static_cast<unsigned>(w) & 1U) != 0; }
  [[nodiscard]] constexpr bool any_of(Set other) const { return (bits_ & other.bits_) != 0; }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  [[nodiscard]] constexpr std::uint16_t bits() const { return bits_; }
  constexpr Set operator|(Set other) const { return of_bits(bits_ | other.bits_); }
  constexpr bool operator==(const Set&) const = default;

 private:
  std::uint16_t bits_ = 0;
};

// What a service gives.
enum class Kind : std::uint8_t {
  housing,
  health,
  mental_health,
  substance_use,
  legal,
  interpretation,
  education,
  training,
  case_management,
  food,
  transport,
  other
};
inline constexpr int kind_count = 12;
using Kinds = Set<Kind>;
std::string_view word(Kind);  // "mental_health"
std::optional<Kind> parse_kind(std::string_view);

enum class Housing : std::uint8_t { none, emergency, transitional, permanent };
inline constexpr int housing_count = 4;
using HousingSet = Set<Housing>;
std::string_view word(Housing);  // "emergency"
std::optional<Housing> parse_housing(std::string_view);

// Whom it takes: who comes, alone or with children. Alone and under 18 is a girl or a boy. Empty: not known.
enum class Taken : std::uint8_t { women, men, girls, boys, women_with_children, men_with_children, couples };
inline constexpr int taken_count = 7;
using Takes = Set<Taken>;
std::string_view word(Taken);  // "women_with_children"
std::optional<Taken> parse_taken(std::string_view);

// Facts that the service says it asks for, beyond what a match may use. They never filter; they are shown.
enum class Asked : std::uint8_t { immigration_status, income, veteran, health };
inline constexpr int asked_count = 4;
using Asks = Set<Asked>;
std::string_view word(Asked);  // "immigration_status"
std::optional<Asked> parse_asked(std::string_view);

enum class Language : std::uint8_t {
  english,
  spanish,
  somali,
  hmong,
  arabic,
  chinese,
  vietnamese,
  korean,
  russian,
  tagalog,
  french,
  haitian,
  portuguese,
  hindi,
  urdu,
  polish
};
inline constexpr int language_count = 16;
using Languages = Set<Language>;
std::string_view word(Language);                           // "es", BCP 47
std::optional<Language> parse_language(std::string_view);  // "es", "es-MX", "Spanish", "Chinese (Mandarin)"

// Whole years, both ends included; 0 to 120 when nothing is stated.
struct Ages {
  std::uint8_t from = 0;
  std::uint8_t to = 120;
  auto operator<=>(const Ages&) const = default;
};
std::string to_text(Ages);  // "18+", "0-17", "12-24", "any age"

// Open from one day of the year to another, both included, every year: {1101, 331} is 1 November to 31 March.
// {0, 0}: all year.
struct Season {
  std::uint16_t from = 0;  // month * 100 + day
  std::uint16_t to = 0;
  auto operator<=>(const Season&) const = default;
};
bool open_on(Season, Day);

std::string to_text(Takes);  // "women, girls"; "" when not known

}  // namespace nwd::match
