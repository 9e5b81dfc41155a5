#include "ui/fixture_options_test.h"

namespace nwd::ui::fixtures {

namespace {

Label label_of(const Options& o) {
  return {.content = o.content(),
          .for_id = o["for"].text(),
          .classes = o["classes"].text(),
          .is_page_heading = o["isPageHeading"].truthy(),
          .attributes = o["attributes"].attributes()};
}

Hint some_hint(const Options& o) {
  return {.content = o.content(),
          .id = o["id"].text(),
          .classes = o["classes"].text(),
          .attributes = o["attributes"].attributes()};
}

std::optional<Hint> hint_of(const Options& o) { return o.truthy() ? std::optional<Hint>(some_hint(o)) : std::nullopt; }

ErrorMessage some_error(const Options& o) {
  return {.content = o.content(),
          .id = o["id"].text(),
          .classes = o["classes"].text(),
          .attributes = o["attributes"].attributes(),
          .prefix = o["visuallyHiddenText"].given() ? o["visuallyHiddenText"].text() : "Error"};
}

std::optional<ErrorMessage> error_of(const Options& o) {
  return o.truthy() ? std::optional<ErrorMessage>(some_error(o)) : std::nullopt;
}

Fieldset some_fieldset(const Options& o) {
  const Options legend = o["legend"];
  return {.legend = {.content = legend.content(),
                     .classes = legend["classes"].text(),
                     .is_page_heading = legend["isPageHeading"].truthy()},
          .content = o["html"].markup(),
          .described_by = o["describedBy"].text(),
          .role = o["role"].text(),
          .classes = o["classes"].text(),
          .attributes = o["attributes"].attributes()};
}

std::optional<Fieldset> fieldset_of(const Options& o) {
  return o.truthy() ? std::optional<Fieldset>(some_fieldset(o)) : std::nullopt;
}

FormGroup group_of(const Options& o, std::string_view before, std::string_view after) {
  return {.classes = o["classes"].text(),
          .attributes = o["attributes"].attributes(),
          .before = o[before].content(),
          .after = o[after].content()};
}
FormGroup group_of(const Options& o) { return group_of(o, "beforeInput", "afterInput"); }
FormGroup groups_of(const Options& o) { return group_of(o, "beforeInputs", "afterInputs"); }

Affix affix_of(const Options& o) {
  return {.content = o.content(), .classes = o["classes"].text(), .attributes = o["attributes"].attributes()};
}

Input input_of(const Options& o) {
  return {.name = o["name"].text(),
          .label = label_of(o["label"]),
          .hint = hint_of(o["hint"]),
          .error = error_of(o["errorMessage"]),
          .value = o["value"].text(),
          .id = o["id"].text(),
          .type = o["type"].text_or("text"),
          .classes = o["classes"].text(),
          .inputmode = o["inputmode"].text(),
          .autocomplete = o["autocomplete"].text(),
          .autocapitalize = o["autocapitalize"].text(),
          .pattern = o["pattern"].text(),
          .described_by = o["describedBy"].text(),
          .spellcheck = o["spellcheck"].flag(),
          .disabled = o["disabled"].truthy(),
          .prefix = affix_of(o["prefix"]),
          .suffix = affix_of(o["suffix"]),
          .wrapper_classes = o["inputWrapper"]["classes"].text(),
          .wrapper_attributes = o["inputWrapper"]["attributes"].attributes(),
          .group = group_of(o["formGroup"]),
          .attributes = o["attributes"].attributes()};
}

Textarea textarea_of(const Options& o) {
  return {.name = o["name"].text(),
          .label = label_of(o["label"]),
          .hint = hint_of(o["hint"]),
          .error = error_of(o["errorMessage"]),
          .value = o["value"].text(),
          .id = o["id"].text(),
          .rows = o["rows"].number_or(5),
          .classes = o["classes"].text(),
          .autocomplete = o["autocomplete"].text(),
          .described_by = o["describedBy"].text(),
          .spellcheck = o["spellcheck"].flag(),
          .disabled = o["disabled"].truthy(),
          .group = group_of(o["formGroup"]),
          .attributes = o["attributes"].attributes()};
}

Html character_count(const Options& o) {
  return render(CharacterCount{.textarea = textarea_of(o),
                               .max_length = o["maxlength"].text(),
                               .max_words = o["maxwords"].text(),
                               .threshold = o["threshold"].text(),
                               .count_type = o["countType"].text(),
                               .message_classes = o["countMessage"]["classes"].text(),
                               .description = o["textareaDescriptionText"].text(),
                               .characters_under = o["charactersUnderLimitText"].texts(),
                               .characters_over = o["charactersOverLimitText"].texts(),
                               .words_under = o["wordsUnderLimitText"].texts(),
                               .words_over = o["wordsOverLimitText"].texts(),
                               .characters_at = o["charactersAtLimitText"].text(),
                               .words_at = o["wordsAtLimitText"].text()});
}

Html password(const Options& o) {
  return render(PasswordInput{.input = input_of(o),
                              .button_classes = o["button"]["classes"].text(),
                              .show_text = o["showPasswordText"].text(),
                              .hide_text = o["hidePasswordText"].text(),
                              .show_label = o["showPasswordAriaLabelText"].text(),
                              .hide_label = o["hidePasswordAriaLabelText"].text(),
                              .shown_announcement = o["passwordShownAnnouncementText"].text(),
                              .hidden_announcement = o["passwordHiddenAnnouncementText"].text()});
}

Html file_upload(const Options& o) {
  return render(FileUpload{.name = o["name"].text(),
                           .label = label_of(o["label"]),
                           .hint = hint_of(o["hint"]),
                           .error = error_of(o["errorMessage"]),
                           .id = o["id"].text(),
                           .classes = o["classes"].text(),
                           .described_by = o["describedBy"].text(),
                           .multiple = o["multiple"].truthy(),
                           .disabled = o["disabled"].truthy(),
                           .group = group_of(o["formGroup"]),
                           .attributes = o["attributes"].attributes(),
                           .drop_zone = o["javascript"].truthy(),
                           .wrapper_classes = o["wrapperClasses"].text(),
                           .wrapper_attributes = o["wrapperAttributes"].attributes(),
                           .choose_text = o["chooseFilesButtonText"].text(),
                           .drop_text = o["dropInstructionText"].text(),
                           .none_text = o["noFileChosenText"].text(),
                           .entered_text = o["enteredDropZoneText"].text(),
                           .left_text = o["leftDropZoneText"].text(),
                           .several_text = o["multipleFilesChosenText"].texts()});
}

// What is typed into a part: its own value, else that of the option of its name, else that of `values`.
std::string date_value(const Options& date, const Options& part, const std::string& name) {
  if (part["value"].given()) return part["value"].text();
  if (date[name]["value"].given()) return date[name]["value"].text();
  const std::string prefix = date["namePrefix"].truthy() ? date["namePrefix"].text() + "-" : "";
  return date["values"][prefix + name].given() ? date["values"][prefix + name].text() : date["values"][name].text();
}

DatePart date_part(const Options& date, const Options& o, const std::string& name) {
  return {.name = name,
          .label = o["label"].text(),
          .id = o["id"].text(),
          .value = date_value(date, o, name),
          .classes = o["classes"].text(),
          .inputmode = o["inputmode"].text(),
          .autocomplete = o["autocomplete"].text(),
          .pattern = o["pattern"].text(),
          .error = o["error"].flag(),
          .attributes = o["attributes"].attributes()};
}

// The template takes either `items`, or `day`, `month` and `year`, each of which may be left out with false.
std::vector<DatePart> date_parts(const Options& o) {
  std::vector<DatePart> parts;
  for (const auto& item : o["items"].items()) parts.push_back(date_part(o, item, item["name"].text()));
  if (!parts.empty()) return parts;
  for (const std::string_view name : {"day", "month", "year"}) {
    const Options own = o[name];
    if (own.given() && !own.truthy()) continue;
    DatePart part = date_part(o, own, own["name"].text_or(name));
    if (part.value.empty()) part.value = date_value(o, own, std::string(name));
    if (name == "year" && part.classes.find("govuk-input--width-") == std::string::npos) {
      part.classes += part.classes.empty() ? "govuk-input--width-4" : " govuk-input--width-4";
    }
    parts.push_back(part);
  }
  return parts;
}

Html date_input(const Options& o) {
  return render(DateInput{.id = o["id"].text(),
                          .name_prefix = o["namePrefix"].text(),
                          .fieldset = fieldset_of(o["fieldset"]),
                          .hint = hint_of(o["hint"]),
                          .error = error_of(o["errorMessage"]),
                          .parts = date_parts(o),
                          .classes = o["classes"].text(),
                          .group = groups_of(o["formGroup"]),
                          .attributes = o["attributes"].attributes()});
}

Choice choice_of(const Options& o) {
  return {.value = o["value"].text(),
          .content = o.content(),
          .hint = hint_of(o["hint"]),
          .checked = o["checked"].flag(),
          .disabled = o["disabled"].truthy(),
          .conditional = o["conditional"]["html"].markup(),
          .divider = o["divider"].text(),
          .id = o["id"].text(),
          .name = o["name"].text(),
          .exclusive = o["behaviour"].text() == "exclusive",
          .label_classes = o["label"]["classes"].text(),
          .label_attributes = o["label"]["attributes"].attributes(),
          .attributes = o["attributes"].attributes()};
}

// The templates number the items before they leave out the empty ones.
template <class Group>
void add_choices(Group& group, const Options& o, const std::string& prefix) {
  std::size_t position = 0;
  for (const auto& item : o["items"].items()) {
    ++position;
    if (!item.truthy()) continue;
    Choice choice = choice_of(item);
    if (choice.id.empty()) choice.id = prefix + (position > 1 ? "-" + std::to_string(position) : "");
    group.items.push_back(choice);
  }
}

Html radios(const Options& o) {
  Radios group{.name = o["name"].text(),
               .fieldset = fieldset_of(o["fieldset"]),
               .hint = hint_of(o["hint"]),
               .error = error_of(o["errorMessage"]),
               .value = o["value"].text(),
               .id_prefix = o["idPrefix"].text(),
               .classes = o["classes"].text(),
               .group = groups_of(o["formGroup"]),
               .attributes = o["attributes"].attributes()};
  add_choices(group, o, o["idPrefix"].text_or(group.name));
  return render(group);
}

Html checkboxes(const Options& o) {
  Checkboxes group{.name = o["name"].text(),
                   .fieldset = fieldset_of(o["fieldset"]),
                   .hint = hint_of(o["hint"]),
                   .error = error_of(o["errorMessage"]),
                   .id_prefix = o["idPrefix"].text(),
                   .classes = o["classes"].text(),
                   .described_by = o["describedBy"].text(),
                   .group = groups_of(o["formGroup"]),
                   .attributes = o["attributes"].attributes()};
  for (const auto& value : o["values"].items()) group.values.push_back(value.text());
  add_choices(group, o, o["idPrefix"].text_or(group.name));
  return render(group);
}

Html select(const Options& o) {
  Select question{.name = o["name"].text(),
                  .label = label_of(o["label"]),
                  .hint = hint_of(o["hint"]),
                  .error = error_of(o["errorMessage"]),
                  .value = o["value"].text(),
                  .id = o["id"].text(),
                  .classes = o["classes"].text(),
                  .described_by = o["describedBy"].text(),
                  .disabled = o["disabled"].truthy(),
                  .group = group_of(o["formGroup"]),
                  .attributes = o["attributes"].attributes()};
  for (const auto& item : o["items"].truthy_items()) {
    const Options value = item["value"];
    std::optional<std::string> own;
    if (value.given()) own = value.flag() == false ? "false" : value.text();
    question.items.push_back({.value = own,
                              .text = item["text"].text(),
                              .selected = item["selected"].flag(),
                              .disabled = item["disabled"].truthy(),
                              .attributes = item["attributes"].attributes()});
  }
  return render(question);
}

}  // namespace

Renderers form_renderers() {
  return {{"label", [](const Options& o) { return render(label_of(o)); }},
          {"hint", [](const Options& o) { return render(some_hint(o)); }},
          {"error-message", [](const Options& o) { return render(some_error(o)); }},
          {"fieldset", [](const Options& o) { return render(some_fieldset(o)); }},
          {"input", [](const Options& o) { return render(input_of(o)); }},
          {"textarea", [](const Options& o) { return render(textarea_of(o)); }},
          {"character-count", character_count},
          {"password-input", password},
          {"file-upload", file_upload},
          {"date-input", date_input},
          {"radios", radios},
          {"checkboxes", checkboxes},
          {"select", select}};
}

}  // namespace nwd::ui::fixtures
