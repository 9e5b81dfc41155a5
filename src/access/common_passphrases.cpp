#include "access/common_passphrases.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace nwd::access {
namespace {

// Letters and digits only, as `core_of` leaves them.
constexpr std::string_view whole[] = {"correcthorsebatterystaple",
                                      "thequickbrownfox",
                                      "thequickbrownfoxjumps",
                                      "thequickbrownfoxjumpsoverthelazydog",
                                      "welcometothejungle",
                                      "maytheforcebewithyou",
                                      "tobeornottobe",
                                      "tobeornottobethatisthequestion",
                                      "onceuponatime",
                                      "happilyeverafter",
                                      "donttellanyone",
                                      "itwasthebestoftimes",
                                      "loremipsumdolorsitamet",
                                      "supercalifragilisticexpialidocious",
                                      "winteriscoming",
                                      "twinkletwinklelittlestar",
                                      "jesuslovesme",
                                      "godblessamerica"};

// What is written one after another to reach the length: "password1234567", "qwertyqwerty2026", "mypasswordispassword".
constexpr std::string_view pieces[] = {
    "password", "passwort",   "passphrase",  "passcode",   "passw0rd",   "p4ssword", "pass",          "word",
    "phrase",   "secret",     "qwerty",      "qwertz",     "azerty",     "asdf",     "asdfgh",        "asdfghjkl",
    "zxcvbn",   "zxcvbnm",    "qwertyuiop",  "qazwsx",     "iloveyou",   "ilove",    "love",          "you",
    "me",       "letmein",    "welcome",     "hello",      "world",      "admin",    "administrator", "root",
    "user",     "guest",      "test",        "testing",    "demo",       "default",  "changeme",      "change",
    "please",   "opensesame", "trustno",     "trustnoone", "login",      "signin",   "access",        "master",
    "monkey",   "dragon",     "football",    "baseball",   "basketball", "soccer",   "hockey",        "sunshine",
    "princess", "superman",   "batman",      "spiderman",  "starwars",   "pokemon",  "shadow",        "michael",
    "jennifer", "jordan",     "ashley",      "daniel",     "charlie",    "jesus",    "god",           "angel",
    "summer",   "winter",     "spring",      "autumn",     "january",    "february", "march",         "april",
    "june",     "july",       "august",      "september",  "october",    "november", "december",      "monday",
    "friday",   "minnesota",  "minneapolis", "hospital",   "shelter",    "harbor",   "safe",          "nowrongdoor",
    "this",     "is",         "my",          "the",        "a",          "new",      "computer",      "internet",
    "google",   "abc",        "abcd",        "abcdef"};

std::string core_of(std::string_view passphrase) {
  std::string core;
  for (const char c : passphrase) {
    if (c >= 'A' && c <= 'Z')
      core += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
      core += c;
  }
  return core;
}

// "aaaaaaaaaaaaaaa", "121212121212121", "abcabcabcabcabc": one to four characters, again and again.
bool repeats(std::string_view text) {
  for (std::size_t period = 1; period <= 4 && period * 3 <= text.size(); ++period) {
    bool same = true;
    for (std::size_t i = period; i < text.size() && same; ++i) same = text[i] == text[i - period];
    if (same) return true;
  }
  return false;
}

// A year, "1234567890", "987654321", "111111": digits that nobody has to learn by heart.
bool easy_digits(std::string_view digits) {
  constexpr std::string_view up = "0123456789012345678901234567890";
  constexpr std::string_view down = "9876543210987654321098765432109";
  return digits.size() <= 4 || repeats(digits) || up.find(digits) != std::string_view::npos ||
         down.find(digits) != std::string_view::npos;
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  const auto end = text.find_first_not_of("0123456789", at);
  return (end == std::string_view::npos ? text.size() : end) - at;
}

// Whether nothing but pieces and easy digits, one after another, make the whole.
bool is_made_of_pieces(std::string_view core) {
  std::vector<bool> reached(core.size() + 1, false);
  reached[0] = true;
  for (std::size_t at = 0; at < core.size(); ++at) {
    if (!reached[at]) continue;
    for (const auto piece : pieces)
      if (core.substr(at).starts_with(piece)) reached[at + piece.size()] = true;
    const auto digits = digits_at(core, at);
    if (digits > 0 && easy_digits(core.substr(at, digits))) reached[at + digits] = true;
  }
  return reached[core.size()];
}

}  // namespace

bool is_common_passphrase(std::string_view passphrase) {
  const std::string core = core_of(passphrase);
  const std::string_view letters(core.data(), core.find_last_not_of("0123456789") + 1);
  return core.size() < 4 || repeats(core) || repeats(passphrase) || is_made_of_pieces(core) ||
         std::find(std::begin(whole), std::end(whole), letters) != std::end(whole);
}

}  // namespace nwd::access
