#include "casework/pages_words.h"

#include <cctype>

#include "directory/places.h"

namespace nwd::casework {

namespace {
std::string keyed(std::string_view prefix, std::string_view word) { return std::string(prefix) + std::string(word); }
}  // namespace

std::string safe_words(ui::Say say, const std::optional<Safe>& safe) {
  return safe ? say(keyed("safe-is-", word(*safe))) : say("not-asked");
}

std::string age_words(ui::Say say, const std::optional<AgeRange>& age) {
  if (!age) return say("not-asked");
  if (age->from == age->to) return say("age-years", {{"years", age->from}});
  if (age->from == 0) return say("age-under", {{"years", age->to + 1}});
  if (age->to >= 120) return say("age-or-older", {{"years", age->from}});
  return say("age-between", {{"from", age->from}, {"to", age->to}});
}

std::string gender_words(ui::Say say, const std::optional<Gender>& gender) {
  return gender ? say(keyed("gender-", word(*gender))) : say("not-asked");
}

std::string children_words(ui::Say say, const std::optional<int>& children) {
  return children ? say("children-count", {{"count", *children}}) : say("not-asked");
}

std::string needs_words(ui::Say say, const std::optional<Needs>& needs) {
  if (!needs) return say("not-asked");
  std::string all;
  for (const Need need : needs->list()) {
    if (!all.empty()) all += ", ";
    all += say(keyed("need-", word(need)));
  }
  return all.empty() ? say("need-nothing") : all;
}

std::string language_words(ui::Say say, std::string_view code) {
  if (code.empty()) return say("not-asked");
  const std::string key = keyed("language-", code);
  return say.messages().has(say.locale(), key) ? say(key) : std::string(code);
}

std::string county_words(ui::Say say, std::string_view fips) {
  const auto* county = directory::find_county(fips);
  return county != nullptr ? county->name : say("not-asked");
}

bool maybe_minor(const std::optional<AgeRange>& age) { return age && age->from < 18; }

std::string service_words(ui::Say say, std::string_view service) {
  std::string key = "service";
  bool gap = true;
  for (const char c : service) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0;
    if (plain && gap) key += '-';
    if (plain) key += c;
    gap = !plain;
  }
  return say.messages().has(say.locale(), key) ? say(key) : std::string(service);
}

}  // namespace nwd::casework
