#include "release/pages_consent.h"

#include <algorithm>
#include <array>

#include "ui/components.h"

namespace nwd::release {

using casework::Visit;

namespace {

constexpr std::array<ui::Option<ConsentGiven>, 3> ways = {
    {{"1", ConsentGiven::on_screen}, {"2", ConsentGiven::on_paper}, {"3", ConsentGiven::through_interpreter}}};
constexpr std::array<ui::Option<Giver>, 4> givers = {
    {{"0", Giver::person}, {"1", Giver::minor_alone}, {"2", Giver::minor_with_parent}, {"3", Giver::guardian}}};
constexpr std::array<ui::Option<bool>, 2> yes_or_no = {{{"no", false}, {"yes", true}}};

ui::Radios radios(const Visit& visit, const ui::Form& form, const std::string& name, std::string_view legend) {
  return {.name = name,
          .fieldset = ui::Fieldset{.legend = {.content = visit.say(legend), .classes = "govuk-fieldset__legend--m"}},
          .error = form_error(form, visit.say, name),
          .value = std::string(form.value(name)),
          .classes = "govuk-radios--small"};
}

}  // namespace

ui::Html consent_fields(const Visit& visit, Rules rules, const ui::Form& form) {
  const auto& say = visit.say;
  auto giver = radios(visit, form, "giver", "share-giver");
  giver.hint = ui::Hint{.content = say("share-giver-hint-" + std::string(word(rules)))};
  const auto allowed = givers_under(rules);
  for (const auto& one : givers)
    if (std::find(allowed.begin(), allowed.end(), one.means) != allowed.end())
      giver.items.push_back(
          {.value = std::string(one.value), .content = say("share-giver-" + std::string(word(one.means)))});
  auto harm = radios(visit, form, "harm", "share-harm");
  harm.hint = ui::Hint{.content = say("share-harm-hint")};
  for (const auto& one : yes_or_no)
    harm.items.push_back({.value = std::string(one.value), .content = say("share-harm-" + std::string(one.value))});
  auto how = radios(visit, form, "how", "consent-how");
  for (const auto& way : ways)
    how.items.push_back({.value = std::string(way.value), .content = say("share-how-" + std::string(word(way.means)))});
  return join(render(giver), render(harm), render(how));
}

std::optional<ConsentAnswers> consent_in(ui::Form& form) {
  const auto giver = form.choice<Giver>("giver", givers, true);
  const auto harm = form.choice<bool>("harm", yes_or_no, true, "share-harm-empty");
  const auto how = form.choice<ConsentGiven>("how", ways, true, "consent-how-empty");
  if (!giver || !harm || !how) return std::nullopt;
  return ConsentAnswers{*giver, *harm, *how};
}

}  // namespace nwd::release
