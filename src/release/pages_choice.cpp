#include "release/pages_choice.h"

#include <algorithm>

#include "base/text.h"

namespace nwd::release {
namespace {

std::string_view value_of(const ui::FormValues& values, std::string_view name) {
  const auto found = std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.first == name; });
  return found == values.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace

std::string Choice::query() const {
  return "?r=" + recipient.text() + "&k=" + std::to_string(compartments.bits()) +
         "&p=" + std::to_string(static_cast<int>(purpose)) + "&d=" + std::to_string(days) +
         "&l=" + std::string(ui::name(language));
}

std::optional<Choice> choice_from(const ui::FormValues& values) {
  const auto recipient = access::OrganizationId::parse(value_of(values, "r"));
  const auto bits = whole_number(value_of(values, "k"), 1, (1 << casework::compartment_count) - 1);
  const auto purpose = whole_number(value_of(values, "p"), 1, purpose_count - 1);
  const auto days = whole_number(value_of(values, "d"), 1, 365);
  if (!recipient || !bits || !purpose || !days) return std::nullopt;
  if (std::find(std::begin(offered_days), std::end(offered_days), *days) == std::end(offered_days)) return std::nullopt;
  Choice choice{*recipient, Compartments(*bits), static_cast<Purpose>(*purpose), static_cast<int>(*days)};
  for (const auto locale : ui::all_locales)
    if (ui::name(locale) == value_of(values, "l")) choice.language = locale;
  return choice;
}

}  // namespace nwd::release
