// A person's answers in words, in the reader's language. The same words on the door's summary, in a request and on the
// case page.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "casework/answers.h"
#include "ui/messages.h"

namespace nwd::casework {

// Spoken languages that are offered (BCP 47), the commonest of the founding region first.
inline constexpr std::array<std::string_view, 17> offered_languages = {
    "en", "es", "so", "hmn", "ksw", "om", "am", "ar", "fr", "ru", "vi", "zh", "lo", "sw", "ti", "oj", "ase"};

std::string safe_words(ui::Say, const std::optional<Safe>&);
std::string age_words(ui::Say, const std::optional<AgeRange>&);
std::string gender_words(ui::Say, const std::optional<Gender>&);
std::string children_words(ui::Say, const std::optional<int>&);
std::string needs_words(ui::Say, const std::optional<Needs>&);  // "a bed tonight, an interpreter"
std::string language_words(ui::Say, std::string_view code);
std::string county_words(ui::Say, std::string_view fips);
// "housing > emergency" is message service-housing-emergency; a charter's own service as the charter calls it.
std::string service_words(ui::Say, std::string_view service);

// Under 18, or possibly: the law on minors is to be followed (standard S22: in doubt about age, treated as a minor).
bool maybe_minor(const std::optional<AgeRange>&);

}  // namespace nwd::casework
