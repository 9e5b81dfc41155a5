#include "person/names.h"

#include <algorithm>

#include "base/text.h"

namespace nwd::person {
namespace {

using Words = std::array<std::string_view, 32>;  // a random byte's low five bits choose one

constexpr Words english{"apple",  "bench",  "birch",  "bridge", "button", "candle", "carpet", "cedar",
                        "cloud",  "copper", "corner", "daisy",  "drawer", "fern",   "garden", "ginger",
                        "guitar", "hazel",  "kettle", "ladder", "lemon",  "maple",  "marble", "mitten",
                        "paper",  "pebble", "pencil", "pepper", "piano",  "pillow", "river",  "spoon"};
// Without accents: to type on any keyboard.
constexpr Words spanish{"abeto", "arena",  "barco",  "boton",   "brisa", "cesta", "clavel", "cobre",
                        "fresa", "gorra",  "hoja",   "jarra",   "lapiz", "libro", "limon",  "lluvia",
                        "menta", "madera", "mesa",   "manzana", "nube",  "olivo", "papel",  "pera",
                        "pino",  "piedra", "puente", "plaza",   "silla", "tela",  "trigo",  "trompeta"};

constexpr std::size_t longest_typed = 64;

const Words& words_in(ui::Locale locale) { return locale == ui::Locale::es ? spanish : english; }

std::uint8_t byte_below(Random& random, std::uint8_t end) {
  std::uint8_t byte = end;
  while (byte >= end) random.fill({&byte, 1});
  return byte;
}

std::string one_name(Random& random, const Words& words) {
  std::string name;
  for (int i = 0; i < 2; ++i) {
    name += words[byte_below(random, 128) % words.size()];
    name += '-';
  }
  for (int i = 0; i < 2; ++i) name += static_cast<char>('0' + byte_below(random, 250) % 10);
  return name;
}

bool has(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::array<std::string, offered_at_once> offer_names(Random& random, ui::Locale locale) {
  std::array<std::string, offered_at_once> names;
  for (auto& name : names) name = one_name(random, words_in(locale));
  return names;
}

bool could_be_offered(std::string_view name) {
  const auto parts = split(name, '-');
  if (parts.size() != 3 || parts[2].size() != 2 || !is_digit(parts[2][0]) || !is_digit(parts[2][1])) return false;
  return std::any_of(std::begin(ui::all_locales), std::end(ui::all_locales), [&](ui::Locale locale) {
    const auto& words = words_in(locale);
    return has(words, parts[0]) && has(words, parts[1]);
  });
}

std::string as_kept(std::string_view typed) {
  std::string name;
  bool gap = false;
  for (const char c : typed.substr(0, longest_typed)) {
    const bool between = c == ' ' || c == '-' || c == '\t';
    if (!between) {
      if (gap && !name.empty()) name += '-';
      name += c;
    }
    gap = between;
  }
  return ascii_lower(name);
}

}  // namespace nwd::person
