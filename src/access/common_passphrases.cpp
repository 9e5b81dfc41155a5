#include "access/common_passphrases.h"

#include <algorithm>
#include <array>
#include <string>

namespace nwd::access {
namespace {

// Letters and digits only, as `core_of` leaves them.
constexpr std::array<std::string_view, 44> common = {"correcthorsebatterystaple",
                                                     "abcdefghijklmnop",
                                                     "abcdefghijklmnopqrstuvwxyz",
                                                     "qwertyuiopasdfgh",
                                                     "qwertyuiopasdfghjkl",
                                                     "qwertyuiopasdfghjklzxcvbnm",
                                                     "passwordpassword",
                                                     "passwordpasswordpassword",
                                                     "iloveyouiloveyou",
                                                     "letmeinletmein",
                                                     "letmeinletmeinletmein",
                                                     "welcomewelcome",
                                                     "welcometothejungle",
                                                     "adminadminadmin",
                                                     "administrator",
                                                     "administratoradministrator",
                                                     "thequickbrownfox",
                                                     "thequickbrownfoxjumps",
                                                     "thequickbrownfoxjumpsoverthelazydog",
                                                     "maytheforcebewithyou",
                                                     "tobeornottobe",
                                                     "tobeornottobethatisthequestion",
                                                     "onceuponatime",
                                                     "happilyeverafter",
                                                     "thisismypassword",
                                                     "thisisapassword",
                                                     "thisismypassphrase",
                                                     "thisisapassphrase",
                                                     "mypasswordismypassword",
                                                     "changemechangeme",
                                                     "changemechangemechangeme",
                                                     "pleasechangethis",
                                                     "donttellanyone",
                                                     "opensesameopensesame",
                                                     "trustno1trustno1",
                                                     "trustnoonetrustnoone",
                                                     "loremipsumdolorsitamet",
                                                     "supercalifragilisticexpialidocious",
                                                     "winteriscoming",
                                                     "helloworldhelloworld",
                                                     "nowrongdoor",
                                                     "nowrongdoornowrongdoor",
                                                     "safeharborsafeharbor",
                                                     "monkeymonkeymonkey"};

std::string core_of(std::string_view passphrase) {
  std::string core;
  for (const char c : passphrase) {
    if (c >= 'A' && c <= 'Z')
      core += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
      core += c;
  }
  const auto last = core.find_last_not_of("0123456789");
  return last == std::string::npos ? core : core.substr(0, last + 1);
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

bool counts_up(std::string_view text) {
  constexpr std::string_view digits = "012345678901234567890123456789";
  return text.size() <= 20 && digits.find(text) != std::string_view::npos;
}

}  // namespace

bool is_common_passphrase(std::string_view passphrase) {
  const auto core = core_of(passphrase);
  return core.size() < 4 || repeats(core) || repeats(passphrase) || counts_up(core) ||
         std::find(common.begin(), common.end(), core) != common.end();
}

}  // namespace nwd::access
