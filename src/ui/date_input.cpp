#include <algorithm>

#include "ui/inputs.h"
#include "ui/parts.h"

namespace nwd::ui {

using parts::or_else;
using parts::spaced;

namespace {

constexpr std::string_view error_class = "govuk-input--error";
constexpr std::string_view width_class = "govuk-input--width-";

bool says(const std::string& classes, std::string_view part) { return classes.find(part) != std::string::npos; }

bool part_has_error(const DatePart& part) { return part.error.value_or(false) || says(part.classes, error_class); }

std::string capitalized(std::string name) {
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 32);
  return name;
}

std::string part_classes(const DateInput& date, const DatePart& part, bool any_part_has_error) {
  const bool wrong =
      part_has_error(part) || (part.error.value_or(true) && date.error.has_value() && !any_part_has_error);
  std::string classes;
  if (wrong && !says(part.classes, error_class)) classes = error_class;
  if (!says(part.classes, width_class)) {
    classes = spaced(classes, std::string(width_class) + (part.name == "year" ? "4" : "2"));
  }
  return spaced(spaced("govuk-date-input__input", classes), part.classes);
}

Html render_part(const DateInput& date, const DatePart& part, bool any_part_has_error) {
  const std::string prefix = date.name_prefix.empty() ? "" : date.name_prefix + "-";
  const Input input{.name = prefix + part.name,
                    .label = {.content = part.label.empty() ? capitalized(part.name) : part.label,
                              .classes = "govuk-date-input__label"},
                    .value = part.value,
                    .id = part.id.empty() ? date.id + "-" + part.name : part.id,
                    .classes = part_classes(date, part, any_part_has_error),
                    .inputmode = std::string(or_else(part.inputmode, "numeric")),
                    .autocomplete = part.autocomplete,
                    .pattern = part.pattern,
                    .attributes = part.attributes};
  return tag("div", {{"class", "govuk-date-input__item"}}, render(input));
}

}  // namespace

Html render(const DateInput& date) {
  static const std::vector<DatePart> usual = {{.name = "day"}, {.name = "month"}, {.name = "year"}};
  const auto& shown = date.parts.empty() ? usual : date.parts;
  const bool any_part_has_error = std::any_of(shown.begin(), shown.end(), part_has_error);

  std::string described_by = date.fieldset ? date.fieldset->described_by : "";
  Html html = parts::hint_and_error(date.hint, date.error, date.id, described_by);
  Html inputs = date.group.before.html();
  for (const auto& part : shown) inputs.add(render_part(date, part, any_part_has_error));
  inputs.add(date.group.after.html());
  html.add(tag("div", Attributes{}.classes("govuk-date-input", date.classes).add(date.attributes).maybe("id", date.id),
               inputs));
  if (date.fieldset) {
    Fieldset fieldset = *date.fieldset;
    fieldset.described_by = described_by;
    fieldset.role = "group";  // so that JAWS reads the hint of a group of text inputs
    fieldset.content = html;
    html = render(fieldset);
  }
  return parts::form_group(date.group, date.error.has_value(), html);
}

}  // namespace nwd::ui
