#include "casework/pages_intake_views.h"

#include <array>

#include "casework/pages_parts.h"
#include "casework/pages_words.h"
#include "directory/places.h"
#include "ui/components.h"

namespace nwd::casework {

using ui::Html;
using ui::tag;

namespace {

// In doubt about age the person is treated as under 18 (standard S22), so "maybe" is recorded as that.
constexpr std::array<AgeButton, 6> buttons = {{{"u13", {0, 12}, "age-u13"},
                                               {"13-15", {13, 15}, "age-13-15"},
                                               {"16-17", {16, 17}, "age-16-17"},
                                               {"maybe", {0, 17}, "age-maybe"},
                                               {"18-24", {18, 24}, "age-18-24"},
                                               {"25", {25, 120}, "age-25"}}};

ui::Select languages(const Visit& visit, const ui::Form& form) {
  ui::Select select{.name = "language",
                    .label = {.content = visit.say("language-question")},
                    .error = form_error(form, visit.say, "language"),
                    .items = {{.value = "", .text = visit.say("language-skip")}},
                    .value = std::string(form.value("language"))};
  for (const auto code : offered_languages)
    select.items.push_back({.value = std::string(code), .text = language_words(visit.say, code)});
  return select;
}

// The counties of the state the door works in: where the person is now decides which bed is near.
ui::Select counties(const Visit& visit, const ui::Form& form) {
  ui::Select select{.name = "county",
                    .label = {.content = visit.say("county-question")},
                    .error = form_error(form, visit.say, "county"),
                    .items = {{.value = "", .text = visit.say("county-skip")}},
                    .value = std::string(form.value("county"))};
  for (const auto* county : directory::counties_of_state(visit.session().region.substr(0, 2)))
    select.items.push_back({.value = county->fips, .text = county->name});
  return select;
}

ui::Checkboxes needs(const Visit& visit, const ui::Form& form) {
  ui::Checkboxes boxes{.name = "needs",
                       .fieldset = ui::Fieldset{.legend = {.content = visit.say("needs-question"),
                                                           .classes = "govuk-fieldset__legend--m"}},
                       .error = form_error(form, visit.say, "needs"),
                       .classes = "govuk-checkboxes--small nwd-two-columns"};
  for (const auto value : form.values("needs")) boxes.values.emplace_back(value);
  for (int i = 0; i < need_count; ++i) {
    const auto need = static_cast<Need>(i);
    boxes.items.push_back({.value = std::string(word(need)), .content = needs_words(visit.say, Needs{need})});
  }
  return boxes;
}

ui::Radios genders(const Visit& visit, const ui::Form& form) {
  ui::Radios radios{.name = "gender",
                    .fieldset = ui::Fieldset{.legend = {.content = visit.say("gender-question"),
                                                        .classes = "govuk-fieldset__legend--m"}},
                    .hint = ui::Hint{.content = visit.say("gender-why")},
                    .error = form_error(form, visit.say, "gender"),
                    .value = std::string(form.value("gender")),
                    .classes = "govuk-radios--small govuk-radios--inline"};
  for (const Gender gender : {Gender::woman, Gender::man, Gender::another, Gender::not_said})
    radios.items.push_back({.value = std::string(word(gender)), .content = gender_words(visit.say, gender)});
  return radios;
}

ui::Input children(const Visit& visit, const ui::Form& form) {
  return {.name = "children",
          .label = {.content = visit.say("children-question")},
          .error = form_error(form, visit.say, "children"),
          .value = std::string(form.value("children")),
          .classes = "govuk-input--width-2",
          .inputmode = "numeric"};
}

}  // namespace

std::span<const AgeButton> age_buttons() { return buttons; }

Html safe_view(const Visit& visit, const Facts& facts) {
  const auto choice = [&](Safe safe) {
    return BigChoice{std::string(word(safe)), safe_words(visit.say, safe), facts.safe_now == safe};
  };
  const Html form = join(big_choices(visit.say, "safe", {choice(Safe::yes), choice(Safe::no), choice(Safe::unsure)}),
                         skip_button(visit.say, "safe", visit.say("safe-skip")));
  return join(heading(visit.say("safe-question"), step_words(visit.say, 1)), hint(visit.say("safe-hint")),
              visit.post(visit.request.path, form), why_details(visit.say, visit.say("safe-why")));
}

Html age_view(const Visit& visit, const Facts& facts, const ui::Form& form) {
  std::vector<BigChoice> choices;
  for (const auto& button : buttons)
    choices.push_back({std::string(button.value), visit.say(button.key), facts.age == button.means});
  const Html by_button =
      join(big_choices(visit.say, "age", choices), skip_button(visit.say, "age", visit.say("age-skip")));
  const Html by_number =
      join(render(ui::Input{.name = "years",
                            .label = {.content = visit.say("age-number")},
                            .error = form_error(form, visit.say, "years"),
                            .value = std::string(form.value("years")),
                            .classes = "govuk-input--width-3",
                            .inputmode = "numeric"}),
           render(ui::Button{.content = visit.say("continue"), .classes = "govuk-button--secondary"}));
  return join(heading(visit.say("age-question"), step_words(visit.say, 2)), hint(visit.say("age-hint")),
              visit.post(visit.request.path, by_button), visit.post(visit.request.path, by_number),
              why_details(visit.say, visit.say("age-why")));
}

Html tonight_view(const Visit& visit, const ui::Form& form) {
  const Html fields = join(
      render(needs(visit, form)), render(genders(visit, form)), render(children(visit, form)),
      render(counties(visit, form)), render(languages(visit, form)),
      render(ui::Button{.content = visit.say("continue"), .name = "go", .value = "on", .prevent_double_click = true}),
      skip_button(visit.say, "go", visit.say("tonight-skip")));
  return join(heading(visit.say("tonight-question"), step_words(visit.say, 3)), hint(visit.say("tonight-hint")),
              visit.post(visit.request.path, fields), why_details(visit.say, visit.say("tonight-why")));
}

Html not_safe_advice(ui::Say say) {
  const Html body = join(tag("p", {{"class", "govuk-notification-banner__heading"}}, say("unsafe-title")),
                         bullets({say("unsafe-room"), say("unsafe-call"), say("unsafe-alone"), say("unsafe-leave")}),
                         paragraph(say("unsafe-on")));
  return render(ui::NotificationBanner{.content = body, .title = say("unsafe-now"), .title_id = "unsafe-title"});
}

Html minor_law(ui::Say say) {
  const Html body = join(tag("p", {{"class", "govuk-notification-banner__heading"}}, say("minor-title")),
                         bullets({say("minor-offender"), say("minor-doubt"), say("minor-services")}),
                         tag("p", {{"class", "govuk-body-s"}}, say("minor-source")));
  return render(ui::NotificationBanner{.content = body, .title = say("minor-law"), .title_id = "minor-title"});
}

ui::Form tonight_form(const Facts& facts) {
  ui::FormValues values;
  if (!facts.needs) values.emplace_back("needs", word(Need::bed));
  if (facts.needs) {
    for (const Need need : facts.needs->list()) values.emplace_back("needs", word(need));
  }
  if (facts.gender) values.emplace_back("gender", word(*facts.gender));
  if (facts.children) values.emplace_back("children", std::to_string(*facts.children));
  values.emplace_back("county", facts.county);
  values.emplace_back("language", facts.language);
  return ui::Form(std::move(values));
}

}  // namespace nwd::casework
