#include "ui/choices.h"

#include <algorithm>

#include "ui/parts.h"

namespace nwd::ui {

using parts::or_else;
using parts::spaced;

namespace {

// What radios and checkboxes differ in, and what one item needs to know of its group.
struct ChoiceKind {
  std::string_view type;    // "radio"
  std::string_view prefix;  // "govuk-radios"
};

struct ChoiceInGroup {
  const Choice& item;
  std::string id;
  std::string name;
  bool checked = false;
  std::string described_by;  // of the group, where no fieldset says it
};

std::string classed(const ChoiceKind& kind, std::string_view part) { return std::string(kind.prefix).append(part); }

Attributes with_class(const std::string& name) { return Attributes{}.classes("", name); }

Html render_choice_input(const ChoiceKind& kind, const ChoiceInGroup& choice, const std::string& described_by) {
  const Choice& item = choice.item;
  Attributes attributes = with_class(classed(kind, "__input"));
  attributes.set("id", choice.id).set("name", choice.name).set("type", kind.type).set("value", item.value);
  attributes.flag("checked", choice.checked).flag("disabled", item.disabled);
  if (!item.conditional.empty()) attributes.set("data-aria-controls", "conditional-" + choice.id);
  if (item.exclusive) attributes.set("data-behaviour", "exclusive");
  return open("input", attributes.maybe("aria-describedby", described_by).add(item.attributes));
}

Html render_choice(const ChoiceKind& kind, const ChoiceInGroup& choice) {
  const Choice& item = choice.item;
  if (!item.divider.empty()) return tag("div", with_class(classed(kind, "__divider")), item.divider);

  std::string described_by = choice.described_by;
  Html hint;
  if (item.hint && !item.hint->content.empty()) {
    Hint own = *item.hint;
    own.id = choice.id + "-item-hint";
    own.classes = spaced(classed(kind, "__hint"), own.classes);
    described_by = spaced(described_by, own.id);
    hint = render(own);
  }
  const Label label{.content = item.content,
                    .for_id = choice.id,
                    .classes = spaced(classed(kind, "__label"), item.label_classes),
                    .attributes = item.label_attributes};
  Html html = tag("div", with_class(classed(kind, "__item")), render_choice_input(kind, choice, described_by),
                  render(label), hint);
  if (!item.conditional.empty()) {
    const std::string closed = choice.checked ? "" : classed(kind, "__conditional--hidden");
    Attributes attributes = with_class(spaced(classed(kind, "__conditional"), closed));
    html.add(tag("div", attributes.set("id", "conditional-" + choice.id), item.conditional));
  }
  return html;
}

std::string choice_id(const Choice& item, std::string_view prefix, std::size_t position) {
  if (!item.id.empty()) return item.id;
  return position == 0 ? std::string(prefix) : std::string(prefix) + "-" + std::to_string(position + 1);
}

// Wraps the inputs in what both have: hint, error, fieldset, form group.
template <class Group>
Html render_group(const Group& group, const Html& around, std::string described_by) {
  Html content = around;
  if (group.fieldset) {
    Fieldset fieldset = *group.fieldset;
    fieldset.described_by = std::move(described_by);
    fieldset.content = content;
    content = render(fieldset);
  }
  return parts::form_group(group.group, group.error.has_value(), content);
}

}  // namespace

Html render(const Radios& radios) {
  constexpr ChoiceKind kind{"radio", "govuk-radios"};
  const std::string prefix(or_else(radios.id_prefix, radios.name));
  std::string described_by = radios.fieldset ? radios.fieldset->described_by : "";
  Html html = parts::hint_and_error(radios.hint, radios.error, prefix, described_by);

  Html inputs = radios.group.before.html();
  for (std::size_t i = 0; i < radios.items.size(); ++i) {
    const Choice& item = radios.items[i];
    const bool chosen = !radios.value.empty() && item.value == radios.value;
    inputs.add(render_choice(kind, {item, choice_id(item, prefix, i), radios.name, item.checked.value_or(chosen), {}}));
  }
  inputs.add(radios.group.after.html());
  const auto attributes =
      Attributes{}.classes("govuk-radios", radios.classes).add(radios.attributes).set("data-module", "govuk-radios");
  html.add(tag("div", attributes, inputs));
  return render_group(radios, html, std::move(described_by));
}

Html render(const Checkboxes& boxes) {
  constexpr ChoiceKind kind{"checkbox", "govuk-checkboxes"};
  const std::string prefix(or_else(boxes.id_prefix, boxes.name));
  std::string described_by = boxes.described_by;
  if (boxes.fieldset && !boxes.fieldset->described_by.empty()) described_by = boxes.fieldset->described_by;
  Html html = parts::hint_and_error(boxes.hint, boxes.error, prefix, described_by);

  Html inputs = boxes.group.before.html();
  for (std::size_t i = 0; i < boxes.items.size(); ++i) {
    const Choice& item = boxes.items[i];
    const bool chosen = std::find(boxes.values.begin(), boxes.values.end(), item.value) != boxes.values.end();
    inputs.add(render_choice(kind, {item, choice_id(item, prefix, i), std::string(or_else(item.name, boxes.name)),
                                    item.checked.value_or(chosen), boxes.fieldset ? "" : described_by}));
  }
  inputs.add(boxes.group.after.html());
  const auto attributes = Attributes{}
                              .classes("govuk-checkboxes", boxes.classes)
                              .add(boxes.attributes)
                              .set("data-module", "govuk-checkboxes");
  html.add(tag("div", attributes, inputs));
  return render_group(boxes, html, std::move(described_by));
}

namespace {

Html render_option(const SelectOption& option, const std::string& chosen_value) {
  const bool chosen = !chosen_value.empty() && option.value.value_or(option.text) == chosen_value;
  Attributes attributes;
  if (option.value) attributes.set("value", *option.value);
  attributes.flag("selected", option.selected.value_or(chosen)).flag("disabled", option.disabled);
  return tag("option", attributes.add(option.attributes), option.text);
}

}  // namespace

Html render(const Select& select) {
  const std::string id(or_else(select.id, select.name));
  std::string described_by = select.described_by;
  Html html = parts::label_for(select.label, id);
  html.add(parts::hint_and_error(select.hint, select.error, id, described_by));
  html.add(select.group.before.html());
  Attributes attributes;
  attributes.classes("govuk-select", spaced(select.classes, select.error ? "govuk-select--error" : ""))
      .set("id", id)
      .set("name", select.name)
      .flag("disabled", select.disabled)
      .maybe("aria-describedby", described_by)
      .add(select.attributes);
  Html options;
  for (const auto& option : select.items) options.add(render_option(option, select.value));
  html.add(tag("select", attributes, options));
  html.add(select.group.after.html());
  return parts::form_group(select.group, select.error.has_value(), html);
}

}  // namespace nwd::ui
