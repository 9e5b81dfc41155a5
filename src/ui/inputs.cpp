#include "ui/inputs.h"

#include "ui/buttons.h"
#include "ui/parts.h"

namespace nwd::ui {

using parts::or_else;
using parts::spaced;

namespace {

Html render_affix(const Affix& affix, Literal base) {
  if (affix.content.empty()) return {};
  return tag("div", Attributes{}.classes(base, affix.classes).set("aria-hidden", "true").add(affix.attributes),
             affix.content.html());
}

Html input_element(const Input& input, const std::string& id, const std::string& described_by) {
  Attributes attributes;
  attributes.classes("govuk-input", spaced(input.classes, input.error ? "govuk-input--error" : ""))
      .set("id", id)
      .set("name", input.name)
      .set("type", or_else(input.type, "text"));
  if (input.spellcheck) attributes.set("spellcheck", *input.spellcheck ? "true" : "false");
  attributes.maybe("value", input.value)
      .flag("disabled", input.disabled)
      .maybe("aria-describedby", described_by)
      .maybe("autocomplete", input.autocomplete)
      .maybe("autocapitalize", input.autocapitalize)
      .maybe("pattern", input.pattern)
      .maybe("inputmode", input.inputmode)
      .add(input.attributes);
  return open("input", attributes);
}

}  // namespace

Html render(const Input& input) {
  const std::string& id = input.id.empty() ? input.name : input.id;
  std::string described_by = input.described_by;
  Html html = parts::label_for(input.label, id);
  html.add(parts::hint_and_error(input.hint, input.error, id, described_by));
  const Html element = join(input.group.before.html(), render_affix(input.prefix, "govuk-input__prefix"),
                            input_element(input, id, described_by), render_affix(input.suffix, "govuk-input__suffix"),
                            input.group.after.html());
  const bool wrapped = !input.group.before.empty() || !input.prefix.content.empty() || !input.suffix.content.empty() ||
                       !input.group.after.empty();
  if (wrapped) {
    const auto attributes =
        Attributes{}.classes("govuk-input__wrapper", input.wrapper_classes).add(input.wrapper_attributes);
    html.add(tag("div", attributes, element));
  } else {
    html.add(element);
  }
  return parts::form_group(input.group, input.error.has_value(), html);
}

Html render(const Textarea& area) {
  const std::string& id = area.id.empty() ? area.name : area.id;
  std::string described_by = area.described_by;
  Html html = parts::label_for(area.label, id);
  html.add(parts::hint_and_error(area.hint, area.error, id, described_by));
  html.add(area.group.before.html());
  Attributes attributes;
  attributes.classes("govuk-textarea", spaced(area.error ? "govuk-textarea--error" : "", area.classes))
      .set("id", id)
      .set("name", area.name)
      .set("rows", area.rows);
  if (area.spellcheck) attributes.set("spellcheck", *area.spellcheck ? "true" : "false");
  attributes.flag("disabled", area.disabled)
      .maybe("aria-describedby", described_by)
      .maybe("autocomplete", area.autocomplete)
      .add(area.attributes);
  // A parser drops one line end after <textarea>: give it one, so that an answer's own first line end stays.
  const bool starts_with_line_end = !area.value.empty() && (area.value[0] == '\n' || area.value[0] == '\r');
  html.add(tag("textarea", attributes, starts_with_line_end ? "\n" : "", area.value));
  html.add(area.group.after.html());
  return parts::form_group(area.group, area.error.has_value(), html);
}

namespace {

std::string count_description(const CharacterCount& count, std::string_view type) {
  const std::string& limit = count.max_words.empty() ? count.max_length : count.max_words;
  if (limit.empty()) return {};
  std::string words = count.description;
  if (words.empty()) words = std::string("You can enter up to %{count} ") + (type == "words" ? "words" : "characters");
  constexpr std::string_view hole = "%{count}";
  for (auto at = words.find(hole); at != std::string::npos; at = words.find(hole, at + limit.size())) {
    words.replace(at, hole.size(), limit);
  }
  return words;
}

Attributes count_attributes(const CharacterCount& count, std::string_view type) {
  Attributes attributes;
  attributes.set("data-module", "govuk-character-count")
      .maybe("data-maxlength", count.max_length)
      .maybe("data-maxwords", count.max_words)
      .maybe("data-threshold", count.threshold)
      .maybe("data-count-type", type);
  if (count.max_length.empty() && count.max_words.empty()) {
    parts::translate(attributes, "textarea-description.other", count.description);
  }
  parts::translate(attributes, "characters-under-limit", count.characters_under);
  parts::translate(attributes, "characters-at-limit", count.characters_at);
  parts::translate(attributes, "characters-over-limit", count.characters_over);
  parts::translate(attributes, "words-under-limit", count.words_under);
  parts::translate(attributes, "words-at-limit", count.words_at);
  parts::translate(attributes, "words-over-limit", count.words_over);
  return attributes;
}

}  // namespace

Html render(const CharacterCount& count) {
  const std::string type(or_else(count.count_type, count.max_words.empty() ? "" : "words"));
  Textarea area = count.textarea;
  if (area.id.empty()) area.id = area.name;
  area.described_by = area.id + "-info";
  area.classes = spaced("govuk-js-character-count", area.classes);
  area.group.classes = spaced("govuk-character-count", area.group.classes);
  area.group.attributes = count_attributes(count, type).add(area.group.attributes);
  const Hint message{.content = count_description(count, type),
                     .id = area.described_by,
                     .classes = spaced("govuk-character-count__message", count.message_classes)};
  area.group.after = join(render(message), area.group.after.html());
  return render(area);
}

Html render(const PasswordInput& password) {
  Input input = password.input;
  if (input.id.empty()) input.id = input.name;
  Button button{.content = or_else(password.show_text, "Show"),
                .type = "button",
                .classes = spaced("govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle",
                                  password.button_classes)};
  button.attributes.set("aria-controls", input.id)
      .set("aria-label", or_else(password.show_label, "Show password"))
      .flag("hidden");
  Attributes attributes{{"data-module", "govuk-password-input"}};
  parts::translate(attributes, "show-password", password.show_text);
  parts::translate(attributes, "hide-password", password.hide_text);
  parts::translate(attributes, "show-password-aria-label", password.show_label);
  parts::translate(attributes, "hide-password-aria-label", password.hide_label);
  parts::translate(attributes, "password-shown-announcement", password.shown_announcement);
  parts::translate(attributes, "password-hidden-announcement", password.hidden_announcement);
  input.group.classes = spaced("govuk-password-input", input.group.classes);
  input.group.attributes = attributes.add(input.group.attributes);
  input.group.after = join(render(button), input.group.after.html());
  input.wrapper_classes = "govuk-password-input__wrapper";
  input.classes = spaced("govuk-password-input__input govuk-js-password-input-input", input.classes);
  input.type = "password";
  input.spellcheck = false;
  input.autocapitalize = "none";
  input.autocomplete = or_else(input.autocomplete, "current-password");
  return render(input);
}

namespace {

Html drop_zone(const FileUpload& upload, const Html& element) {
  Attributes attributes;
  attributes.classes("govuk-file-upload-wrapper", upload.wrapper_classes).set("data-module", "govuk-file-upload");
  parts::translate(attributes, "choose-files-button", upload.choose_text);
  parts::translate(attributes, "no-file-chosen", upload.none_text);
  parts::translate(attributes, "multiple-files-chosen", upload.several_text);
  parts::translate(attributes, "drop-instruction", upload.drop_text);
  parts::translate(attributes, "entered-drop-zone", upload.entered_text);
  parts::translate(attributes, "left-drop-zone", upload.left_text);
  return tag("div", attributes.add(upload.wrapper_attributes), element);
}

}  // namespace

Html render(const FileUpload& upload) {
  const std::string& id = upload.id.empty() ? upload.name : upload.id;
  std::string described_by = upload.described_by;
  Html html = parts::label_for(upload.label, id);
  html.add(parts::hint_and_error(upload.hint, upload.error, id, described_by));
  html.add(upload.group.before.html());
  Attributes attributes;
  attributes.classes("govuk-file-upload", spaced(upload.classes, upload.error ? "govuk-file-upload--error" : ""))
      .set("id", id)
      .set("name", upload.name)
      .set("type", "file")
      .flag("disabled", upload.disabled)
      .flag("multiple", upload.multiple)
      .maybe("aria-describedby", described_by)
      .add(upload.attributes);
  const Html element = open("input", attributes);
  html.add(upload.drop_zone ? drop_zone(upload, element) : element);
  html.add(upload.group.after.html());
  return parts::form_group(upload.group, upload.error.has_value(), html);
}

}  // namespace nwd::ui
